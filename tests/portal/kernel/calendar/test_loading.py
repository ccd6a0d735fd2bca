"""A yearly notice comes into force by two people."""

from datetime import date

import pytest

from orgs.people.choices import Role
from portal.kernel.calendar import queries, workflow
from portal.kernel.calendar.choices import LoadingStatus
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from tests.factories import people
from tests.portal.site.calendar.scenes import DAYS, FACTS, NOW, operators, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    workflow.load_reference()
    return operators()


def code_of(verb, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **kwargs)
    return refused.value.code


def test_nothing_counts_by_a_notice_that_one_person_uploaded(pair):
    loading = uploaded(by=pair[0])
    assert (loading.number, loading.status) == ("FJ-2027-01", LoadingStatus.UPLOADED)
    assert queries.current().add_workdays(date(2026, 12, 31), 1).provisional


def test_another_person_puts_it_in_force_and_the_clocks_are_recounted(pair):
    loading = uploaded(by=pair[0])
    loading = workflow.confirm(loading.number, by=pair[1], now=NOW)
    first = queries.current().add_workdays(date(2026, 12, 31), 1)
    assert (first.date, first.provisional) == (date(2027, 1, 6), False)
    assert queries.days_of_notice(2027) == list(DAYS)
    assert OutboxJob.objects.get(task="calendar.recount").args == [loading.pk]
    verbs = LedgerEntry.objects.filter(verb__startswith="calendar.").order_by("pk")
    assert [(entry.verb, entry.actor_id) for entry in verbs] == [
        ("calendar.upload", pair[0].user_id),
        ("calendar.confirm", pair[1].user_id),
    ]


def test_whoever_uploaded_cannot_confirm_or_give_back(pair):
    number = uploaded(by=pair[0]).number
    for verb, more in ((workflow.confirm, {}), (workflow.give_back, {"opinion": "有误"})):
        assert code_of(verb, number, **more, by=pair[0], now=NOW) == "separation_of_duties"
    assert HolidayLoading.objects.get().status == LoadingStatus.UPLOADED
    assert queries.loaded_years() == [2024, 2025, 2026]


def test_a_notice_can_be_given_back_or_taken_back_and_handed_in_anew(pair):
    first = uploaded(by=pair[0])
    assert code_of(workflow.upload, FACTS, by=pair[1], now=NOW) == "loading_open"
    workflow.give_back(first.number, opinion="1月5日与原文不符", by=pair[1], now=NOW)
    second = uploaded(by=pair[0])
    assert code_of(workflow.withdraw, second.number, by=pair[1], now=NOW) == "not_own"
    workflow.withdraw(second.number, by=pair[0], now=NOW)
    assert code_of(workflow.confirm, second.number, by=pair[1], now=NOW) == "wrong_state"
    assert uploaded(by=pair[1]).number == "FJ-2027-03"


def test_the_same_notice_is_not_loaded_twice_and_a_corrected_one_takes_its_place(pair):
    workflow.confirm(uploaded(by=pair[0]).number, by=pair[1], now=NOW)
    assert code_of(workflow.upload, FACTS, by=pair[0], now=NOW) == "nothing_new"
    corrected = workflow.NoticeFacts(2027, "更正通知（示例）", DAYS[:1])
    loading = workflow.confirm(uploaded(by=pair[1], facts=corrected).number, by=pair[0], now=NOW)
    assert queries.days_from(loading.replaced) == list(DAYS)
    assert queries.current().add_workdays(date(2026, 12, 31), 1).date == date(2027, 1, 4)


def test_a_newer_release_does_not_overwrite_what_people_have_put_in_force(pair):
    facts = workflow.NoticeFacts(2026, "更正通知（示例）", DAYS[:0] + tuple(queries.days_of_notice(2026)[:3]))
    workflow.confirm(uploaded(by=pair[0], facts=facts).number, by=pair[1], now=NOW)
    assert workflow.load_reference() == []
    assert queries.source_of(2026) == "更正通知（示例）"


@pytest.mark.parametrize("role", [Role.FINANCE, Role.PURCHASER_LEADER, Role.AUDITOR, Role.SUPPLIER])
def test_only_those_who_run_the_platform_touch_the_calendar(pair, role):
    number = uploaded(by=pair[0]).number
    stranger = people.actor(role)
    for verb, args in ((workflow.upload, (FACTS,)), (workflow.confirm, (number,))):
        with pytest.raises(NotPermitted):
            verb(*args, by=stranger, now=NOW)
