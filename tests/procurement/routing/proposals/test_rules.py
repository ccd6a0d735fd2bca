"""What a proposal for a legal number is held against."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.routing.figures import Parameter
from procurement.routing.proposals import rules
from procurement.routing.proposals.choices import ProposalKind
from procurement.routing.proposals.rules import Change, Span, Subject
from tests.factories.law import threshold

FLOOR = Parameter(
    "dispersed_floor_city", Decimal(300000), "yuan", "2025年版指引", "V2", False, unit_says="元"
)
OLD = Span(1, date(2019, 1, 1), date(2025, 8, 25), Decimal(800000), "旧标准", "S")
NOW = Span(2, date(2025, 8, 26), None, Decimal(800000), "2025年版指引", "V2")
NEXT = Span(3, date(2028, 1, 1), None, Decimal(900000), "新标准", "V1")


def codes(refusals) -> list[str]:
    found = list(refusals)
    assert all(refusal.because and refusal.remedy for refusal in found)
    return [refusal.code for refusal in found]


@pytest.mark.parametrize(
    ("value", "unit", "is_taken"),
    [
        ("800000", "yuan", True),
        ("0.01", "yuan", True),
        ("0", "yuan", False),
        ("800000.001", "yuan", False),
        ("-1", "yuan", False),
        ("0", "ratio", True),
        ("1", "ratio", True),
        ("0.6667", "ratio", True),
        ("10", "ratio", False),
        ("1", "switch", True),
        ("0", "switch", True),
        ("2", "switch", False),
        ("20", "calendar_days", True),
        ("0", "working_days", False),
        ("2.5", "persons", False),
    ],
)
def test_a_number_is_one_that_its_unit_can_have(value, unit, is_taken):
    assert codes(rules.value_refusals(Decimal(value), unit)) == ([] if is_taken else ["value"])


@pytest.mark.article("《湖南省预算单位政府集中采购目录及标准指引（2025年版）》")
@pytest.mark.parametrize(
    ("region", "code", "value", "floor", "refused"),
    [
        ("43", "dispersed_threshold", "1", FLOOR, []),
        ("43", "sign_contract_days", "30", None, []),
        ("4301", "dispersed_threshold", "300000", FLOOR, []),
        ("4301", "dispersed_threshold", "299999.99", FLOOR, ["below_floor"]),
        ("4301", "dispersed_threshold", "900000", FLOOR, []),
        ("4301", "dispersed_threshold", "300000", None, ["no_floor"]),
        ("4301", "open_tender_figure", "3000000", None, ["province_only"]),
        ("430111", "dispersed_threshold", "300000", FLOOR, ["county"]),
        ("", "dispersed_threshold", "300000", FLOOR, ["county"]),
    ],
)
def test_a_city_sets_its_threshold_above_the_floor_and_nothing_else(region, code, value, floor, refused):
    change = threshold(value, subject=Subject(code, region, "services"))
    assert codes(rules.city_refusals(change, floor)) == refused


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"starts_on": date(2025, 8, 26)}, ["same_day"]),
        ({"value": Decimal("800000.00"), "legal_basis": "2025年版指引"}, ["nothing_new"]),
        ({"value": Decimal(800000), "legal_basis": "另一份文件"}, []),
        ({"starts_on": date(2018, 1, 1), "value": Decimal(800000)}, []),
        ({"kind": ProposalKind.CORRECT, "row": 9}, ["row_gone"]),
        ({"kind": ProposalKind.CORRECT, "row": 2}, []),
        (
            {
                "kind": ProposalKind.CORRECT,
                "row": 2,
                "value": Decimal(800000),
                "legal_basis": "2025年版指引",
                "confidence": "V2",
            },
            ["nothing_new"],
        ),
        ({"kind": ProposalKind.END, "row": 2, "ends_on": date(2026, 12, 31)}, []),
        ({"kind": ProposalKind.END, "row": 2, "ends_on": date(2025, 8, 25)}, ["ends_before_it_starts"]),
        ({"kind": ProposalKind.END, "row": 1, "ends_on": date(2025, 8, 25)}, ["ended_already"]),
        ({"kind": ProposalKind.END, "row": 1, "ends_on": date(2025, 8, 24)}, []),
    ],
)
def test_the_rows_that_stand_take_the_change_or_say_why_not(changes, refused):
    assert codes(rules.row_refusals(threshold(**changes), [OLD, NOW])) == refused


@pytest.mark.parametrize(
    ("day", "rows", "ended", "ends_on"),
    [
        (date(2027, 1, 1), [OLD, NOW], NOW, None),
        (date(2027, 1, 1), [OLD, NOW, NEXT], NOW, date(2027, 12, 31)),
        (date(2020, 1, 1), [OLD, NOW], OLD, date(2025, 8, 25)),
        (date(2018, 1, 1), [OLD, NOW], None, date(2018, 12, 31)),
        (date(2027, 1, 1), [OLD], None, None),
        (date(2027, 1, 1), [], None, None),
    ],
)
def test_a_new_row_ends_the_one_in_force_and_holds_until_the_next(day, rows, ended, ends_on):
    place = rules.placing(day, rows)
    assert (place.ended, place.ends_on) == (ended, ends_on)


def test_a_second_person_a_reason_and_one_proposal_at_a_time():
    assert codes(rules.second_person_refusals(proposed_by=1, approver=1)) == ["own_proposal"]
    assert codes(rules.second_person_refusals(proposed_by=1, approver=2)) == []
    assert codes(rules.reason_refusals(" \n")) == ["reason_missing"]
    assert codes(rules.waiting_refusals("SZ-2026-0001")) == ["one_waits"]
    assert codes(rules.waiting_refusals("")) == []
    assert codes(rules.level_refusals("43", "4301")) == ["other_level"]
    assert codes(rules.level_refusals("4301", "4301")) == []
    assert codes(rules.fallback_refusals(has_fallback=False)) == ["nothing_follows"]


def test_a_change_without_a_number_is_not_held_against_the_floor():
    change = Change(ProposalKind.END, Subject("dispersed_threshold", "4301", "services"), "终止", row=2)
    assert codes(rules.city_refusals(change, None)) == []
