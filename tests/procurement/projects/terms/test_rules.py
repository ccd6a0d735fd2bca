"""What the terms of a purchase must say, and what they never say: tables, no database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.projects.terms import rules
from procurement.projects.terms.rules import SmeLaw, TermsFacts
from procurement.routing.figures import Parameter

LAW = SmeLaw(
    share=Parameter("sme_reserved_share", Decimal("0.30"), "ratio", "46号第八条", "V1", False),
    small_share=Parameter("sme_small_share", Decimal("0.60"), "ratio", "46号第八条", "V1", False),
    threshold=Parameter("dispersed_threshold", Decimal(800000), "yuan", "2025年版指引", "V1", False),
    whole_amount=Parameter("sme_whole_amount", Decimal(2000000), "yuan", "46号第七条", "V1", False),
)
PLAIN = TermsFacts(
    accepts_consortium=False,
    allows_subcontract=False,
    sme="exempt",
    sme_exemption="non_enterprise",
    sme_reason="社会组织承接。",
    organisation="self",
    fee_payer="nobody",
)
SHARED = {"sme": "share", "sme_share": 30, "sme_small_share": 60, "sme_manner": "package"}
LONG = replace(PLAIN, is_content_fixed=True, is_continuous=True, is_funding_stable=True, is_price_steady=True)


@pytest.mark.article("政府购买服务管理办法第二十六条；GPL:48；K46:6；K46:7；K46:8")
@pytest.mark.parametrize(
    ("changes", "has_mandate", "refused"),
    [
        ({}, False, []),
        ({"allows_subcontract": True}, False, ["subcontract_scope_missing"]),
        ({"allows_subcontract": True, "subcontract_scope": "交通保障"}, False, []),
        ({"sme_reason": " "}, False, ["sme_reason_missing"]),
        ({"sme_exemption": ""}, False, ["sme_reason_missing"]),
        ({"sme": "whole"}, False, []),
        (SHARED | {"sme_share": 29}, False, ["sme_share_too_low"]),
        (SHARED, False, []),
        (SHARED | {"sme_share": None}, False, ["sme_share_too_low"]),
        (SHARED | {"sme_small_share": 59}, False, ["sme_small_share_too_low"]),
        (SHARED | {"sme_small_share": None}, False, ["sme_small_share_too_low"]),
        (SHARED | {"sme_manner": ""}, False, ["sme_manner_missing"]),
        (SHARED | {"sme_manner": "consortium"}, False, ["manner_without_consortium"]),
        (SHARED | {"sme_manner": "consortium", "accepts_consortium": True}, False, []),
        (SHARED | {"sme_manner": "subcontract"}, False, ["manner_without_subcontract"]),
        ({"sme": "whole", "prefers_associations": True}, False, ["preference_of_nobody"]),
        ({"prefers_associations": True}, False, ["preference_reason"]),
        ({"prefers_associations": True, "preference_reason": "行业自律。"}, False, []),
        ({"organisation": "agency"}, False, ["no_mandate", "scope_missing"]),
        ({"organisation": "agency", "mandate_scope": "评审"}, True, []),
        ({"organisation": "self"}, True, ["form_not_agency"]),
        ({"organisation": "central", "mandate_scope": "评审"}, False, []),
        ({"fee_payer": "winner"}, False, ["fee_missing"]),
        ({"fee_payer": "winner", "agency_fee": Decimal(9000)}, False, []),
    ],
)
def test_every_answer_has_what_it_needs(changes, has_mandate, refused):
    found = rules.facts_refusals(replace(PLAIN, **changes), law=LAW, has_mandate=has_mandate)
    assert [refusal.code for refusal in found] == refused


@pytest.mark.article("K46:7")
@pytest.mark.parametrize(
    ("sme", "amount", "is_refused"),
    [
        ("share", "799999.99", False),
        ("share", "800000", True),
        ("share", "2000000", True),
        ("share", "2000000.01", False),
        ("whole", "960000", False),
        ("exempt", "960000", False),
        ("share", "0", False),
    ],
)
def test_between_threshold_and_figure_the_whole_is_reserved_or_nothing(sme, amount, is_refused):
    facts = replace(PLAIN, **(SHARED | {"sme": sme}))
    found = rules.whole_refusals(facts, law=LAW, amount=Decimal(amount))
    assert [refusal.code for refusal in found] == (["sme_whole_due"] if is_refused else [])


@pytest.mark.article("K46:2")
@pytest.mark.parametrize(
    ("sme", "kind", "is_refused"),
    [
        ("whole", "social_organisation", True),
        ("whole", "institution_class_two", True),
        ("whole", "enterprise", False),
        ("share", "social_organisation", False),
        ("exempt", "social_organisation", False),
    ],
)
def test_a_social_organisation_takes_no_part_in_what_is_reserved_for_enterprises(sme, kind, is_refused):
    found = rules.supplier_refusals(sme=sme, kind=kind)
    assert [refusal.code for refusal in found] == (["reserved_for_smes"] if is_refused else [])


@pytest.mark.article("政府购买服务管理办法第二十四条")
@pytest.mark.parametrize(
    ("facts", "months", "is_refused"),
    [
        (None, 12, False),
        (None, 13, True),
        (PLAIN, 36, True),
        (LONG, 36, True),
        (replace(LONG, budget_guarantee="列入三年支出规划。"), 36, False),
        (replace(LONG, budget_guarantee="列入三年支出规划。", is_price_steady=False), 13, True),
    ],
)
def test_more_than_a_year_needs_four_conditions_and_the_guarantee(facts, months, is_refused):
    found = rules.long_term_refusals(facts, months=months, normal_months=12)
    assert [refusal.code for refusal in found] == (["long_term_not_carried"] if is_refused else [])


@pytest.mark.article("O87:12")
@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("最低限价50万元。", True),
        ("设最高限价，不得设定最低限价。", False),
        ("本项目不设最低限价。", False),
        ("最高限价96万元。", False),
    ],
)
def test_a_minimum_price_is_never_set(text, is_refused):
    found = rules.minimum_refusals([("服务内容和要求", text)])
    assert [refusal.code for refusal in found] == (["minimum_price"] if is_refused else [])


@pytest.mark.parametrize(
    ("has_terms", "is_due", "refused"),
    [(True, True, []), (False, True, ["no_terms"]), (False, False, [])],
)
def test_terms_are_due_from_the_threshold_on(has_terms, is_due, refused):
    found = rules.missing_refusals(has_terms=has_terms, is_due=is_due)
    assert [refusal.code for refusal in found] == refused


@pytest.mark.article("O87:19")
@pytest.mark.parametrize(
    ("agreed", "announced", "is_refused"),
    [(True, True, False), (False, False, False), (True, False, True), (False, True, True)],
)
def test_the_notice_says_of_consortiums_what_was_approved(agreed, announced, is_refused):
    found = rules.consortium_refusals(agreed=agreed, announced=announced)
    assert [refusal.code for refusal in found] == (["consortium_differs"] if is_refused else [])
