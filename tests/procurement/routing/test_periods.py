"""Periods and years as people read them."""

from datetime import date

import pytest

from portal.kernel.calendar import queries, workflow
from procurement.routing import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    workflow.load_reference()
    return {"calendar": queries.current(), "names": queries.all_names()}


@pytest.mark.article("财政部令第87号第八十五条")
@pytest.mark.parametrize(
    ("start", "number", "unit", "ends"),
    [
        ("2026-09-28", 5, periods.WORKING_DAYS, "2026-10-10"),
        ("2026-02-12", 7, periods.WORKING_DAYS, "2026-02-28"),
        ("2026-09-05", 30, periods.CALENDAR_DAYS, "2026-10-08"),
        ("2026-01-26", 20, periods.CALENDAR_DAYS, "2026-02-24"),
    ],
)
def test_a_period_ends_where_the_law_says(known, start, number, unit, ends):
    period = periods.count(date.fromisoformat(start), number, unit, **known)
    assert (period.ends.isoformat(), period.is_provisional) == (ends, False)


def test_skipped_days_are_named(known):
    period = periods.count(date(2026, 9, 30), 1, periods.WORKING_DAYS, **known)
    assert [day.date.day for day in period.skipped] == [1, 2, 3, 4, 5, 6, 7]
    assert period.skipped[0].says.startswith("国庆")
    assert periods.count(date(2026, 11, 20), 1, periods.WORKING_DAYS, **known).skipped[0].says == "周末"


def test_a_calendar_period_skips_only_at_its_end(known):
    period = periods.count(date(2026, 9, 5), 30, periods.CALENDAR_DAYS, **known)
    assert (period.unrolled, period.is_rolled) == (date(2026, 10, 5), True)
    assert [day.date.day for day in period.skipped] == [5, 6, 7]


def test_a_year_that_is_not_loaded_is_provisional(known):
    period = periods.count(date(2026, 12, 30), 5, periods.WORKING_DAYS, **known)
    assert period.is_provisional
    assert "法定节假日（推算）" in [day.says for day in period.skipped]


def test_a_year_has_every_day_once(known):
    months = periods.months(2026, **known)
    days = [day for month in months for week in month.weeks for day in week if day]
    assert len(days) == len({day.date for day in days}) == 365
    marks = {day.date: day.mark for day in days}
    assert (marks[date(2026, 10, 1)], marks[date(2026, 10, 10)], marks[date(2026, 11, 23)]) == (
        "休",
        "班",
        "",
    )
