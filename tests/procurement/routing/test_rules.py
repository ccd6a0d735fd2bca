"""Routes and splitting by tables of cases, without a database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement import methods
from procurement.routing import figures, rules
from procurement.routing.figures import Parameter
from procurement.routing.options import RouteFacts
from procurement.routing.splitting import Other, YearOfItem, judge_splitting


def figure(code: str, value: str, unit: str = "yuan", to_be_confirmed: bool = False) -> Parameter:
    return Parameter(
        code=code,
        value=Decimal(value),
        unit=unit,
        legal_basis=f"{code} 的依据",
        confidence="U" if to_be_confirmed else "V1",
        is_to_be_confirmed=to_be_confirmed,
        name=code,
        unit_says="元" if unit == "yuan" else "日",
    )


def facts(
    amount: str, *, emall: str = "1", threshold: str = "800000", unsure: str = "", **more
) -> RouteFacts:
    known = [
        figure(figures.THRESHOLD, threshold, to_be_confirmed=unsure == figures.THRESHOLD),
        figure(figures.OPEN_TENDER_FIGURE, "2000000", to_be_confirmed=unsure == figures.OPEN_TENDER_FIGURE),
        figure(figures.WORKS_TENDER_FIGURE, "4000000", to_be_confirmed=unsure == figures.WORKS_TENDER_FIGURE),
        figure(figures.WORKS_OTHERS[0], "2000000"),
        figure(figures.WORKS_OTHERS[1], "1000000"),
        figure(figures.EMALL_REQUIRED, emall, "switch", to_be_confirmed=True),
        figure(figures.SPLIT_WARNING, "0.80", "ratio"),
    ]
    return RouteFacts(
        amount=Decimal(amount),
        on=date(2026, 11, 23),
        region_code="430111",
        figures={one.code: one for one in known},
        **more,
    )


SMALL = ["emall", "self_procurement"]
FREE = [
    "competitive_consultation",
    "open_tender",
    "invited_tender",
    "competitive_negotiation",
    "single_source",
]


@pytest.mark.article("《政府采购法》第二十七条；分散采购限额标准；规则 THR-01、THR-02")
@pytest.mark.parametrize(
    ("amount", "band", "lawful"),
    [
        ("0.01", rules.BELOW, [*SMALL, *FREE]),
        ("799999.99", rules.BELOW, [*SMALL, *FREE]),
        ("800000.00", rules.BETWEEN, FREE),
        ("1740000.00", rules.BETWEEN, FREE),
        ("1999999.99", rules.BETWEEN, FREE),
        ("2000000.00", rules.OPEN, ["open_tender"]),
        ("99999999.00", rules.OPEN, ["open_tender"]),
    ],
)
def test_the_route_follows_the_amount_of_the_project(amount, band, lawful):
    route = rules.decide_route(facts(amount))
    assert (route.band, [option.method for option in route.lawful]) == (band, lawful)


@pytest.mark.parametrize("amount", ["799999.99", "800000.00", "2000000.00"])
def test_every_method_is_either_lawful_or_refused_with_words_and_an_article(amount):
    route = rules.decide_route(facts(amount))
    named = [option.method for option in (*route.lawful, *route.refused)]
    assert len(named) == len(set(named)) == 9
    assert all(option.because and option.basis for option in (*route.lawful, *route.refused))


@pytest.mark.article("HN2025；发改委令第16号；规则 THR-01、THR-04")
@pytest.mark.parametrize(
    ("category", "threshold", "amount", "band", "proposed"),
    [
        ("goods", "500000", "499999.99", rules.BELOW, "emall"),
        ("goods", "500000", "500000.00", rules.BETWEEN, "open_tender"),
        ("goods", "500000", "2000000.00", rules.OPEN, "open_tender"),
        ("works", "1000000", "999999.99", rules.BELOW, "emall"),
        ("works", "1000000", "1000000.00", rules.BETWEEN, "competitive_consultation"),
        ("works", "1000000", "3999999.99", rules.BETWEEN, "competitive_consultation"),
        ("works", "1000000", "4000000.00", rules.OPEN, "open_tender"),
    ],
)
def test_goods_and_works_have_figures_and_methods_of_their_own(category, threshold, amount, band, proposed):
    route = rules.decide_route(facts(amount, threshold=threshold, category=category))
    assert (route.band, route.default.method) == (band, proposed)
    named = [option.method for option in (*route.lawful, *route.refused)]
    assert len(named) == len(set(named)) == 9


def test_inquiry_is_lawful_for_goods_alone():
    assert rules.decide_route(facts("600000", threshold="500000", category="goods")).allows("inquiry")
    assert (
        "只适用于货物" in rules.decide_route(facts("1500000", category="works")).refusal_of("inquiry").because
    )


def test_tenders_of_works_are_of_another_law():
    between = rules.decide_route(facts("1500000", category="works"))
    assert "《招标投标法》" in between.refusal_of("open_tender").because
    assert "不办理" in rules.decide_route(facts("4000000", category="works")).default.needs


def test_a_method_of_the_law_below_the_threshold_is_voluntary():
    below = rules.decide_route(facts("799999.99"))
    assert [option.method for option in below.lawful if option.is_voluntary] == FREE
    assert "财政部门不受理投诉" in below.option("competitive_consultation").needs
    assert not any(option.is_voluntary for option in rules.decide_route(facts("800000.00")).lawful)


@pytest.mark.parametrize("amount", ["799999.99", "800000.00", "2000000.00"])
@pytest.mark.parametrize("has_framework", [False, True])
def test_every_route_names_the_figure_that_decided_and_what_would_change_it(amount, has_framework):
    route = rules.decide_route(facts(amount, has_framework=has_framework))
    decisive = figures.OPEN_TENDER_FIGURE if amount == "2000000.00" else figures.THRESHOLD
    for option in (*route.lawful, *route.refused):
        assert option.figure.code == decisive
        assert option.would_change


@pytest.mark.article("财政部令第74号第三条")
@pytest.mark.parametrize("amount", ["10.00", "800000.00", "2000000.00"])
def test_inquiry_is_never_offered_for_services(amount):
    refusal = rules.decide_route(facts(amount)).refusal_of("inquiry")
    assert "只适用于货物" in refusal.because


def test_a_city_may_set_its_own_threshold():
    assert rules.decide_route(facts("300000.00", threshold="300000")).band == rules.BETWEEN


@pytest.mark.parametrize(
    ("amount", "default"),
    [
        ("100.00", "emall"),
        ("800000.00", "competitive_consultation"),
        ("2000000.00", "open_tender"),
    ],
)
def test_one_route_is_proposed(amount, default):
    assert rules.decide_route(facts(amount)).default.method == default


def test_below_the_threshold_the_switch_decides_whether_the_mall_comes_first():
    required = rules.decide_route(facts("100.00"))
    lifted = rules.decide_route(facts("100.00", emall="0"))
    assert (required.default.method, lifted.default.method) == ("emall", "self_procurement")
    assert required.lawful[1].needs
    assert not lifted.lawful[1].needs
    assert required.lawful[0].is_to_be_confirmed
    assert required.to_be_confirmed


@pytest.mark.article("O110:3")
def test_an_item_with_a_framework_is_bought_under_it():
    route = rules.decide_route(facts("900000.00", has_framework=True))
    assert [option.method for option in route.lawful] == ["framework_agreement"]
    assert route.refusal_of("competitive_consultation").basis


@pytest.mark.article("GPL:27；REG:23；O74:4")
def test_a_refusal_names_what_may_be_chosen_instead():
    refusal = rules.decide_route(facts("2000000.00")).refusal_of("competitive_consultation")
    assert "2,000,000" in refusal.because
    assert "公开招标" in refusal.remedy
    assert rules.decide_route(facts("2000000.00")).refusal_of("open_tender") is None
    assert "定向委托" in rules.decide_route(facts("2000000.00")).refusal_of("定向委托").because


def test_the_comparison_shows_project_and_standard_side_by_side():
    first, second = rules.decide_route(facts("1740000.00")).comparisons
    assert (first.project, first.standard) == ("1,740,000 元（各包合计）", "800,000 元")
    assert second.so == "低于标准，不强制公开招标"


@pytest.mark.article("《政府采购法》第二十八条；《政府采购法实施条例》第二十八条")
@pytest.mark.parametrize(
    ("total", "approved", "warns", "refused"),
    [
        ("1599999.99", False, False, False),
        ("1600000.00", False, True, False),
        ("1680000.00", False, True, False),
        ("2000000.00", False, True, False),
        ("2000000.01", False, False, True),
        ("2000000.01", True, True, False),
    ],
)
def test_splitting_is_warned_of_and_then_refused(total, approved, warns, refused):
    given = facts("1.00")
    judged = judge_splitting(
        year=YearOfItem(Decimal(total)),
        figure=given.tender_figure,
        warning_ratio=given.figures[figures.SPLIT_WARNING],
        is_approved=approved,
    )
    assert (bool(judged.warning), judged.refusal is not None) == (warns, refused)


def test_what_is_to_be_confirmed_is_said_wherever_it_decides():
    given = facts("1.00")
    doubtful = figure(figures.SPLIT_WARNING, "0.80", "ratio", to_be_confirmed=True)
    judged = judge_splitting(
        year=YearOfItem(Decimal("1600000")), figure=given.tender_figure, warning_ratio=doubtful
    )
    assert "提醒比例 80% 待确认" in judged.warning
    sure = figure(figures.THRESHOLD, "800000")
    assert sure.basis == sure.legal_basis
    assert replace(sure, is_to_be_confirmed=True).basis == f"{sure.legal_basis}（待确认）"
    said = replace(sure, is_to_be_confirmed=True, legal_basis="平台设定，待确认")
    assert said.basis == "平台设定，待确认"
    open_figure = replace(given.tender_figure, is_to_be_confirmed=True)
    route = rules.decide_route(
        replace(given, amount=Decimal(3000000), figures={**given.figures, open_figure.code: open_figure})
    )
    assert route.default.basis.endswith("（待确认）")


def other(amount: str, title: str = "其他采购（示例）") -> Other:
    return Other("430100-2026-0001", title, Decimal(amount), "已批准", "/somewhere/")


def test_a_refusal_names_the_other_purchases_the_largest_first():
    year = YearOfItem(Decimal("900000"), (other("200000", "小（示例）"), other("950000", "大（示例）")))
    refusal = rules.decide_route(facts("900000.00", year=year)).splitting.refusal
    assert "大（示例）（430100-2026-0001，950,000 元，已批准）；小（示例）" in refusal.because
    many = YearOfItem(Decimal("900000"), tuple(other("220000") for _number in range(6)))
    assert "等 6 项" in rules.decide_route(facts("900000.00", year=many)).splitting.refusal.because


def test_what_the_finance_department_approved_is_no_splitting():
    year = YearOfItem(Decimal("960000"), (other("1100000"),))
    approved = rules.decide_route(facts("960000.00", year=year, approved_method="competitive_consultation"))
    assert approved.splitting.refusal is None


def test_the_year_total_counts_this_project_and_open_tender_is_never_splitting():
    year = YearOfItem(Decimal("960000"), (other("720000"),))
    warned = rules.decide_route(facts("960000.00", year=year))
    assert warned.splitting.total == Decimal("1680000.00")
    assert warned.splitting.warning
    assert rules.decide_route(facts("2000000.00", year=year)).splitting is None
    assert rules.decide_route(facts("960000.00")).splitting is None


@pytest.mark.parametrize(
    ("value", "unit", "says"),
    [("2000000", "yuan", "2,000,000 元"), ("0.3000", "ratio", "30%"), ("10.0000", "calendar_days", "10 日")],
)
def test_a_parameter_is_written_as_a_person_writes_it(value, unit, says):
    assert figure("x", value, unit).says() == says


@pytest.mark.article("HN2025；规则 THR-02、THR-06")
@pytest.mark.parametrize(
    ("amount", "category", "unsure", "marked"),
    [
        ("1999999.99", "services", figures.OPEN_TENDER_FIGURE, True),
        ("1999999.99", "services", figures.THRESHOLD, True),
        ("1999999.99", "services", "", False),
        ("3999999.99", "works", figures.WORKS_TENDER_FIGURE, True),
        ("2000000.00", "services", figures.OPEN_TENDER_FIGURE, True),
        ("2000000.00", "services", figures.THRESHOLD, False),
    ],
)
def test_every_route_is_marked_where_a_figure_that_decides_is_to_be_confirmed(
    amount, category, unsure, marked
):
    route = rules.decide_route(facts(amount, category=category, unsure=unsure, threshold="800000"))
    assert {option.is_to_be_confirmed for option in (*route.lawful, *route.refused)} == {marked}


def test_between_the_figures_both_are_compared():
    for option in rules.decide_route(facts("1999999.99")).lawful:
        assert [f.code for f in option.figures] == [figures.THRESHOLD, figures.OPEN_TENDER_FIGURE]


def test_below_the_threshold_the_switch_is_compared_as_well():
    route = rules.decide_route(facts("799999.99"))
    for code in SMALL:
        assert [f.code for f in route.option(code).figures] == [figures.THRESHOLD, figures.EMALL_REQUIRED]
    assert figures.EMALL_REQUIRED in [row.what for row in route.comparisons]
    assert len(rules.decide_route(facts("800000")).comparisons) == 2


@pytest.mark.article("湘财购〔2019〕27号")
@pytest.mark.parametrize(("emall", "asks"), [("1", True), ("0", False)])
def test_whoever_leaves_the_mall_says_why_and_a_free_choice_keeps_its_conditions(emall, asks):
    single = rules.decide_route(facts("799999.99", emall=emall)).option("single_source")
    assert single.asks_reason is asks
    assert "财政部门不受理投诉" in single.needs
    assert single.needs.startswith(str(methods.get("single_source").conditions))
    assert ("记录理由" in single.needs) is asks


@pytest.mark.article("GPL:27；REG:23")
def test_what_was_approved_is_lawful_at_the_open_tender_figure():
    route = rules.decide_route(facts("2000000", approved_method="single_source"))
    assert [option.method for option in route.lawful] == ["open_tender", "single_source"]
    assert route.default.method == "open_tender"
    assert "批准" in route.option("single_source").because
    works = rules.decide_route(facts("4000000", category="works", approved_method="single_source"))
    assert [option.method for option in works.lawful] == ["open_tender"]


@pytest.mark.article("HN2025；规则 THR-05")
@pytest.mark.parametrize("amount", ["10000.00", "900000.00", "2000000.00"])
def test_an_agreement_decides_whatever_the_amount_and_is_to_be_confirmed(amount):
    route = rules.decide_route(facts(amount, has_framework=True))
    assert [option.method for option in route.lawful] == ["framework_agreement"]
    assert "不论金额大小" in route.default.because
    assert {option.is_to_be_confirmed for option in route.lawful} == {True}


@pytest.mark.article("O110；规则 MTH-10")
@pytest.mark.parametrize(
    ("amount", "category", "lawful"),
    [
        ("799999.99", "services", False),
        ("800000.00", "services", True),
        ("2000000.00", "services", True),
        ("1500000.00", "works", False),
    ],
)
def test_who_may_collect_agreements_may_do_so(amount, category, lawful):
    route = rules.decide_route(facts(amount, category=category, may_collect=True))
    assert route.allows("framework_agreement") is lawful
    assert not rules.decide_route(facts(amount, category=category)).allows("framework_agreement")


@pytest.mark.article("发改委令第16号；规则 THR-04")
def test_goods_and_services_for_works_have_figures_of_their_own():
    rows = {row.what: row.so for row in rules.decide_route(facts("1500000", category="works")).comparisons}
    assert rows["works_goods_tender_figure"] == "低于标准，不强制招标"
    assert rows["works_services_tender_figure"] == "达到标准，属于这一类的应当招标"
