"""The lawful times of a notice, by cases."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import at_local
from procurement.notices import rules
from procurement.notices.ruler import Mark, ruler
from procurement.notices.rules import ScheduleFacts, ScheduleLaw
from procurement.routing.figures import Parameter

CALENDAR = Calendar.from_rows(
    [2026],
    [(date(2026, 10, day), False) for day in (1, 2, 5, 6, 7)] + [(date(2026, 10, 10), True)],
)


def number(value: int, unit: str = "calendar_days") -> Parameter:
    return Parameter("code", Decimal(value), unit, "依据（示例）", "V1", False)


LAW = ScheduleLaw(number(10), number(5, "working_days"), number(3, "working_days"), number(5))
TENDER = ScheduleLaw(number(20), number(5, "working_days"), number(5, "working_days"), number(15))
NEGOTIATION = ScheduleLaw(
    number(3, "working_days"), None, number(3, "working_days"), number(3, "working_days")
)


def facts(start: str, end: str, deadline: str) -> ScheduleFacts:
    return ScheduleFacts(
        date.fromisoformat(start),
        date.fromisoformat(end),
        datetime.fromisoformat(f"{deadline}T09:30+08:00"),
        "大厅",
    )


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("issued", "documents_until", "deadline"),
    [
        ("2026-11-12", "2026-11-19", "2026-11-23"),
        ("2026-03-02", "2026-03-09", "2026-03-12"),
        ("2026-09-28", "2026-10-10", "2026-10-12"),
    ],
)
def test_earliest_lawful_times(issued, documents_until, deadline):
    found = rules.hints(issued_on=date.fromisoformat(issued), law=LAW, calendar=CALENDAR)
    assert found.documents_until.date == date.fromisoformat(documents_until)
    assert found.deadline_on.date == date.fromisoformat(deadline)
    assert not found.is_provisional


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("start", "end", "deadline", "codes"),
    [
        ("2026-11-13", "2026-11-19", "2026-11-23", []),
        ("2026-11-12", "2026-11-19", "2026-11-24", []),
        ("2026-11-13", "2026-11-19", "2026-11-22", ["preparation_too_short"]),
        ("2026-11-13", "2026-11-18", "2026-11-23", ["obtaining_too_short"]),
        ("2026-11-11", "2026-11-19", "2026-11-23", ["documents_before_notice"]),
        ("2026-11-13", "2026-11-23", "2026-11-23", ["obtaining_outlasts_deadline"]),
        ("2026-11-13", "2026-11-19", "2028-11-23", ["deadline_too_far"]),
        ("2026-11-16", "2026-11-13", "2026-11-13", ["preparation_too_short", "obtaining_too_short"]),
    ],
)
def test_times_that_are_too_short_are_refused(start, end, deadline, codes):
    found = rules.schedule_refusals(
        facts(start, end, deadline), issued_on=date(2026, 11, 12), law=LAW, calendar=CALENDAR
    )
    assert [refusal.code for refusal in found][: len(codes)] == codes
    assert bool(found) is bool(codes)
    assert all(refusal.remedy for refusal in found)


@pytest.mark.article("GPL:35；O87:16；O87:18；O74:29")
@pytest.mark.parametrize(
    ("law", "issued", "start", "until", "deadline"),
    [
        # Twenty days of a tender; the twentieth is a Sunday and is pushed to the Monday.
        (TENDER, "2026-11-09", "2026-11-10", "2026-11-16", "2026-11-30"),
        # Three working days of a negotiation over a week-end; no period for obtaining is set by law.
        (NEGOTIATION, "2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17"),
        # Over the National Day.
        (NEGOTIATION, "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09"),
    ],
)
def test_the_earliest_times_follow_the_law_of_the_method(law, issued, start, until, deadline):
    found = rules.hints(issued_on=date.fromisoformat(issued), law=law, calendar=CALENDAR)
    days = (found.documents_from.date, found.documents_until.date, found.deadline_on.date)
    assert days == tuple(map(date.fromisoformat, (start, until, deadline)))
    lawful = facts(start, until, deadline)
    issued_on = date.fromisoformat(issued)
    assert rules.schedule_refusals(lawful, issued_on=issued_on, law=law, calendar=CALENDAR) == []


@pytest.mark.article("GPL:35；O74:29")
@pytest.mark.parametrize(
    ("law", "end", "deadline", "code", "words"),
    [
        (TENDER, "2026-11-19", "2026-12-01", "preparation_too_short", "只有 19 日，法定不少于 20 日"),
        (
            NEGOTIATION,
            "2026-11-13",
            "2026-11-16",
            "preparation_too_short",
            "只有 2 个工作日，法定不少于",
        ),
        (NEGOTIATION, "2026-11-12", "2026-11-17", "obtaining_too_short", "早于开始日"),
    ],
)
def test_what_is_too_short_is_said_in_the_unit_of_the_law(law, end, deadline, code, words):
    found = rules.schedule_refusals(
        facts("2026-11-13", end, deadline), issued_on=date(2026, 11, 12), law=law, calendar=CALENDAR
    )
    assert [refusal.code for refusal in found] == [code]
    assert words in found[0].because


def test_a_day_without_published_holidays_needs_a_confirmation():
    late = facts("2026-12-28", "2027-01-05", "2027-01-11")
    [refusal] = rules.provisional_refusals(late, calendar=CALENDAR, is_confirmed=False)
    assert refusal.code == "calendar_unavailable"
    assert rules.provisional_refusals(late, calendar=CALENDAR, is_confirmed=True) == []


@pytest.mark.article("财政部令第102号第六条")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"now": at_local(date(2026, 11, 12), 23, 59)}, "too_early"),
        ({"now": at_local(date(2026, 11, 20))}, "too_late"),
        ({"may_contract": False}, "may_not_contract"),
        ({"is_party": True}, "is_party"),
    ],
)
def test_who_may_not_obtain_the_document(changes, code):
    case = {
        "now": at_local(date(2026, 11, 19), 23, 59),
        "start": date(2026, 11, 13),
        "end": date(2026, 11, 19),
        "basis": "依据（示例）",
        "may_contract": True,
        "is_party": False,
    }
    assert rules.obtain_refusals(**case) == []
    assert [refusal.code for refusal in rules.obtain_refusals(**{**case, **changes})] == [code]


def test_words_on_the_ruler_do_not_run_into_each_other():
    drawn = ruler(
        start=date(2026, 11, 12),
        lawful=date(2026, 11, 23),
        end=date(2026, 11, 24),
        moved_from=date(2026, 11, 23),
        marks=[
            Mark(date(2026, 11, 12), "采购公告", weight=5),
            Mark(date(2026, 11, 24), "提交截止", weight=4),
            Mark(date(2026, 11, 23), "原截止", weight=1),
        ],
    )
    assert [mark.says for mark in drawn.marks] == ["采购公告", "", "提交截止"]
    assert (drawn.marks[0].x, drawn.marks[-1].x) == (16, 760)
    assert "原截止 2026-11-23" in drawn.says
