"""What a list at the end of a year must hold, by tables of cases."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.budget.closing import rules
from procurement.budget.closing.rules import Open


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("account", "choice", "reason", "expected"),
    [
        ("committed", "carry", "", []),
        ("committed", "release", "项目终止", []),
        ("committed", "recall", "项目终止", []),
        ("committed", "release", " ", ["reason_missing"]),
        ("committed", "recall", "", ["reason_missing"]),
        ("committed", "", "", ["choice_missing"]),
        ("contracted", "carry", "", []),
        ("contracted", "recall", "明年另行安排", []),
        ("contracted", "release", "不需要了", ["contract_binds"]),
        ("contracted", "gift", "", ["contract_binds"]),
        ("available", "carry", "", []),
        ("available", "recall", "", []),
        ("available", "release", "", ["contract_binds"]),
    ],
)
def test_a_signed_contract_binds_and_taking_money_needs_a_reason(account, choice, reason, expected):
    assert codes(rules.choice_refusals("430100-2026-0001", account, choice, reason)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"year": 2025}, []),
        ({"on": date(2026, 12, 1)}, []),
        ({"on": date(2026, 11, 30)}, ["year_not_ended"]),
        ({"year": 2025, "on": date(2026, 5, 6)}, []),
        ({"year": 2027}, ["year_not_ended"]),
        ({"has_open_list": True}, ["list_open"]),
        ({"found": 0}, ["nothing_open"]),
    ],
)
def test_one_list_at_a_time_for_a_year_with_something_open(facts, expected):
    usual = {"year": 2026, "on": date(2026, 12, 28), "has_open_list": False, "found": 2}
    assert codes(rules.draw_refusals(**{**usual, **facts})) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([Open(1, "A", "committed", Decimal(100))], []),
        ([Open(1, "A", "committed", Decimal(100)), Open(2, "B", "committed", Decimal(5))], []),
        ([Open(1, "A", "committed", Decimal(99))], ["commitment_changed"]),
        ([Open(1, "A", "contracted", Decimal(100))], ["commitment_changed"]),
        ([], ["commitment_changed"]),
    ],
)
def test_a_purchase_that_moved_on_holds_the_list_up(now, expected):
    listed = [Open(1, "A", "committed", Decimal(100))]
    assert codes(rules.changed_refusals(listed, now)) == expected


def test_money_recalled_from_a_contract_needs_a_year_that_is_not_settled():
    assert rules.owed_refusals([], year=2027) == []
    found = rules.owed_refusals(["430100-2026-0002-1-HT"], year=2027)
    assert codes(found) == ["year_settled"] and "结转下年" in found[0].remedy


def test_whoever_proposed_does_not_decide_and_a_return_says_why():
    assert codes(rules.same_person_refusals(proposed_by=1, decided_by=1)) == ["same_person"]
    assert codes(rules.same_person_refusals(proposed_by=1, decided_by=2)) == []
    assert codes(rules.opinion_refusals(" ")) == ["opinion_missing"]
