"""How far the law moves a deadline, and what no correction may change, by cases."""

from datetime import date

import pytest

from portal.kernel.clock import at_local
from procurement.notices import correcting
from tests.procurement.notices.test_rules import CALENDAR, LAW, NEGOTIATION, TENDER


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
    moved = correcting.corrected_deadline(
        asked=at_local(date.fromisoformat(asked), 9, 30) if asked else None,
        current=at_local(date(2026, 11, 23), 9, 30),
        corrected_on=date.fromisoformat(corrected) if corrected else None,
        law=LAW,
        calendar=CALENDAR,
    )
    assert moved.deadline == at_local(date.fromisoformat(deadline), 9, 30)
    assert moved.is_pushed is is_pushed


@pytest.mark.article("O87:27；O74:29")
@pytest.mark.parametrize(
    ("law", "corrected", "deadline"),
    [
        # Fifteen days for a tender.
        (TENDER, "2026-11-12", "2026-11-27"),
        # Three working days for a negotiation, over a week-end.
        (NEGOTIATION, "2026-11-20", "2026-11-25"),
    ],
)
def test_each_method_pushes_by_its_own_number(law, corrected, deadline):
    moved = correcting.corrected_deadline(
        asked=None,
        current=at_local(date(2026, 11, 23), 9, 30),
        corrected_on=date.fromisoformat(corrected),
        law=law,
        calendar=CALENDAR,
    )
    assert (moved.deadline, moved.is_pushed) == (at_local(date.fromisoformat(deadline), 9, 30), True)


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
    case["basis"] = "依据（示例）"
    assert correcting.correction_refusals(**case) == []
    assert [refusal.code for refusal in correcting.correction_refusals(**{**case, **changes})] == [code]
