"""The times and numbers of a prequalification."""

from datetime import date
from decimal import Decimal

import pytest

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import at_local
from procurement.notices.prequalification import rules
from procurement.notices.prequalification.rules import Terms
from procurement.routing.figures import Parameter

CALENDAR = Calendar.from_rows([2026], [])
LEAST = Parameter("x", Decimal(3), "suppliers", "财政部令第87号第十四条", "V1", is_to_be_confirmed=False)
DAYS = Parameter("y", Decimal(5), "working_days", "财政部令第87号第十五条", "V1", is_to_be_confirmed=False)


@pytest.mark.article("O87:15；REG:21")
@pytest.mark.parametrize(
    ("last", "examined_on", "codes"),
    [
        ("2026-03-09", "2026-03-10", []),
        ("2026-03-09", "2026-03-09", []),
        ("2026-03-06", "2026-03-10", ["applying_too_short"]),
        ("2026-03-09", "2026-03-06", ["examined_too_early"]),
    ],
)
def test_applications_are_taken_for_five_working_days(last, examined_on, codes):
    terms = Terms("要求", at_local(date.fromisoformat(last), 17), date.fromisoformat(examined_on))
    found = rules.time_refusals(terms, issued_on=date(2026, 3, 2), least=DAYS, calendar=CALENDAR)
    assert [r.code for r in found] == codes


@pytest.mark.article("O87:14；O87:21")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"count": 4}, []),
        ({"count": 2}, ["draw_count"]),
        ({"count": 5}, ["draw_count"]),
        ({"fit": 2, "count": 2}, ["too_few_fit"]),
        ({"unchecked": 1}, ["unchecked"]),
        ({"is_over": False}, ["draw_out_of_time"]),
        ({"is_drawn": True}, ["draw_out_of_time"]),
    ],
)
def test_at_least_three_are_drawn_among_those_who_qualify_and_once(facts, codes):
    usual = {"is_over": True, "is_drawn": False, "unchecked": 0, "fit": 4, "count": 3, "least": LEAST}
    assert [r.code for r in rules.draw_refusals(**usual | facts)] == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"is_fit": False}, ["no_reason"]),
        ({"is_fit": False, "reason": "没有人员。"}, []),
        ({"is_over": False}, ["check_out_of_time"]),
        ({"is_drawn": True}, ["check_out_of_time"]),
    ],
)
def test_who_does_not_qualify_is_told_why_after_the_time_for_applying(facts, codes):
    usual = {"is_over": True, "is_drawn": False, "is_fit": True, "reason": ""}
    assert [r.code for r in rules.check_refusals(**usual | facts)] == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"is_due": True}, []),
        ({"is_due": False}, ["prequalification_not_due"]),
        ({"is_due": True, "is_out": True}, ["prequalification_out"]),
    ],
)
def test_it_is_published_once_by_an_approved_purchase(facts, codes):
    assert [r.code for r in rules.due_refusals(**{"is_out": False} | facts)] == codes


@pytest.mark.parametrize(
    ("is_own_draft", "is_own_plan", "codes"),
    [
        (False, False, []),
        (True, False, ["own_draft"]),
        (False, True, ["own_plan"]),
        (True, True, ["own_draft"]),
    ],
)
def test_a_second_person_publishes_it(is_own_draft, is_own_plan, codes):
    found = rules.own_refusals(is_own_draft=is_own_draft, is_own_plan=is_own_plan)
    assert [refusal.code for refusal in found] == codes
