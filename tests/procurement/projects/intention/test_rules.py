"""From which day a purchase may be announced, by its intention (财库〔2020〕10号)."""

from datetime import date
from decimal import Decimal

import pytest

from portal.kernel.calendar.rules import Calendar
from procurement.projects.intention import rules
from procurement.projects.intention.rules import Preparation
from procurement.routing.figures import Parameter

CALENDAR = Calendar.from_rows([2026], [(date(2026, 10, day), False) for day in range(1, 8)])
DAYS = Parameter("intent_days", Decimal(30), "calendar_days", "财库〔2020〕10号", "V2", False)


def codes(done: Preparation, today: date) -> list[str]:
    found = rules.announcement_refusals(done, today=today, days=DAYS, calendar=CALENDAR)
    return [refusal.code for refusal in found]


@pytest.mark.article("财库〔2020〕10号")
@pytest.mark.parametrize(
    ("done", "today", "refused"),
    [
        (Preparation(is_due=False), date(2026, 3, 2), []),
        (Preparation(is_due=True), date(2026, 3, 2), ["no_intention"]),
        (Preparation(is_due=True, has_exception=True), date(2026, 3, 2), []),
        (Preparation(True, date(2026, 3, 2)), date(2026, 3, 31), ["intention_too_young"]),
        (Preparation(True, date(2026, 3, 2)), date(2026, 4, 1), []),
        (Preparation(True, date(2026, 3, 2), is_withdrawn=True), date(2026, 5, 1), ["no_intention"]),
        # The thirtieth day falls on the fifth day of the October holiday: the eighth is the first one.
        (Preparation(True, date(2026, 9, 5)), date(2026, 10, 7), ["intention_too_young"]),
        (Preparation(True, date(2026, 9, 5)), date(2026, 10, 8), []),
    ],
)
def test_the_notice_waits_for_the_intention(done, today, refused):
    assert codes(done, today) == refused


def test_a_day_in_a_year_that_is_not_loaded_is_called_provisional():
    done = Preparation(True, date(2026, 12, 20))
    found = rules.announcement_refusals(done, today=date(2026, 12, 28), days=DAYS, calendar=CALENDAR)
    assert "2027-01-19（暂定）" in found[0].because


@pytest.mark.parametrize(
    ("month", "earliest", "refused"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), []),
        (date(2026, 3, 1), date(2026, 4, 1), ["month_too_early"]),
        (date(2026, 12, 1), date(2027, 1, 4), ["month_too_early"]),
        (date(2027, 1, 1), date(2027, 1, 4), []),
    ],
)
def test_the_expected_month_leaves_the_period(month, earliest, refused):
    assert [r.code for r in rules.month_refusals(month, earliest=earliest)] == refused
