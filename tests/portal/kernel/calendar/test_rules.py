"""Counting days: the vectors of the State Council's notices, and what happens in years not loaded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.calendar import rules
from portal.kernel.calendar.workflow import DATA, read_days

LOADED = rules.Calendar.from_rows(
    (2024, 2025, 2026), [(day.date, day.is_workday) for day in read_days(DATA / "days.csv")]
)

day = date.fromisoformat


@pytest.mark.article("国务院令第795号")
@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-09-28", 5, "2026-10-10"),
        ("2026-02-12", 7, "2026-02-28"),
        ("2026-04-28", 15, "2026-05-21"),
        ("2026-09-01", 30, "2026-10-19"),
        ("2026-02-11", 5, "2026-02-25"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 0, "2026-09-30"),
        ("2024-12-31", 1, "2025-01-02"),
    ],
)
def test_working_days_follow_the_loaded_notices(start, count, expected):
    assert LOADED.add_workdays(day(start), count) == rules.LegalDate(day(expected))


@pytest.mark.parametrize(
    ("start", "count", "unrolled", "rolled"),
    [
        ("2026-09-05", 30, "2026-10-05", "2026-10-08"),
        ("2026-01-26", 20, "2026-02-15", "2026-02-24"),
        ("2026-09-01", 9, "2026-09-10", "2026-09-10"),
        ("2026-02-01", 13, "2026-02-14", "2026-02-14"),
    ],
)
def test_a_last_day_off_rolls_to_the_next_working_day(start, count, unrolled, rolled):
    assert LOADED.add_days(day(start), count, roll=False) == rules.LegalDate(day(unrolled))
    assert LOADED.add_days(day(start), count) == rules.LegalDate(day(rolled))


@pytest.mark.parametrize(
    ("text", "is_workday"),
    [
        ("2026-10-10", True),
        ("2026-09-19", False),
        ("2026-09-20", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2024-02-09", True),
        ("2024-05-11", True),
        ("2027-02-05", False),
        ("2027-02-08", False),
        ("2027-02-09", True),
        ("2027-04-05", False),
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-05-03", True),
        ("2027-10-04", True),
        ("2150-01-01", False),
        ("2150-10-05", True),
    ],
)
def test_whether_a_day_is_worked(text, is_workday):
    assert LOADED.is_workday(day(text)) is is_workday


@pytest.mark.parametrize(
    ("method", "start", "argument", "expected"),
    [
        ("add_workdays", "2026-12-24", 1, ("2026-12-25", False)),
        ("add_workdays", "2026-12-25", 1, ("2026-12-28", True)),
        ("add_workdays", "2026-12-31", 1, ("2027-01-04", True)),
        ("add_workdays", "2027-02-04", 1, ("2027-02-09", True)),
        ("add_days", "2026-12-20", 20, ("2027-01-11", True)),
        ("subtract_workdays", "2027-01-04", 1, ("2026-12-31", True)),
        ("subtract_workdays", "2026-10-08", 1, ("2026-09-30", False)),
    ],
)
def test_a_count_into_a_year_not_loaded_is_provisional(method, start, argument, expected):
    assert getattr(LOADED, method)(day(start), argument) == rules.LegalDate(day(expected[0]), expected[1])


def test_a_calendar_day_that_is_not_rolled_is_never_provisional():
    assert LOADED.add_days(day("2026-12-20"), 20, roll=False) == rules.LegalDate(day("2027-01-09"))


def test_the_working_day_before_a_holiday():
    assert LOADED.previous_workday(day("2026-10-08")).date == day("2026-09-30")


def test_loading_a_year_settles_its_dates():
    rows = [*LOADED.exceptions.items(), (day("2027-01-02"), True)]
    settled = rules.Calendar.from_rows((2026, 2027), rows)
    assert settled.add_workdays(day("2026-12-31"), 1) == rules.LegalDate(day("2027-01-01"))


def test_a_provisional_date_binds_nobody_unless_a_person_confirmed_it():
    provisional = LOADED.add_workdays(day("2026-12-31"), 1)
    with pytest.raises(rules.CalendarUnavailable, match="2027 年的放假安排尚未载入") as refusal:
        provisional.binding()
    assert refusal.value.code == "calendar_unavailable"
    assert "795号" in refusal.value.refusals[0].basis
    assert provisional.binding(confirmed=True) == day("2027-01-04")
    assert LOADED.add_workdays(day("2026-09-30"), 1).binding() == day("2026-10-08")


@pytest.mark.parametrize("count", [-1, 10_001])
def test_an_absurd_period_is_an_error(count):
    with pytest.raises(ValueError, match="period"):
        LOADED.add_workdays(day("2026-01-01"), count)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [("2026-09-28", "2026-10-10", 5), ("2026-10-01", "2026-10-07", 0), ("2026-10-09", "2026-10-01", 0)],
)
def test_working_days_between_two_days(start, end, days):
    assert LOADED.workdays_between(day(start), day(end)) == rules.LegalCount(days)


def test_working_days_until_a_day_typed_by_mistake_can_be_counted():
    assert LOADED.workdays_between(day("2026-01-01"), day("2099-12-31")).provisional


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_counting_back_leads_to_where_it_started(start, count):
    last = LOADED.add_workdays(start, count).date
    assert LOADED.is_workday(last)
    assert LOADED.workdays_between(start, last).days == count
    assert LOADED.subtract_workdays(last, count).date <= start
    assert LOADED.workdays_between(LOADED.subtract_workdays(last, count).date, last).days == count


@given(st.integers(2024, 2200))
def test_every_year_has_its_statutory_holidays(year):
    holidays = rules.statutory_holidays(year)
    lunar = year in rules.FESTIVALS
    assert len(holidays) in ({12, 13} if lunar else {6})
