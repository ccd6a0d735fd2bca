"""Periods and years as people read them."""

from datetime import date

import pytest

from portal.kernel.calendar import periods, queries, workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    workflow.load_reference()
    return {"calendar": queries.current(), "names": queries.all_names()}


@pytest.mark.article("O94:42")
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
    assert period.open_years == (2027,)
    assert "元旦（推算）" in [day.says for day in period.skipped]


@pytest.mark.parametrize(
    ("start", "number", "unit", "ends", "open_years"),
    [
        # The end stands before New Year: nothing of the unknown year was used.
        ("2026-12-18", 5, periods.WORKING_DAYS, "2026-12-25", ()),
        # The next year's notice may still make one of the last days of December a day off or of work.
        ("2026-12-24", 5, periods.WORKING_DAYS, "2026-12-31", (2027,)),
        ("2026-12-25", 5, periods.WORKING_DAYS, "2027-01-04", (2027,)),
        # Thirty days across New Year onto a Sunday of a year not loaded.
        ("2026-12-04", 30, periods.CALENDAR_DAYS, "2027-01-04", (2027,)),
        # Over the Spring Festival of a year not loaded: 5 to 8 February 2027 are fixed by law.
        ("2027-02-03", 2, periods.WORKING_DAYS, "2027-02-09", (2027,)),
        ("2028-02-28", 1, periods.CALENDAR_DAYS, "2028-02-29", (2028,)),
    ],
)
def test_periods_across_new_year(known, start, number, unit, ends, open_years):
    period = periods.count(date.fromisoformat(start), number, unit, **known)
    assert (period.ends.isoformat(), period.open_years) == (ends, open_years)


def test_a_made_up_saturday_counts_and_is_named(known):
    period = periods.count(date(2026, 9, 28), 5, periods.WORKING_DAYS, **known)
    assert [(day.date.isoformat(), day.says) for day in period.worked] == [("2026-10-10", "国庆节调休上班")]
    on_it = periods.count(date(2026, 10, 1), 9, periods.CALENDAR_DAYS, **known)
    assert (on_it.ends, on_it.is_rolled) == (date(2026, 10, 10), False)


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


def test_a_month_says_its_working_days_and_holidays_in_a_row(known):
    october = periods.months(2026, **known)[9]
    assert october.workdays == 18
    runs = [(run.first.day, run.last.day, run.mark, run.name) for run in october.runs]
    assert runs == [(1, 7, "休", "国庆节"), (10, 10, "班", "国庆节调休上班")]
    february = periods.months(2026, **known)[1]
    assert [(run.first.day, run.last.day) for run in february.runs] == [(14, 14), (15, 23), (28, 28)]


def test_a_provisional_year_names_the_holidays_fixed_by_law(known):
    days = {d.date: d for m in periods.months(2027, **known) for w in m.weeks for d in w if d}
    assert (days[date(2027, 2, 5)].mark, days[date(2027, 2, 5)].name) == ("休", "春节（推算）")
    assert days[date(2027, 2, 6)].name == "春节（推算）"
    assert days[date(2027, 2, 9)].is_workday
