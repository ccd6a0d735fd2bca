"""Orders of the e-mall, by tables of cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from procurement.award.direct import mall
from procurement.award.direct.choices import MallMode
from procurement.award.direct.mall import MallFacts, as_traded
from procurement.routing.figures import Parameter

NOW = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
LAW = {
    code: Parameter(code, Decimal(value), unit, "依据（示例）", "U", True)
    for code, value, unit in (
        (mall.DIRECT_CAP, 50_000, "yuan"),
        (mall.LEAST, 3, "suppliers"),
        (mall.QUOTING, 2880, "minutes"),
        (mall.AUCTION, 30, "minutes"),
    )
}
QUOTED = MallFacts(
    MallMode.COMPARISON, 3, opened_at=NOW - timedelta(days=2), closed_at=NOW, lowest=Decimal(66_000)
)
BIDDING = replace(QUOTED, mode=MallMode.BIDDING)
REVERSE = replace(QUOTED, mode=MallMode.REVERSE, opened_at=NOW - timedelta(minutes=30))
DIRECT = MallFacts(MallMode.DIRECT, 1)
WHY = "全省只有这些（示例）。"


@pytest.mark.article("湘财购〔2019〕27号")
@pytest.mark.parametrize(
    ("facts", "amount", "codes"),
    [
        (None, "66000", ["mall_order_missing"]),
        (DIRECT, "50000", ["mall_choice_without_reason"]),
        (DIRECT, "50000.01", ["mall_above_cap_without_reason"]),
        (replace(DIRECT, reason=WHY), "50000.01", []),
        (replace(DIRECT, reason=" \n"), "1", ["mall_choice_without_reason"]),
        (QUOTED, "66000", []),
        (QUOTED, "66000.01", ["mall_not_lowest"]),
        (replace(QUOTED, reason=WHY), "67000", []),
        (QUOTED, "65999.99", ["mall_below_lowest"]),
        (replace(QUOTED, suppliers=2), "66000", ["mall_few_without_reason"]),
        (replace(QUOTED, suppliers=2, reason=WHY), "66000", []),
        (replace(QUOTED, opened_at=NOW - timedelta(minutes=2879)), "66000", ["mall_time_short"]),
        (replace(QUOTED, opened_at=None), "66000", ["mall_time_missing"]),
        (replace(QUOTED, closed_at=NOW + timedelta(minutes=1)), "66000", ["mall_not_closed"]),
        (replace(QUOTED, lowest=None), "66000", ["mall_lowest_missing"]),
        (BIDDING, "66000", []),
        (replace(BIDDING, reason=WHY), "67000", ["mall_not_lowest"]),
        (replace(BIDDING, suppliers=2, reason=WHY), "66000", ["mall_too_few"]),
        (replace(BIDDING, suppliers=2, is_rerun=True), "66000", ["mall_few_without_reason"]),
        (replace(BIDDING, suppliers=2, is_rerun=True, reason=WHY), "66000", []),
        (replace(BIDDING, suppliers=1, is_rerun=True, reason=WHY), "66000", ["mall_too_few"]),
        (REVERSE, "66000", []),
        (replace(REVERSE, opened_at=NOW - timedelta(minutes=29)), "66000", ["mall_time_short"]),
        (replace(REVERSE, suppliers=2, reason=WHY), "66000", ["mall_too_few"]),
    ],
)
def test_an_order_holds_what_its_way_of_trading_asks(facts, amount, codes):
    found = mall.order_refusals(facts, Decimal(amount), law=LAW, now=NOW)
    assert [refusal.code for refusal in found] == codes


def test_a_direct_purchase_keeps_no_quotes_that_were_typed_before():
    typed = replace(QUOTED, mode=MallMode.DIRECT, is_rerun=True)
    kept = as_traded(typed)
    assert (kept.opened_at, kept.closed_at, kept.lowest, kept.is_rerun) == (None, None, None, False)
    assert as_traded(QUOTED) == QUOTED
