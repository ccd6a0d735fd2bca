"""The bond: none unless asked for, with a reason and within the law's share."""

from decimal import Decimal

import pytest

from procurement.methods.terms import CONSULTATION
from procurement.notices import bonds
from procurement.routing.figures import Parameter

MOST = Parameter(
    "bid_bond_max_ratio", Decimal("0.02"), "ratio", "《政府采购法实施条例》第三十三条", "V1", False
)


@pytest.mark.article("《政府采购法实施条例》第三十三条；K38")
@pytest.mark.parametrize(
    ("is_required", "percent", "reason", "codes"),
    [
        (False, "", "", []),
        (False, "50", "", []),
        (True, "2", "服务中断会影响老人生活", []),
        (True, "0.01", "服务中断会影响老人生活", []),
        (True, "2.01", "服务中断会影响老人生活", ["bond_too_high"]),
        (True, "2", "  ", ["bond_without_reason"]),
        (True, "", "服务中断会影响老人生活", ["bond_without_amount"]),
        (True, "0", "", ["bond_without_reason", "bond_without_amount"]),
    ],
)
def test_a_bond_needs_a_reason_and_stays_within_the_share(is_required, percent, reason, codes):
    found = bonds.bond_refusals(is_required=is_required, percent=percent, reason=reason, most=MOST)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("budget", "percent", "amount"),
    [
        ("980000", "2", "19600"),
        ("333.33", "2", "6"),
        ("49.99", "2", "0"),
        ("10000000000", "1.25", "125000000"),
    ],
)
def test_the_amount_is_cut_off_to_whole_yuan(budget, percent, amount):
    assert bonds.bond_amount(Decimal(budget), Decimal(percent)) == Decimal(amount)
    assert bonds.bond_amount(Decimal(budget), Decimal(2)) <= Decimal(budget) * MOST.value


def test_what_a_notice_says_of_it():
    packages = [("包1", Decimal(980000)), ("包2", Decimal(20000))]
    assert bonds.says(packages, is_required=False, percent="2", reason="", terms=CONSULTATION) == [
        "磋商保证金：不收取。"
    ]
    amounts, form = bonds.says(packages, is_required=True, percent="2", reason="示例", terms=CONSULTATION)
    assert amounts == "磋商保证金：包1 19,600 元；包2 400 元。收取理由：示例"
    assert "优先采用电子保函" in form
