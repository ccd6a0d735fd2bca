"""Separation of duties, roles by kind of body, loans: tables without a database."""

from datetime import date

import pytest

from orgs.people import rules

PAIRS = [
    rules.Pair("demand_draft", "demand_review", "需求制定", "需求审核", "财库〔2021〕22号第三十三条"),
    rules.Pair("payment_request", "payment_approve", "付款申请", "付款审批", "内部控制"),
]


@pytest.mark.article("K22:33")
@pytest.mark.parametrize(
    ("duty", "done_before", "refused"),
    [
        ("demand_review", ["demand_draft"], True),
        ("demand_draft", ["demand_review"], True),
        ("demand_review", [], False),
        ("demand_draft", ["demand_draft"], False),
        ("contract_sign", ["demand_draft"], False),
        ("payment_approve", ["demand_draft", "payment_request"], True),
    ],
)
def test_one_person_may_not_have_both_duties_of_a_pair(duty, done_before, refused):
    found = rules.separation_refusals(duty=duty, done_before=done_before, pairs=PAIRS)
    assert bool(found) is refused
    assert all(refusal.basis for refusal in found)


@pytest.mark.parametrize(
    ("kind", "roles", "refused"),
    [
        ("state_organ", ["purchaser_handler", "purchaser_leader"], False),
        ("state_organ", ["supplier"], True),
        ("social_organisation", ["supplier", "supplier_signatory"], False),
        ("social_organisation", ["auditor"], True),
        ("audit_body", ["auditor"], False),
        ("institution_class_one", ["supplier"], True),
    ],
)
def test_roles_fit_the_kind_of_body(kind, roles, refused):
    assert bool(rules.membership_refusals(body_kind=kind, body_name="某单位", roles=roles)) is refused


LOAN = {
    "is_own_person": True,
    "is_own_body": False,
    "acts_already": False,
    "roles": ("purchaser_reviewer",),
    "starts_on": date(2026, 3, 2),
    "ends_on": date(2026, 6, 30),
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"is_own_person": False}, "not_own_person"),
        ({"is_own_body": True}, "own_body"),
        ({"acts_already": True}, "acts_already"),
        ({"roles": ("purchaser_leader",)}, "role_not_lent"),
        ({"ends_on": date(2026, 3, 2)}, "ends_too_early"),
    ],
)
def test_who_may_be_lent(change, code):
    found = rules.loan_refusals(rules.LoanFacts(**LOAN | change))
    assert [refusal.code for refusal in found] == ([code] if code else [])
