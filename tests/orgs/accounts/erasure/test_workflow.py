"""Deletion: asked, checked by one, closed by another, answered once, masked when nothing keeps the name."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction
from rest_framework.authtoken.models import Token

from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.erasure import answering, queries, todos, workflow
from orgs.accounts.erasure.choices import ErasureStatus, Fate
from orgs.accounts.erasure.models import ErasureRequest
from orgs.accounts.erasure.rules import Kept
from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from tests.factories import people
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
UNTIL = date(2041, 3, 1)


@dataclass
class Known:
    """What the floors above would say."""

    open_matters: list[Refusal] = field(default_factory=list)
    lines: list[Kept] = field(default_factory=list)
    masked: list[tuple[int, str]] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)

    def obstacles(self, user_id: int, *, now: datetime) -> list[Refusal]:
        return self.open_matters

    def answer(self, user_id: int, *, now: datetime) -> list[Kept]:
        return self.lines

    def forget(self, user_id: int) -> None:
        self.forgotten.append(user_id)

    def mask(self, user_id: int, masked: str) -> None:
        self.masked.append((user_id, masked))


def kept(until: date | None = UNTIL) -> Kept:
    return Kept("采购经办", 2, Fate.KEPT, "", "采购结束后保存 15 年", "《政府采购法》第四十二条", until)


@pytest.fixture
def asker() -> Actor:
    made = people.actor(Role.SUPPLIER)
    User.objects.filter(pk=made.user_id).update(
        name="张小月", email="moon@example.invalid", phone="13900000000"
    )
    return made


@pytest.fixture
def operators() -> tuple[Actor, Actor]:
    first = people.actor(Role.OPERATOR)
    return first, people.actor(Role.OPERATOR)


def ask(asker: Actor, known: Known | None = None) -> ErasureRequest:
    return workflow.ask(asker.user_id, reason="不再从事这项工作", held=known or Known(), now=NOW)


def closed(asker: Actor, operators: tuple[Actor, Actor], known: Known | None = None) -> ErasureRequest:
    request = ask(asker, known)
    workflow.prepare(request.number, checked="电话核实", by=operators[0], now=NOW)
    decision = workflow.Decision(operators[1], known or Known())
    return workflow.confirm(request.number, decision, now=NOW)


def test_a_person_asks_once_and_may_withdraw(asker):
    request = ask(asker)
    assert (request.status, request.due_on) == (ErasureStatus.SUBMITTED, date(2026, 3, 23))
    refused(ask, asker, code="already_asked")
    workflow.withdraw(request.number, user_id=asker.user_id, now=NOW)
    assert queries.open_of(asker.user_id) is None
    assert ask(asker).number != request.number


def test_nobody_withdraws_for_another(asker):
    request = ask(asker)
    with pytest.raises(NotPermitted):
        workflow.withdraw(request.number, user_id=people.actor(Role.SUPPLIER).user_id, now=NOW)


def test_what_is_open_is_said_to_the_person_and_hidden_from_the_operator(asker, operators):
    known = Known([Refusal(because="您提交的响应文件还没有结果", code="open_bid")])
    refused(ask, asker, known, code="open_bid")
    assert not ErasureRequest.objects.exists()
    request = ask(asker)
    workflow.prepare(request.number, checked="电话核实", by=operators[0], now=NOW)
    decision = workflow.Decision(operators[1], known)
    refused(workflow.confirm, request.number, decision, now=NOW, code="not_finished")
    assert User.objects.get(pk=asker.user_id).is_active


def test_two_operators_decide(asker, operators):
    request = ask(asker)
    decision = workflow.Decision(operators[0], Known())
    refused(workflow.confirm, request.number, decision, now=NOW, code="wrong_state")
    workflow.prepare(request.number, checked="电话核实", by=operators[0], now=NOW)
    refused(workflow.confirm, request.number, decision, now=NOW, code="same_person")
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasureRequest.objects.update(status=ErasureStatus.CLOSED, decided_by=operators[0].user_id)


def test_an_operator_does_not_decide_on_the_own_request(operators):
    request = ask(operators[0])
    refused(workflow.prepare, request.number, checked="本人", by=operators[0], now=NOW, code="own_request")
    refused(workflow.give_back, request.number, reason="不办", by=operators[0], now=NOW, code="own_request")


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.AUDITOR, Role.REGISTRAR])
def test_others_decide_nothing(asker, role):
    request = ask(asker)
    with pytest.raises(NotPermitted):
        workflow.prepare(request.number, checked="电话核实", by=people.actor(role), now=NOW)


def test_closing_takes_every_means_of_signing_in(asker, operators):
    user = User.objects.get(pk=asker.user_id)
    client = client_of(asker)
    client.get("/workbench/")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "手机"})
    Token.objects.create(user=user)
    closed(asker, operators)
    user.refresh_from_db()
    assert (user.is_active, user.phone, user.username) == (False, "", f"closed-{user.pk}")
    assert not user.has_usable_password()
    for model in (EmailAddress, Authenticator, Token, UserSession):
        assert not model.objects.filter(user=user).exists()
    assert not Session.objects.exists()
    assert not Membership.objects.active(on=date(2026, 3, 2)).filter(user=user).exists()
    assert client.get("/workbench/").status_code == 302


def test_the_answer_is_sent_once_and_the_address_forgotten(asker, operators):
    request = closed(asker, operators, Known(lines=[kept()]))
    assert OutboxJob.objects.filter(task="accounts.send_erasure_answer").count() == 1
    answering.send(request.pk, now=NOW)
    answering.send(request.pk, now=NOW)
    assert [message.to for message in mail.outbox] == [["moon@example.invalid"]]
    text = mail.outbox[0].body
    assert "保存到 2041-03-01" in text
    assert "《政府采购法》第四十二条" in text
    user = User.objects.get(pk=asker.user_id)
    assert (user.email, user.name) == ("", "张小月")


def test_a_mail_that_fails_leaves_the_address_for_the_next_try(asker, operators, monkeypatch):
    request = closed(asker, operators)

    def fail(*args):
        raise OSError

    monkeypatch.setattr(answering, "send_mail", fail)
    with pytest.raises(OSError):
        answering.send(request.pk, now=NOW)
    assert User.objects.get(pk=asker.user_id).email == "moon@example.invalid"
    monkeypatch.undo()
    answering.send(request.pk, now=NOW)
    assert len(mail.outbox) == 1


def test_the_name_is_masked_when_nothing_keeps_it_and_only_then(asker, operators):
    application = people.application(now=NOW)
    AccountApplication.objects.filter(pk=application.pk).update(user=asker.user_id, status="approved")
    known = Known(lines=[kept()])
    request = closed(asker, operators, known)
    assert request.name_until == UNTIL
    known.lines = []
    assert workflow.finish(held=known, now=NOW) == 0, "the answer is not out"
    answering.send(request.pk, now=NOW)
    known.lines = [kept(None)]
    assert workflow.finish(held=known, now=NOW) == 0, "a purchase still goes on"
    known.lines = []
    assert [workflow.finish(held=known, now=NOW) for _night in range(2)] == [1, 0]
    assert known.masked == [(asker.user_id, "张**")]
    application.refresh_from_db()
    assert (application.applicant_name, application.phone) == ("张**", "**")
    assert not Message.objects.filter(user=asker.user_id).exists()
    request.refresh_from_db()
    assert (request.status, request.reason, request.checked) == (ErasureStatus.FINISHED, "", "")


def test_what_was_written_in_a_request_goes_after_its_years(asker, operators):
    request = closed(asker, operators, Known(lines=[kept(None)]))
    later = NOW + timedelta(days=365 * 3)
    assert workflow.forget_old(now=later) == 0
    assert [workflow.forget_old(now=later + timedelta(days=3)) for _night in range(2)] == [1, 0]
    request.refresh_from_db()
    assert (request.reason, request.checked) == ("", "")


def test_a_refused_request_says_why_and_changes_nothing(asker, operators):
    request = ask(asker)
    workflow.give_back(request.number, reason="请先移交", by=operators[0], now=NOW)
    assert Message.objects.filter(user=asker.user_id).first().text == "请先移交"
    assert User.objects.get(pk=asker.user_id).is_active


def test_the_ledger_holds_nothing_of_the_person(asker, operators):
    closed(asker, operators)
    told = str(list(LedgerEntry.objects.filter(verb__startswith="erasure.").values()))
    for secret in ("张小月", "moon@example.invalid", "13900000000", "不再从事这项工作", "电话核实"):
        assert secret not in told


def test_a_request_stands_under_my_matters_of_whoever_is_next(asker, operators):
    request = ask(asker)
    first, second = operators
    assert [todo.subject for todo in todos.todos(first, now=NOW)] == [request.number]
    workflow.prepare(request.number, checked="电话核实", by=first, now=NOW)
    assert [bool(todo.waiting_for) for todo in todos.todos(first, now=NOW)] == [True]
    assert [bool(todo.waiting_for) for todo in todos.todos(second, now=NOW)] == [False]
    assert todos.todos(asker, now=NOW) == []
