"""When the contract of an order was signed and how long it lasts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement.contracts.orders import rules
from procurement.contracts.orders.rules import OrderContractFacts
from procurement.contracts.rules import TermLaw

SIGNED = OrderContractFacts(date(2026, 6, 3), date(2026, 6, 4), date(2026, 12, 3), "按月结算", "条款")


@pytest.mark.article("GPL:46")
@pytest.mark.parametrize(
    ("facts", "result_on", "codes"),
    [
        ({}, date(2026, 6, 2), []),
        ({}, None, ["result_not_out"]),
        ({"signed_on": date(2026, 6, 1)}, date(2026, 6, 2), ["signed_out_of_time"]),
        ({"signed_on": date(2026, 6, 6)}, date(2026, 6, 2), ["signed_out_of_time"]),
        ({"ends_on": date(2026, 6, 4)}, date(2026, 6, 2), ["ends_before_start"]),
        ({"ends_on": date(2027, 6, 5)}, date(2026, 6, 2), ["longer_than_normal"]),
        ({"starts_on": date(2026, 5, 31)}, date(2026, 6, 2), ["starts_before_award"]),
    ],
)
def test_a_contract_is_signed_after_the_result_for_no_longer_than_the_law_lets(facts, result_on, codes):
    found = rules.contract_refusals(
        replace(SIGNED, **facts),
        result_on=result_on,
        decided_on=date(2026, 6, 1),
        term=TermLaw(normal_years=Decimal(1), announced_months=24),
        today=date(2026, 6, 5),
    )
    assert [r.code for r in found] == codes
