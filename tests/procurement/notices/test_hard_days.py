"""Days on which counting goes wrong elsewhere: made-up Saturdays, holidays, New Year, leap days, midnight."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.calendar.rules import Calendar
from portal.kernel.calendar.workflow import DATA, read_days
from portal.kernel.clock import at_local, local_date
from procurement.notices import correcting, days_off, rules
from tests.procurement.notices.test_rules import LAW, facts

CALENDAR = Calendar.from_rows(
    (2024, 2025, 2026), [(day.date, day.is_workday) for day in read_days(DATA / "days.csv")]
)
day = date.fromisoformat


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("issued", "until", "deadline", "is_provisional"),
    [
        # The tenth day is the made-up Saturday 2026-02-14: a working day, nothing is pushed.
        ("2026-02-04", "2026-02-11", "2026-02-14", False),
        # The tenth day falls into the Spring Festival and is pushed behind it.
        ("2026-02-06", "2026-02-13", "2026-02-24", False),
        # Five working days over the National Day, with the made-up Saturday 2026-10-10.
        ("2026-09-28", "2026-10-10", "2026-10-12", False),
        # The tenth day is the made-up Sunday 2026-09-20.
        ("2026-09-10", "2026-09-17", "2026-09-20", False),
        # The last notice whose times need nothing of a year not loaded.
        ("2026-12-17", "2026-12-24", "2026-12-28", True),
        ("2026-12-16", "2026-12-23", "2026-12-28", True),
        ("2026-12-15", "2026-12-22", "2026-12-25", False),
        # Across New Year into a year not loaded: 1 January is fixed by law, the rest is provisional.
        ("2026-12-22", "2026-12-29", "2027-01-04", True),
        ("2026-12-28", "2027-01-05", "2027-01-07", True),
        # Issued in a year not loaded, over the Spring Festival fixed by law (5 to 8 February 2027).
        ("2027-01-29", "2027-02-09", "2027-02-10", True),
        # A leap day counts like any other.
        ("2024-02-19", "2024-02-26", "2024-02-29", False),
    ],
)
def test_the_earliest_times_of_a_notice(issued, until, deadline, is_provisional):
    found = rules.hints(issued_on=day(issued), law=LAW, calendar=CALENDAR)
    assert (found.documents_until.date, found.deadline_on.date) == (day(until), day(deadline))
    assert found.is_provisional is is_provisional
    lawful = facts(issued, until, found.deadline_on.date.isoformat())
    assert rules.schedule_refusals(lawful, issued_on=day(issued), law=LAW, calendar=CALENDAR) == []


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("issued", "deadline", "codes"),
    [
        # The tenth day is a holiday: the day itself is too early, the first working day after it is not.
        ("2026-02-06", "2026-02-16", ["preparation_too_short"]),
        ("2026-02-06", "2026-02-23", ["preparation_too_short"]),
        ("2026-02-06", "2026-02-24", []),
        # A made-up Saturday will do as a deadline; the Friday before is a day short.
        ("2026-02-04", "2026-02-13", ["preparation_too_short"]),
        ("2026-02-04", "2026-02-14", []),
    ],
)
def test_a_deadline_on_a_holiday_and_on_a_made_up_saturday(issued, deadline, codes):
    until = CALENDAR.add_workdays(day(issued), 5).date.isoformat()
    found = rules.schedule_refusals(
        facts(issued, until, deadline), issued_on=day(issued), law=LAW, calendar=CALENDAR
    )
    assert [refusal.code for refusal in found] == codes


@pytest.mark.article("财政部令第87号第八十五条")
@pytest.mark.parametrize(
    ("deadline", "following"),
    [
        ("2026-02-14", None),  # a made-up Saturday
        ("2026-02-16", "2026-02-24"),  # the Spring Festival
        ("2026-03-07", "2026-03-09"),  # a Saturday
        ("2027-01-01", "2027-01-04"),  # fixed by law in a year not loaded
        ("2027-01-05", None),
    ],
)
def test_no_deadline_is_chosen_on_a_day_off(deadline, following):
    found = days_off.deadline_refusals(at_local(day(deadline), 9, 30), calendar=CALENDAR)
    assert [refusal.code for refusal in found] == ["deadline_on_day_off"] * bool(following)
    assert all(following in refusal.remedy for refusal in found)


@pytest.mark.parametrize(
    ("until", "deadline", "unsettled"),
    [
        ("2026-12-24", "2026-12-25", []),
        ("2026-12-25", "2026-12-28", ["2026-12-28"]),
        ("2026-12-31", "2027-01-04", ["2026-12-31", "2027-01-04"]),
        ("2027-01-05", "2027-01-11", ["2027-01-05", "2027-01-11"]),
    ],
)
def test_a_binding_day_of_a_year_not_loaded_needs_a_confirmation(until, deadline, unsettled):
    times = facts("2026-12-22", until, deadline)
    assert rules.unsettled_days(times, calendar=CALENDAR) == [day(text) for text in unsettled]
    refused = rules.provisional_refusals(times, calendar=CALENDAR, is_confirmed=False)
    assert [refusal.code for refusal in refused] == ["calendar_unavailable"] * bool(unsettled)
    assert rules.provisional_refusals(times, calendar=CALENDAR, is_confirmed=True) == []


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("corrected_at", "deadline", "moved_to", "is_provisional"),
    [
        # One minute before the deadline: the whole of the law's days from that day on.
        ("2026-11-23T09:29", "2026-11-23T09:30", "2026-11-30T09:30", False),
        # The fifth day is a Saturday that is worked.
        ("2026-10-05T10:00", "2026-10-08T09:30", "2026-10-10T09:30", False),
        # The fifth day is in the National Day holidays.
        ("2026-09-28T10:00", "2026-09-30T09:30", "2026-10-08T09:30", False),
        # Across New Year: 2 January 2027 is a Saturday of a year not loaded.
        ("2026-12-28T10:00", "2026-12-30T09:30", "2027-01-04T09:30", True),
        # Corrected at eleven at night: the day of Hunan counts, not the day of Greenwich.
        ("2026-11-19T23:30", "2026-11-23T09:30", "2026-11-24T09:30", False),
        ("2026-11-20T00:30", "2026-11-23T09:30", "2026-11-25T09:30", False),
    ],
)
def test_a_late_correction_moves_the_deadline_to_a_lawful_day(
    corrected_at, deadline, moved_to, is_provisional
):
    moved = correcting.corrected_deadline(
        asked=None,
        current=moment(deadline),
        corrected_on=local_date(moment(corrected_at)),
        law=LAW,
        calendar=CALENDAR,
    )
    assert (moved.deadline, moved.is_pushed, moved.is_provisional) == (moment(moved_to), True, is_provisional)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@given(st.dates(min_value=date(2015, 1, 1), max_value=date(2098, 12, 1)))
def test_on_any_day_of_any_year_the_proposed_times_are_lawful(issued):
    found = rules.hints(issued_on=issued, law=LAW, calendar=CALENDAR)
    times = rules.ScheduleFacts(
        found.documents_from.date, found.documents_until.date, at_local(found.deadline_on.date, 9, 30), "大厅"
    )
    assert rules.schedule_refusals(times, issued_on=issued, law=LAW, calendar=CALENDAR) == []
    assert CALENDAR.is_workday(found.deadline_on.date)
    days = (found.documents_from.date, found.documents_until.date, found.deadline_on.date)
    # The last days of December are arranged by the next year's notice as well.
    turning = {day.year + 1 for day in days if (day.month, day.day) >= (12, 28)}
    notices = {day.year for day in days} | turning
    assert bool(rules.unsettled_days(times, calendar=CALENDAR)) is not (notices <= CALENDAR.years)
