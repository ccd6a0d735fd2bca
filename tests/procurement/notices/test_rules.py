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


def test_a_day_without_published_holidays_needs_a_confirmation():
    late = facts("2026-12-28", "2027-01-05", "2027-01-11")
    [refusal] = rules.provisional_refusals(late, calendar=CALENDAR, is_confirmed=False)
    assert refusal.code == "calendar_unavailable"
    assert rules.provisional_refusals(late, calendar=CALENDAR, is_confirmed=True) == []


@pytest.mark.article("财库〔2014〕214号第十条")
@pytest.mark.parametrize(
    ("corrected", "asked", "deadline", "is_pushed"),
    [
        ("2026-11-19", None, "2026-11-24", True),
        ("2026-11-18", None, "2026-11-23", False),
        ("2026-11-19", "2026-11-26", "2026-11-26", False),
        ("2026-11-22", "2026-11-24", "2026-11-27", True),
        (None, None, "2026-11-23", False),
    ],
)
def test_the_law_pushes_a_deadline(corrected, asked, deadline, is_pushed):
    moved = rules.corrected_deadline(
        asked=at_local(date.fromisoformat(asked), 9, 30) if asked else None,
        current=at_local(date(2026, 11, 23), 9, 30),
        corrected_on=date.fromisoformat(corrected) if corrected else None,
        law=LAW,
        calendar=CALENDAR,
    )
    assert moved.deadline == at_local(date.fromisoformat(deadline), 9, 30)
    assert moved.is_pushed is is_pushed


NOW, DEADLINE = at_local(date(2026, 11, 19), 9), at_local(date(2026, 11, 23), 9, 30)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"now": DEADLINE}, "after_deadline"),
        ({"asked": NOW}, "deadline_earlier"),
        ({"fixed_changed": ["特定资格要求"]}, "fixed_by_law"),
        ({"has_changes": False}, "nothing_changed"),
    ],
)
def test_corrections_that_the_law_forbids(changes, code):
    case = {"now": NOW, "deadline": DEADLINE, "asked": None, "fixed_changed": [], "has_changes": True}
    assert rules.correction_refusals(**case) == []
    assert [refusal.code for refusal in rules.correction_refusals(**{**case, **changes})] == [code]


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
