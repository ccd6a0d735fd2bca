"""What a project needs, and the order of milestones, by tables of cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from procurement.budget.rules import Balance, Share
from procurement.projects import rules
from procurement.projects.choices import ContentKind, PackageStatus
from procurement.projects.milestones import DIRECT_MILESTONES, MILESTONES, milestone_refusals
from procurement.projects.rules import MethodChoice, PackageFacts, Submission
from procurement.routing.figures import Parameter
from procurement.routing.options import RouteFacts
from procurement.routing.rules import decide_route
from procurement.routing.splitting import Other, YearOfItem

CONSULTATION = "competitive_consultation"
FIGURES = {
    "dispersed_threshold": "800000",
    "open_tender_figure": "2000000",
    "emall_required_below_threshold": "1",
    "split_warning_ratio": "0.8",
}


def codes(refusals) -> list[str]:
    return [refusal.code for refusal in refusals]


def route(amount: str, year_total: str = "0", mall: str = "1"):
    figures = {
        code: Parameter(code, Decimal(value), "yuan", "依据（示例）", "V1", False)
        for code, value in {**FIGURES, "emall_required_below_threshold": mall}.items()
    }
    return decide_route(
        RouteFacts(
            amount=Decimal(amount),
            on=date(2026, 3, 2),
            region_code="430100",
            figures=figures,
            year=YearOfItem(Decimal(amount), (Other("1", "其他（示例）", Decimal(year_total), "已批准"),)),
        )
    )


def package(budget: str, ceiling: str = "") -> PackageFacts:
    return PackageFacts("包", "内容", Decimal(budget), Decimal(ceiling or budget))


def fund(available: str, amount: str) -> tuple[Balance, Decimal]:
    return Balance("指标", Decimal(available), Decimal(0), Decimal(0)), Decimal(amount)


def submission(**changes) -> Submission:
    facts = {
        "packages": [package("980000"), package("760000")],
        "funds": [fund("1380000", "1380000"), fund("500000", "360000")],
        "choice": MethodChoice(CONSULTATION),
        "route": route("1740000"),
    }
    return Submission(**{**facts, **changes})


@pytest.mark.article("O87:11")
@pytest.mark.article("财政部令第102号第十六条")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"packages": []}, ["no_package", "funds_do_not_close"]),
        ({"funds": []}, ["no_funds"]),
        ({"funds": [fund("9000000", "1739999.99")]}, ["funds_do_not_close"]),
        ({"funds": [fund("9000000", "1740000.01")]}, ["funds_do_not_close"]),
        ({"funds": [fund("1739999.99", "1740000")]}, ["line_exceeded"]),
        (
            {"funds": [fund("1", "2"), fund("1", "2")]},
            ["line_exceeded", "line_exceeded", "funds_do_not_close"],
        ),
        ({"packages": [package("980000", "980000.01"), package("760000")]}, ["ceiling_above_budget"]),
        ({"choice": MethodChoice("")}, ["no_method"]),
        ({"choice": MethodChoice("inquiry")}, ["route_refused"]),
        ({"choice": MethodChoice("inquiry", is_elsewhere=True)}, ["route_refused"]),
        ({"choice": MethodChoice("nonsense")}, ["route_refused"]),
        ({"choice": MethodChoice("", is_elsewhere=True)}, ["no_method"]),
        ({"choice": MethodChoice("self_procurement", reason="急")}, ["route_refused"]),
        ({"choice": MethodChoice("emall", is_elsewhere=True)}, ["route_refused"]),
        ({"route": route("1740000", "260000")}, []),
        ({"route": route("1740000", "260000.01")}, ["splitting"]),
    ],
)
def test_what_keeps_a_project_from_being_submitted(changes, expected):
    assert codes(rules.submission_refusals(submission(**changes))) == expected


def test_what_the_portal_does_not_conduct_is_held_elsewhere_and_entered_here():
    found = route("2000000")
    unknown = replace(found, lawful=(replace(found.default, method="unheard", name="新方式"),))
    (refusal,) = rules.choice_refusals(MethodChoice("unheard"), unknown)
    assert (refusal.code, "新方式" in refusal.because) == ("method_not_conducted", True)
    assert "在其他平台办理" in refusal.remedy
    assert rules.choice_refusals(MethodChoice("unheard", is_elsewhere=True), unknown) == []


@pytest.mark.article("GPL:27；REG:23")
@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_at_the_open_tender_figure_another_method_may_be_chosen_and_then_needs_its_approval(is_elsewhere):
    found = route("2000000")
    assert codes(rules.choice_refusals(MethodChoice(CONSULTATION, is_elsewhere), found)) == []
    assert not found.allows(CONSULTATION) and found.opens(CONSULTATION)
    assert {option.method for option in found.on_approval} == {
        CONSULTATION,
        "invited_tender",
        "competitive_negotiation",
        "single_source",
    }
    for method in ("inquiry", "emall", "self_procurement", "framework_agreement"):
        assert not found.opens(method)


def test_a_procedure_elsewhere_is_no_way_around_the_tender():
    choice = MethodChoice(CONSULTATION, is_elsewhere=True)
    found = route("1740000", "260000.01")
    assert rules.choice_refusals(choice, found) == []
    assert codes(rules.evasion_refusals(choice.method, found)) == ["splitting"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (MethodChoice("emall", is_elsewhere=True), []),
        (MethodChoice("emall"), ["method_not_conducted"]),
        (MethodChoice("self_procurement", reason="电子卖场没有这类服务。"), []),
        (MethodChoice("self_procurement", reason="　"), ["no_method_reason"]),
        (MethodChoice("self_procurement", True, "急"), ["self_procurement_elsewhere"]),
        (MethodChoice(CONSULTATION), ["no_method_reason"]),
        (MethodChoice(CONSULTATION, reason="需要比较方案。"), []),
        (MethodChoice(CONSULTATION, is_elsewhere=True), ["no_method_reason"]),
    ],
)
def test_below_the_threshold_the_mall_comes_first_and_another_way_says_why(choice, expected):
    assert codes(rules.choice_refusals(choice, route("500000"))) == expected


def test_without_the_switch_self_procurement_needs_no_reason():
    assert rules.choice_refusals(MethodChoice("self_procurement"), route("500000", mall="0")) == []


def test_a_sum_that_does_not_close_says_by_how_much():
    assert "少 0.01 元" in rules.sum_refusal(Decimal("10"), Decimal("9.99")).because
    assert "多 0.01 元" in rules.sum_refusal(Decimal("10"), Decimal("10.01")).because


@pytest.mark.article("财政部令第102号第二十四条")
@pytest.mark.parametrize(("months", "refused"), [(1, False), (12, False), (13, True), (36, True), (0, True)])
def test_a_contract_normally_lasts_no_longer_than_a_year(months, refused):
    found = rules.term_refusals(months=months, allowed_months=12, basis="")
    assert bool(found) is refused


@pytest.mark.parametrize(
    ("year", "refused"), [(2025, True), (2026, False), (2027, False), (2028, True), (0, True)]
)
def test_a_project_is_carried_by_this_years_budget_or_the_next(year, refused):
    assert bool(rules.year_refusals(fiscal_year=year, this_year=2026)) is refused


@pytest.mark.article("财政部令第102号第九条")
@pytest.mark.parametrize(
    ("code", "kind"),
    [("A0404", ContentKind.PUBLIC_SERVICE), ("B0703", ContentKind.ADMIN_AUXILIARY)],
)
def test_the_class_of_the_catalogue_is_the_kind_of_service(code, kind):
    assert rules.content_kind_of(code) == kind


@pytest.mark.article("财政部令第102号第十条")
def test_the_negative_list_is_gone_through():
    assert rules.content_refusals(outside_negative_list=True) == []
    assert codes(rules.content_refusals(outside_negative_list=False)) == ["negative_list"]


def test_only_usable_lines_carry_a_project():
    shares = [Share(1, Decimal(1)), Share(2, Decimal(1))]
    assert rules.fund_choice_refusals(shares, {1, 2, 3}) == []
    assert codes(rules.fund_choice_refusals(shares, {1})) == ["line_of_another"]


def test_the_short_path_goes_from_the_plan_to_the_decision():
    path = [PackageStatus.PLANNED, PackageStatus.DECIDED, PackageStatus.RESULT_PUBLISHED]
    assert [*DIRECT_MILESTONES[:3]] == path
    assert DIRECT_MILESTONES[3:] == MILESTONES[-3:]
    assert milestone_refusals(path[0], path[1], is_direct=True) == []
    assert codes(milestone_refusals(path[0], path[1])) == ["milestone_out_of_order"]
    assert codes(milestone_refusals(path[0], "announced", is_direct=True)) == ["milestone_out_of_order"]
    assert milestone_refusals(path[1], "terminated", is_direct=True) == []


def test_a_package_reviewed_elsewhere_is_decided_after_its_opening():
    assert milestone_refusals("opened", "decided", is_moved=True) == []
    assert codes(milestone_refusals("opened", "decided")) == ["milestone_out_of_order"]
    assert codes(milestone_refusals("opened", "reviewed", is_moved=True)) == ["milestone_out_of_order"]


def test_every_status_is_a_milestone_or_the_end():
    assert {*MILESTONES, PackageStatus.TERMINATED} == set(PackageStatus)


@pytest.mark.parametrize(("current", "target"), list(product(PackageStatus, PackageStatus)))
def test_milestones_come_one_after_the_other_and_a_package_ends_only_before_its_contract(current, target):
    steps = list(PackageStatus)
    ended = PackageStatus.TERMINATED
    if target == ended:
        lawful = current != ended and steps.index(current) < steps.index(PackageStatus.CONTRACTED)
    else:
        lawful = current != ended and steps.index(target) == steps.index(current) + 1
    assert (milestone_refusals(current, target) == []) is lawful
