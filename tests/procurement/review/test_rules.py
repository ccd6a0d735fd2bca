"""The law of review by tables of cases."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.review import rules
from procurement.review.rules import CriterionFacts, Limit, Party, SeatFacts, Standing
from procurement.review.rules.ties import Path

LOW, HIGH = Limit(Decimal("0.1"), "第二十四条"), Limit(Decimal("0.3"), "第二十四条")
SIZE, RATIO = Limit(Decimal(3), "第七条"), Limit(Decimal("0.6667"), "第七条")
USUAL, EXCEPTION = Limit(Decimal(3), "第二十一条"), Limit(Decimal(2), "财库〔2015〕124号")
PURCHASER, ORGANISER = Party(1, "某民政局（示例）"), Party(2, "某代理机构（示例）")

SCHEME = [
    CriterionFacts("qualification", "独立承担民事责任", "登记证书在有效期内"),
    CriterionFacts("price", "价格", "", Decimal(10)),
    CriterionFacts("scored", "服务方案", "流程具体", Decimal(60)),
    CriterionFacts("scored", "团队", "持证人数", Decimal(30), True),
]


def changed(index: int, **facts) -> list[CriterionFacts]:
    return [replace(c, **facts) if i == index else c for i, c in enumerate(SCHEME)]


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.article("O87:55")
@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (SCHEME, []),
        (changed(2, maximum=Decimal("60.5")), ["sum_not_100"]),
        (changed(2, maximum=Decimal("59.99")), ["sum_not_100"]),
        (SCHEME[1:], ["no_qualification"]),
        ([SCHEME[0], *SCHEME[2:]], ["one_price_criterion", "sum_not_100"]),
        ([*SCHEME, replace(SCHEME[1], name="价格二")], ["one_price_criterion", "sum_not_100"]),
        (SCHEME[:2], ["nothing_scored", "sum_not_100"]),
        (changed(3, maximum=None), ["bad_maximum", "sum_not_100"]),
        (changed(3, maximum=Decimal(0)), ["bad_maximum", "sum_not_100"]),
        (
            [*changed(2, maximum=Decimal("59.995")), CriterionFacts("scored", "应急", "", Decimal("0.005"))],
            ["bad_maximum", "bad_maximum"],
        ),
        (changed(3, step=Decimal(31)), ["bad_maximum"]),
        (changed(3, step=Decimal(0)), ["bad_maximum"]),
        (changed(2, name="独立承担 民事责任"), ["qualification_scored"]),
        (changed(3, text="登记证书在有效期内。"), ["qualification_scored"]),
    ],
)
def test_scheme_order_87_article_55(criteria, expected):
    assert codes(rules.scheme_refusals(criteria, lowest=LOW, highest=HIGH)) == expected


@pytest.mark.article("K214:24")
@pytest.mark.parametrize(
    ("weight", "lawful"),
    [("9.99", False), ("10", True), ("20", True), ("30", True), ("30.01", False), ("100", False)],
)
def test_price_weight_214_article_24(weight, lawful):
    criteria = changed(1, maximum=Decimal(weight))
    assert (rules.price_weight_refusals(criteria, lowest=LOW, highest=HIGH) == []) is lawful


def test_a_method_without_a_highest_weight_has_no_upper_end():
    assert rules.price_weight_refusals(changed(1, maximum=Decimal(60)), lowest=LOW) == []


def seat(number: int, kind: str = "expert", **facts) -> SeatFacts:
    if kind == "purchaser":
        facts.setdefault("body_ids", frozenset({PURCHASER.id}))
    return SeatFacts(number, f"成员{number}", kind, **facts)


THREE = [seat(1, is_chair=True), seat(2), seat(3, "purchaser")]
FIVE = [*THREE, seat(4), seat(5)]


@pytest.mark.article("O74:7；O87:45；O87:47")
@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        (THREE, []),
        (FIVE, []),
        ([*FIVE, seat(6), seat(7, "purchaser")], []),
        ([*THREE, seat(4)], ["panel_size"]),
        (THREE[1:], ["panel_size", "too_few_experts", "bad_chair"]),
        ([*THREE, seat(4), seat(5, "purchaser")], ["too_few_experts"]),
        ([*THREE[:2], seat(4)], ["no_representative"]),
        ([THREE[0], THREE[0], THREE[2]], ["member_twice", "bad_chair"]),
        ([seat(1), seat(2), seat(3, "purchaser", is_chair=True)], ["bad_chair"]),
        ([seat(1), seat(2), seat(3, "purchaser")], ["bad_chair"]),
        ([*THREE[:1], seat(2, employer="某民政局(示例)"), THREE[2]], ["wrong_affiliation"]),
        ([*THREE[:1], seat(2, body_ids=frozenset({2})), THREE[2]], ["wrong_affiliation"]),
        ([*THREE[:2], seat(3, "purchaser", body_ids=frozenset({9}))], ["wrong_affiliation"]),
    ],
)
def test_panel_order_74_article_7(seats, expected):
    found = rules.panel_refusals(
        seats, size=SIZE, expert_ratio=RATIO, purchaser=PURCHASER, organiser=ORGANISER
    )
    assert codes(found) == expected


@pytest.mark.article("REG:9")
@pytest.mark.parametrize(
    ("recuses", "reasons", "tied", "expected"),
    [
        (False, [], False, []),
        (True, ["kinship"], False, []),
        (True, ["employment"], True, []),
        (True, [], False, ["recusal_needs_reason"]),
        (False, [], True, ["must_recuse"]),
    ],
)
def test_declaration_regulation_article_9(recuses, reasons, tied, expected):
    found = [Path("甲中心（示例）", "登记的工作单位")] if tied else []
    assert codes(rules.declaration_refusals(recuses=recuses, reasons=reasons, found=found)) == expected


@pytest.mark.article("O87:61")
@pytest.mark.parametrize(
    ("votes", "passed"),
    [
        ([True, True, False], True),
        ([True, False, False], False),
        ([True, True], True),
        ([True, False], False),
        ([True], True),
    ],
)
def test_majority_order_87_article_61(votes, passed):
    assert rules.is_passed(votes) is passed


@pytest.mark.parametrize(
    ("suppliers", "goes_on", "is_exception"),
    [(5, True, False), (3, True, False), (2, True, True), (1, False, False), (0, False, False)],
)
def test_two_left_go_on_one_left_ends(suppliers, goes_on, is_exception):
    outcome = rules.continuation(suppliers, usual=USUAL, exception=EXCEPTION)
    assert (outcome.goes_on, outcome.is_exception) == (goes_on, is_exception)
    assert outcome.basis == (USUAL if suppliers >= 3 else EXCEPTION).basis


@pytest.mark.article("O87:55")
@pytest.mark.parametrize(
    ("quotes", "weight", "expected"),
    [
        (["880000", "950000", "820000", "1050000"], "10", ["9.32", "8.63", "10.00", "7.81"]),
        (["1132800", "1160000", "1097400", "520000"], "10", ["4.59", "4.48", "4.74", "10.00"]),
        (["1132800", "1160000", "1097400"], "10", ["9.69", "9.46", "10.00"]),
        (
            ["2717000", "2688400", "2795000", "2574000", "2831400"],
            "10",
            ["9.47", "9.57", "9.21", "10.00", "9.09"],
        ),
        (["500000", "500000"], "30", ["30.00", "30.00"]),
        (["0.01", "1000000"], "10", ["10.00", "0.00"]),
        (["300"], "12.5", ["12.50"]),
        ([], "10", []),
    ],
)
def test_price_points_order_87_article_55(quotes, weight, expected):
    points = rules.price_points(dict(enumerate(map(Decimal, quotes))), Decimal(weight))
    assert [str(points[i]) for i in range(len(quotes))] == expected


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("0", None),
        ("15", None),
        ("14.7", None),
        ("11.5", None),
        ("-0.5", "bad_points"),
        ("15.5", "bad_points"),
        ("11.25", "bad_points"),
        (None, "bad_points"),
    ],
)
def test_points_keep_to_range_and_step(points, code):
    maximum = Decimal("14.7") if points == "14.7" else Decimal(15)
    value = None if points is None else Decimal(points)
    refusal = rules.score_refusal(value, name="方案", maximum=maximum, step=Decimal("0.5"))
    assert (refusal.code if refusal else None) == code


@pytest.mark.article("O87:64")
def test_unequal_objective_order_87_article_64():
    agreed = {("甲", "证书"): Decimal(5), ("乙", "证书"): Decimal(10)}
    assert rules.unequal_objective([agreed, agreed]) == []
    assert rules.unequal_objective([agreed, agreed | {("乙", "证书"): Decimal(5)}]) == [("乙", "证书")]


@pytest.mark.parametrize(
    ("sheets", "mean"),
    [(["80", "80", "81"], "80.33"), (["80", "80.01"], "80.01"), (["79.5"], "79.50")],
)
def test_technical_points_are_the_mean_half_up(sheets, mean):
    assert str(rules.technical_points([Decimal(s) for s in sheets])) == mean


def standing(key, total, quote, technical):
    return Standing(key, Decimal(total), Decimal(quote), Decimal(technical))


@pytest.mark.article("K214:25")
@pytest.mark.parametrize(
    ("standings", "order", "tied"),
    [
        ([standing("甲", "90", "5", "80"), standing("乙", "91", "9", "81")], "乙甲", ()),
        ([standing("甲", "90", "5", "80"), standing("乙", "90", "4", "80")], "乙甲", ()),
        ([standing("甲", "90", "5", "80"), standing("乙", "90", "5", "81")], "乙甲", ()),
        ([standing("甲", "90", "5", "80"), standing("乙", "90", "5", "80")], "甲乙", (("甲", "乙"),)),
        ([standing("甲", "90", "5", "80")], "甲", ()),
        ([], "", ()),
    ],
)
def test_ranking_214_article_25(standings, order, tied):
    ranking = rules.rank(standings)
    assert ("".join(ranking.order), ranking.tied) == (order, tied)


def test_the_lot_orders_a_full_tie():
    tied = [standing("甲", "90", "5", "80"), standing("乙", "90", "5", "80"), standing("丙", "95", "6", "85")]
    ranking = rules.rank(tied, lots={"乙": 1, "甲": 2})
    assert (ranking.order, ranking.tied) == (("丙", "乙", "甲"), ())


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=8), st.randoms())
def test_ranking_does_not_depend_on_the_order(places, random):
    standings = [standing(i, *place) for i, place in enumerate(places)]
    shuffled = standings[:]
    random.shuffle(shuffled)
    one, other = rules.rank(standings), rules.rank(shuffled)
    assert [places[key] for key in one.order] == [places[key] for key in other.order]
    assert {frozenset(group) for group in one.tied} == {frozenset(group) for group in other.tied}


@pytest.mark.article("O87:63")
@pytest.mark.parametrize(
    ("quote", "code"),
    [
        ("1100000", None),
        ("1100000.01", "over_ceiling"),
        ("0", "not_an_amount"),
        ("-5", "not_an_amount"),
        ("0.01", None),
    ],
)
def test_final_quote_order_87_article_63(quote, code):
    refusal = rules.quote_refusal(Decimal(quote), ceiling=Decimal(1_100_000))
    assert (refusal.code if refusal else None) == code


@pytest.mark.article("O87:61")
@pytest.mark.parametrize(
    ("agrees", "dissent", "expected"),
    [
        (True, "", []),
        (False, "团队评分过高", []),
        (False, " ", ["dissent_needs_reason"]),
    ],
)
def test_dissent_order_87_article_61(agrees, dissent, expected):
    assert codes(rules.dissent_refusals(agrees=agrees, dissent=dissent)) == expected
