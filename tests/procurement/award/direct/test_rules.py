"""What a comparison of offers must hold, by tables of cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement.award.direct import rules
from procurement.award.direct.rules import OfferFacts, Proposal
from procurement.routing.figures import Parameter
from tests.factories.people import credit_code

LEAST = Parameter("self_procurement_min_offers", Decimal(3), "suppliers", "依据（示例）", "U", True)
CODE, OTHER = credit_code(), credit_code()
TODAY = date(2026, 3, 2)


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


def amounts(*given: str) -> dict[int, Decimal]:
    return {key: Decimal(amount) for key, amount in enumerate(given, start=1)}


@pytest.mark.parametrize(
    ("proposal", "offered", "expected"),
    [
        (Proposal(1), ("65000", "66000", "67000"), []),
        (Proposal(1), ("65000", "65000", "67000"), []),
        (Proposal(2), ("65000", "65000", "67000"), []),
        (Proposal(1), ("65000", "66000"), ["few_offers_without_reason"]),
        (Proposal(1, few_reason="全省只有两家。"), ("65000", "66000"), []),
        (Proposal(1, few_reason="　\n"), ("65000",), ["few_offers_without_reason"]),
        (Proposal(2), ("65000", "65000.01", "67000"), ["not_lowest_without_reason"]),
        (Proposal(2, dear_reason="人员不足。"), ("65000", "66000", "67000"), []),
        (Proposal(2), ("65000", "66000"), ["few_offers_without_reason", "not_lowest_without_reason"]),
    ],
)
def test_fewer_than_three_and_not_the_lowest_say_why(proposal, offered, expected):
    assert codes(rules.proposal_refusals(proposal, amounts(*offered), least=LEAST)) == expected


@pytest.mark.parametrize(
    ("changes", "known", "expected"),
    [
        ({}, [], []),
        ({"offered_on": date(2026, 3, 3)}, [], ["day_ahead"]),
        ({}, [CODE], ["offered_before"]),
        ({"credit_code": OTHER}, [CODE], ["offered_by_purchaser"]),
        ({"credit_code": "123"}, [], ["credit_code"]),
    ],
)
def test_a_supplier_that_exists_offers_once_and_not_tomorrow(changes, known, expected):
    facts = OfferFacts("甲中心（示例）", CODE, Decimal(1), "letter", TODAY)
    offer = replace(facts, **changes)
    assert codes(rules.offer_refusals(offer, known=known, purchaser_code=OTHER, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("is_approved", "is_right_kind", "expected"),
    [
        (True, True, []),
        (False, True, ["project_not_approved"]),
        (True, False, ["wrong_path"]),
        (False, False, ["wrong_path"]),
    ],
)
def test_each_kind_of_short_path_has_its_own_steps(is_approved, is_right_kind, expected):
    assert codes(rules.path_refusals(is_approved=is_approved, is_right_kind=is_right_kind)) == expected
