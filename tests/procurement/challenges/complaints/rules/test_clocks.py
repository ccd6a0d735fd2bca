"""The clocks of a complaint by the published calendar, without a database."""

from datetime import date

import pytest

from portal.kernel.calendar.rules import Calendar
from portal.kernel.calendar.workflow import DATA, read_days
from procurement.challenges.complaints.rules import clocks
from procurement.challenges.complaints.rules.clocks import Pause

CALENDAR = Calendar.from_rows(
    (2024, 2025, 2026), [(day.date, day.is_workday) for day in read_days(DATA / "days.csv")]
)
day = date.fromisoformat


def due(received: str, *pauses: Pause, today: str, workdays: int = 30) -> clocks.Running:
    return clocks.decision_due(day(received), workdays, pauses=pauses, today=day(today), calendar=CALENDAR)


@pytest.mark.article("O94:17；O94:42")
@pytest.mark.parametrize(
    ("answer_due", "until"),
    [
        ("2026-04-28", "2026-05-21"),  # the holiday of May, and a Saturday that is worked
        ("2026-03-02", "2026-03-23"),
        ("2026-09-10", "2026-10-08"),
    ],
)
def test_fifteen_working_days_to_complain_count_from_the_end_of_the_answers_time(answer_due, until):
    assert clocks.complain_by(day(answer_due), 15, calendar=CALENDAR).date == day(until)


@pytest.mark.article("O94:26")
def test_thirty_working_days_to_decide():
    running = due("2026-09-01", today="2026-09-01")
    assert (running.last_day.date, running.left) == (day("2026-10-19"), 30)
    assert due("2026-09-01", today="2026-10-20").left == -1


@pytest.mark.article("O94:27")
@pytest.mark.parametrize(
    ("pauses", "until"),
    [
        ([("2026-03-04", "2026-03-11")], "2026-04-21"),
        ([("2026-03-04", "2026-03-04")], "2026-04-14"),  # sent and answered on one day: nothing is won
        ([("2026-03-07", "2026-03-08")], "2026-04-14"),  # a weekend does not count anyway
        ([("2026-03-04", "2026-03-11"), ("2026-03-09", "2026-03-12")], "2026-04-22"),  # counted once
        ([("2026-03-04", "2026-03-06"), ("2026-03-16", "2026-03-18")], "2026-04-20"),
    ],
)
def test_days_on_which_others_have_the_papers_do_not_count(pauses, until):
    spans = [Pause(day(sent), day(replied)) for sent, replied in pauses]
    without = due("2026-03-02", today="2026-03-02").last_day.date
    found = due("2026-03-02", *spans, today="2026-03-20").last_day.date
    outside = sum(
        CALENDAR.is_workday(date.fromordinal(n)) and any(span.covers(date.fromordinal(n)) for span in spans)
        for n in range(day("2026-03-02").toordinal(), found.toordinal() + 1)
    )
    assert without == day("2026-04-14")
    assert found == CALENDAR.add_workdays(without, outside).date == day(until)


@pytest.mark.article("O94:27")
def test_the_clock_stands_still_until_the_reply_comes():
    open_pause = Pause(day("2026-03-04"))
    assert due("2026-03-02", open_pause, today="2026-03-04").is_stopped
    assert [due("2026-03-02", open_pause, today=on).left for on in ("2026-03-04", "2026-05-20")] == [28, 28]


def test_a_day_of_a_year_that_is_not_loaded_may_still_move():
    assert due("2026-12-01", today="2026-12-01").last_day.provisional
    assert not due("2026-03-02", today="2026-03-02").last_day.provisional


@pytest.mark.article("O94:28")
@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([("2026-03-02", "2026-04-01")], 30),
        ([("2026-03-02", "2026-03-12"), ("2026-03-20", "2026-04-09")], 30),
        ([("2026-03-02", "2026-03-12"), ("2026-03-10", "2026-03-14")], 12),
        ([], 0),
    ],
)
def test_suspensions_are_added_up_in_calendar_days(spans, days):
    assert clocks.days_suspended([(day(start), day(end)) for start, end in spans]) == days
