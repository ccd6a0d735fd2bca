"""What stands against the admission of a complaint, by cases, without a database."""

from datetime import date

import pytest

from procurement.challenges.complaints.choices import Examined
from procurement.challenges.complaints.rules import admission
from procurement.challenges.complaints.rules.admission import Case

UNTIL = date(2026, 3, 23)


def case(**other) -> Case:
    return Case(**{"handed_in_on": date(2026, 3, 20), "complain_by": UNTIL} | other)


def leads_to(**other) -> tuple[list[str], Examined]:
    found = admission.findings(case(**other))
    return [finding.code for finding in found], admission.examined(found)


@pytest.mark.article("O94:19；O94:21")
@pytest.mark.parametrize(
    ("facts", "codes", "result"),
    [
        ({}, [], Examined.ADMIT),
        ({"handed_in_on": UNTIL}, [], Examined.ADMIT),
        ({"handed_in_on": date(2026, 3, 24)}, ["late"], Examined.REFUSE),
        ({"was_challenged": False, "complain_by": None}, ["not_challenged"], Examined.REFUSE),
        ({"is_answer_awaited": True}, ["answer_awaited"], Examined.REFUSE),
        ({"was_decided": True}, ["decided"], Examined.REFUSE),
        ({"is_statutory": False}, ["not_statutory"], Examined.REFUSE),
        ({"matters": 0}, ["no_matter"], Examined.CORRECT),
        ({"missing": ("投诉请求", "法律依据")}, ["incomplete"], Examined.CORRECT),
        ({"was_decided": True, "missing": ("法律依据",)}, ["decided", "incomplete"], Examined.REFUSE),
    ],
)
def test_a_complaint_is_admitted_only_under_the_conditions_of_the_order(facts, codes, result):
    assert leads_to(**facts) == (codes, result)


@pytest.mark.article("O94:6；O94:21")
def test_a_complaint_of_another_budget_level_is_shown_the_way_there():
    assert leads_to(is_own_level=False, missing=("投诉请求",)) == (
        ["other_level", "incomplete"],
        Examined.TRANSFER,
    )


@pytest.mark.article("O94:20")
@pytest.mark.parametrize(
    ("matters", "beyond", "result"), [(3, 0, "admit"), (3, 2, "admit"), (3, 3, "refuse"), (1, 1, "refuse")]
)
def test_only_what_was_challenged_may_be_complained_of(matters, beyond, result):
    assert leads_to(matters=matters, beyond_scope=beyond)[1] == result


@pytest.mark.article("O94:8；O94:9；O94:18")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"is_proxy_without_power": True}, "no_power"),
        ({"is_joint_but_not_all": True}, "not_all_members"),
    ],
)
def test_a_missing_mandate_or_member_is_asked_for_and_not_refused_at_once(facts, code):
    assert leads_to(**facts) == ([code], Examined.CORRECT)


def test_online_only_what_cannot_be_mended_bars():
    assert admission.submission_refusals(case(missing=("法律依据",))) == []
    refused = admission.submission_refusals(case(handed_in_on=date(2026, 3, 24)))
    assert [(r.code, "邮戳" in r.remedy, "第十七条" in r.basis) for r in refused] == [("late", True, True)]


def test_who_departs_from_the_findings_says_why():
    late = admission.findings(case(handed_in_on=date(2026, 3, 24)))
    assert [r.code for r in admission.departing_refusals("admit", found=late, reason=" ")] == ["no_reason"]
    assert admission.departing_refusals("admit", found=late, reason="邮戳日期在期限内。") == []
    assert admission.departing_refusals("refuse", found=late, reason="") == []


@pytest.mark.article("O94:21")
@pytest.mark.parametrize(
    ("sent_before", "points", "until", "codes"),
    [
        (False, "补充法律依据", date(2026, 3, 30), []),
        (True, "补充法律依据", date(2026, 3, 30), ["corrected_once"]),
        (False, " ", date(2026, 3, 20), ["no_points", "until_too_early"]),
    ],
)
def test_correction_is_asked_for_once_and_all_together(sent_before, points, until, codes):
    refusals = admission.correction_refusals(
        sent_before=sent_before, points=points, until=until, today=date(2026, 3, 20)
    )
    assert [refusal.code for refusal in refusals] == codes


def test_who_prepared_a_paper_does_not_send_it():
    assert [r.code for r in admission.second_person_refusals(prepared_by=1, by=1)] == ["same_person"]
    assert admission.second_person_refusals(prepared_by=1, by=2) == []
