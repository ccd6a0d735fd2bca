"""Waiting applications stand under the matters of the registrars who may decide them."""

from datetime import UTC, datetime

import pytest

from orgs.accounts.applications import todos, workflow
from orgs.people.choices import Role
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="43"))


def titles(actor) -> list[str]:
    return [todo.title for todo in todos.todos(actor, now=NOW)]


def test_an_application_waits_for_the_call_then_for_the_decision(registrar):
    application = people.application(now=NOW)
    assert titles(registrar) == ["核实账号申请"]
    call = workflow.Call(number="0731-0000-0000", spoke_with="秘书长", said="确认", confirmed=True)
    workflow.call_back(application.pk, call, by=registrar, now=NOW)
    assert titles(registrar) == ["开通账号"]
    workflow.give_back(application.pk, reason="信息不全", by=registrar, now=NOW)
    assert titles(registrar) == []


def test_it_waits_for_nobody_else(registrar):
    people.application(now=NOW)
    elsewhere = people.actor(Role.REGISTRAR, of=people.body(division_code="4306"))
    assert titles(elsewhere) == titles(people.actor(Role.SUPPLIER)) == []
    assert titles(people.actor(Role.OPERATOR)) == ["核实账号申请"]
    assert todos.todos(registrar, now=NOW, of="430100-2026-0001") == []


def test_many_applications_take_as_many_queries_as_one(registrar, django_assert_num_queries):
    people.application(now=NOW)
    with django_assert_num_queries(3):
        todos.todos(registrar, now=NOW)
    people.application(now=NOW)
    people.application(now=NOW)
    with django_assert_num_queries(3):
        assert len(todos.todos(registrar, now=NOW)) == 3
