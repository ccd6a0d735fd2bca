"""What the terms of a purchase must say, and what they never say: tables, no database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from procurement.projects.terms import rules
from procurement.projects.terms.rules import TermsFacts
from procurement.routing.figures import Parameter

SHARE = Parameter("sme_reserved_share", Decimal("0.30"), "ratio", "46号第八条", "V1", False)
PLAIN = TermsFacts(
    accepts_consortium=False,
    allows_subcontract=False,
    sme="exempt",
    sme_exemption="non_enterprise",
    sme_reason="社会组织承接。",
    organisation="self",
    fee_payer="nobody",
)
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
        ({"sme": "share", "sme_share": 29}, False, ["sme_share_too_low"]),
        ({"sme": "share", "sme_share": 30}, False, []),
        ({"sme": "share"}, False, ["sme_share_too_low"]),
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
    found = rules.facts_refusals(replace(PLAIN, **changes), share=SHARE, has_mandate=has_mandate)
    assert [refusal.code for refusal in found] == refused


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
