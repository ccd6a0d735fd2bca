"""The month's figures, by tables of cases and without a database."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.reports import rules
from evaluation.reports.rules import Deal, Target

OCTOBER = date(2026, 10, 1)
PLACES = {"43": "省本级", "4301": "长沙市", "4306": "岳阳市"}
METHODS = {"open_tender": "公开招标", "competitive_consultation": "竞争性磋商"}
TARGET = Target("购买比例", "30%", Decimal(30), "依据（示例）", True)


def deal(amount: str, *, is_social: bool = True, **facts) -> Deal:
    defaults = {
        "number": "HT-1",
        "title": "助餐（示例）",
        "purchaser": "民政局（示例）",
        "supplier": "中心（示例）",
        "region": "4301",
        "item": "A0404",
        "item_name": "养老服务",
        "method": "competitive_consultation",
        "signed_on": date(2026, 10, 9),
    }
    return Deal(amount=Decimal(amount), is_social=is_social, **{**defaults, **facts})


def figures(*deals: Deal, target: Target | None = TARGET) -> rules.Figures:
    return rules.figures_of(OCTOBER, deals, places=PLACES, methods=METHODS, target=target)


def shown(lines) -> list[tuple]:
    return [(line.name, line.purchases, line.amount, line.share) for line in lines]


def test_money_is_summed_by_region_item_and_method():
    found = figures(
        deal("100.10"),
        deal("300.20", is_social=False, region="4306", method="open_tender"),
        deal("50", region="4306", item="B0101", item_name="法律服务"),
        deal("7", is_social=False, region=""),
    )
    assert shown([found.total]) == [("合计", 4, Decimal("457.30"), Decimal("32.8"))]
    assert shown(found.regions) == [
        ("省本级", 0, 0, None),
        ("长沙市", 1, Decimal("100.10"), Decimal("100.0")),
        ("岳阳市", 2, Decimal("350.20"), Decimal("14.3")),
        ("未标明预算级次", 1, Decimal(7), Decimal("0.0")),
    ]
    assert [(line.code, line.amount) for line in found.items] == [("A0404", Decimal("407.30")), ("B0101", 50)]
    assert [(line.name, line.purchases) for line in found.methods] == [("公开招标", 1), ("竞争性磋商", 3)]


def test_an_empty_month_names_every_place_and_no_share():
    found = figures()
    assert shown([found.total]) == [("合计", 0, 0, None)]
    assert [line.purchases for line in found.regions] == [0, 0, 0]
    assert (found.items, found.methods, found.deals) == ((), (), ())


@pytest.mark.parametrize(
    ("part", "whole", "share", "is_below"),
    [
        ("0", "0", None, False),
        ("0", "1000", "0.0", True),
        ("299.4", "1000", "29.9", True),
        ("299.5", "1000", "30.0", False),
        ("300", "1000", "30.0", False),
        ("1", "3", "33.3", False),
        ("1000", "1000", "100.0", False),
    ],
)
def test_share_of_social_organisations_against_the_indicator(part, whole, share, is_below):
    found = rules.share_of(Decimal(part), Decimal(whole))
    assert found == (None if share is None else Decimal(share))
    assert rules.is_below(found, TARGET.percent) is is_below


@pytest.mark.parametrize("target", [TARGET, None])
def test_what_is_stored_gives_the_totals_back(target):
    record = rules.as_record(figures(deal("100.10"), deal("3", is_social=False), target=target))
    assert rules.total_of(record).social_amount == Decimal("100.10")
    assert rules.target_of(record) == target
    assert record["deals"][0]["signed_on"] == "2026-10-09"


@pytest.mark.parametrize(("text", "month"), [("2026-10", OCTOBER), ("2000-01", date(2000, 1, 1))])
def test_a_month_is_read(text, month):
    assert rules.parse_month(text) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "0000-01", "2026-1", "２０２６-10", "=1+1", "x" * 99]
)
def test_anything_else_is_no_month(text):
    with pytest.raises(ValueError, match="month|year"):
        rules.parse_month(text)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 11, 1), OCTOBER, date(2026, 12, 1)),
        (date(2026, 1, 31), date(2025, 12, 1), date(2026, 2, 1)),
        (date(2024, 3, 31), date(2024, 2, 1), date(2024, 4, 1)),
        (date(2026, 12, 31), date(2026, 11, 1), date(2027, 1, 1)),
    ],
)
def test_the_months_around_a_day(day, before, after):
    assert (rules.previous_month(day), rules.next_month(day)) == (before, after)


@pytest.mark.parametrize(
    ("today", "is_refused"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 10, 31), True),
        (date(2026, 9, 1), True),
        (date(2027, 3, 1), False),
    ],
)
def test_only_a_month_that_is_over_is_reported(today, is_refused):
    assert [r.code for r in rules.month_refusals(OCTOBER, today=today)] == ["month_not_over"] * is_refused
