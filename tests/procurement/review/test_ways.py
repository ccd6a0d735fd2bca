"""How the points of a criterion are found, by tables of cases."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.review import rules
from procurement.review.ready_schemes import ready_schemes
from procurement.review.rules import CriterionFacts, Limit, PriceTerms, read_bands

TENTH, THREE_TENTHS = Limit(Decimal("0.1"), "第二十四条"), Limit(Decimal("0.3"), "第二十四条")
WHOLE = Limit(Decimal(1), "第三十五条")
BANDS = read_bands("25-30：三项都具体\n15-24.5：两项具体\n0-14.5：原则性表述")
PLAN = CriterionFacts("scored", "服务方案", "", Decimal(30), way="bands", bands=BANDS)
GRADES = read_bands("5：优\n4：良\n2：中")
PAST = CriterionFacts(
    "scored",
    "近三年绩效评价",
    "",
    Decimal(5),
    way="past",
    bands=GRADES,
    neutral=Decimal(3),
    step=Decimal("0.01"),
)
STAFF = CriterionFacts("scored", "团队", "", Decimal(20), way="count", unit="名持证社工", step=Decimal(5))
HOURS = CriterionFacts("scored", "服务量", "", Decimal(30), way="most", unit="服务小时数")


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals if refusal]


@pytest.mark.article("O87:55")
@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (PLAN, []),
        (replace(PLAN, bands=()), ["bad_bands"]),
        (replace(PLAN, bands=BANDS[1:]), ["bad_bands"]),
        (replace(PLAN, bands=(BANDS[0], BANDS[2])), ["bad_bands"]),
        (replace(PLAN, bands=BANDS[::-1]), ["bad_bands"]),
        (replace(PLAN, maximum=Decimal(31)), ["bad_bands"]),
        (replace(PLAN, bands=read_bands("15-30：甲\n0-15：乙")), ["bad_bands"]),
        (STAFF, []),
        (replace(STAFF, unit=" "), ["no_unit"]),
        (HOURS, []),
        (replace(HOURS, unit=""), ["no_unit"]),
        (replace(PLAN, kind="conformity", maximum=None, bands=()), []),
    ],
)
def test_indicators_are_quantified_order_87_article_55(criterion, expected):
    assert codes(rules.way_refusals([criterion])) == expected


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        (PAST, []),
        (replace(PAST, neutral=None), ["past_evaluation"]),
        (replace(PAST, neutral=Decimal(1)), ["past_evaluation"]),
        (replace(PAST, neutral=Decimal("5.5")), ["past_evaluation"]),
        (replace(PLAN, text="近三年在本市的评价为优的得满分"), ["past_evaluation"]),
        (replace(PLAN, text="以往项目评价结果"), ["past_evaluation"]),
        (replace(PLAN, text="评价指标和评价方案"), []),
    ],
)
def test_past_evaluations_count_alike_for_all_and_spare_newcomers(criterion, expected):
    assert codes(rules.way_refusals([criterion])) == expected


@pytest.mark.parametrize(
    ("criterion", "points", "allowed"),
    [
        (PLAN, "25", True),
        (PLAN, "24.5", True),
        (PLAN, "24.7", False),
        (PLAN, "30.5", False),
        (PAST, "5", True),
        (PAST, "3", True),
        (PAST, "4.5", False),
        (STAFF, "15", True),
        (STAFF, "12", False),
        (HOURS, "3200", True),
        (HOURS, "-1", False),
    ],
)
def test_only_points_of_the_printed_standard_are_given(criterion, points, allowed):
    assert (rules.cell_refusal(Decimal(points), criterion) is None) is allowed


def test_a_blank_is_refused_in_every_way():
    assert all(rules.cell_refusal(None, one) for one in (PLAN, PAST, STAFF, HOURS))


@pytest.mark.parametrize(
    ("quantities", "expected"),
    [
        (["2000", "1600", "1500"], ["30.00", "24.00", "22.50"]),
        (["3", "1"], ["30.00", "10.00"]),
        (["700", "699.99"], ["30.00", "30.00"]),
        (["0", "0"], ["0.00", "0.00"]),
        (["5"], ["30.00"]),
        ([], []),
    ],
)
def test_the_more_the_better(quantities, expected):
    found = rules.most_points(dict(enumerate(map(Decimal, quantities))), Decimal(30))
    assert list(found.values()) == [Decimal(points) for points in expected]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(1, 50))
def test_who_offers_more_never_has_fewer_points_and_scale_changes_nothing(offers, factor):
    quantities = {index: Decimal(offer) for index, offer in enumerate(offers)}
    points = rules.most_points(quantities, Decimal(30))
    assert max(points.values()) == Decimal(30)
    assert [points[i] for i in sorted(points, key=lambda i: offers[i])] == sorted(points.values())
    assert rules.most_points({i: q * factor for i, q in quantities.items()}, Decimal(30)) == points


@pytest.mark.parametrize("line", ["三项都具体", "25-30", "25-30：", "1.2.3：甲", "-5：甲"])
def test_a_line_that_is_no_band_is_named(line):
    with pytest.raises(ValueError, match=f"^{re.escape(line)}$"):
        read_bands(f"30：甲\n{line}")


def test_bands_are_read_as_they_are_typed():
    for typed in ("25-30：甲", "25－30 分：甲", "25至30:甲", "30—25：甲"):
        assert read_bands(typed) == (rules.Band(Decimal(25), Decimal(30), "甲"),)
    assert rules.read_bands(rules.typed_bands(BANDS)) == BANDS


def test_the_document_prints_formula_bands_and_evidence():
    assert replace(STAFF, evidence="证书").standard == "每名持证社工 5 分，最多 20 分。\n证明材料：证书"
    assert "25 至 30 分：三项都具体" in PLAN.standard
    assert "没有评价结果的计 3 分" in PAST.standard
    assert "本家服务小时数÷最多的服务小时数×30" in HOURS.standard


@pytest.mark.parametrize(
    ("points", "is_objective", "needed"),
    [
        ("0", False, True),
        ("30", False, True),
        ("29.5", False, False),
        ("30", True, False),
        ("0", True, False),
    ],
)
def test_an_extreme_score_of_judgement_needs_its_reason(points, is_objective, needed):
    assert rules.needs_reason(Decimal(points), replace(PLAN, is_objective=is_objective)) is needed


EXAMINED = CriterionFacts("qualification", "独立承担民事责任", "登记证书在有效期内")
PRICE = CriterionFacts("price", "价格", "", Decimal(10))
REST = CriterionFacts("scored", "其他", "", Decimal(70))


LITTLE = [PLAN, replace(REST, maximum=Decimal(65)), replace(PRICE, maximum=Decimal(5))]
FIXED, APPROVED = PriceTerms(is_fixed=True), PriceTerms(approval="湘财购〔2026〕0号（示例）")


@pytest.mark.article("O87:55；K214:24")
@pytest.mark.parametrize(
    ("criteria", "highest", "price", "expected"),
    [
        ([PLAN, REST], THREE_TENTHS, FIXED, []),
        ([PLAN, replace(REST, maximum=Decimal(60)), PRICE], THREE_TENTHS, FIXED, ["one_price_criterion"]),
        ([PLAN, REST], THREE_TENTHS, PriceTerms(), ["one_price_criterion"]),
        (LITTLE, THREE_TENTHS, PriceTerms(), ["price_weight_out_of_range"]),
        (LITTLE, THREE_TENTHS, APPROVED, []),
        (LITTLE, None, APPROVED, ["price_weight_out_of_range"]),
    ],
)
def test_a_fixed_price_is_no_factor_and_an_approved_weight_may_leave_the_range(
    criteria, highest, price, expected
):
    found = rules.scheme_refusals([EXAMINED, *criteria], lowest=TENTH, highest=highest, price=price)
    assert codes(found) == expected


def test_where_the_price_alone_decides_it_is_not_fixed():
    found = rules.scheme_refusals(
        [EXAMINED, replace(PRICE, maximum=Decimal(100))],
        lowest=WHOLE,
        highest=WHOLE,
        price=PriceTerms(is_fixed=True),
    )
    assert codes(found) == ["one_price_criterion"]


@pytest.mark.parametrize("ready", ready_schemes(), ids=lambda ready: ready.code)
def test_every_ready_scheme_is_lawful_and_prints_what_is_asked(ready):
    found = rules.scheme_refusals(ready.criteria, lowest=TENTH, highest=THREE_TENTHS, price=ready.price)
    assert codes(found) == []
    assert all(c.way != "text" for c in ready.criteria if c.kind == "scored")


def test_the_ready_schemes_have_the_weights_of_the_purchases_they_are_for():
    weights = {one.code: [int(c.maximum) for c in one.criteria if c.maximum] for one in ready_schemes()}
    assert weights["elderly_care"] == [20, 30, 20, 15, 10, 5]
    assert weights["children"] == [10, 10, 12, 8, 5, 12, 8, 5, 10, 12, 3, 5]
    assert weights["social_work_station"] == [10, 40, 20, 10, 10, 10]
    assert weights["supervision"] == [10, 35, 25, 15, 10, 5]
    assert {"community", "audit", "evaluation"} <= set(weights)
