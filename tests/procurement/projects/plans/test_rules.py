"""What a plan for a method must say: tables, no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.kernel.calendar.rules import Calendar
from procurement import methods
from procurement.projects.plans import rules
from procurement.projects.plans.rules import PlanFacts

REASON = "承接能力有限的机构只有三家（示例）。"
SOURCE = PlanFacts(case="emergency", case_reason=REASON, supplier_id=1)
ONLY = replace(SOURCE, case="only_supplier", argument="不可替代。", experts="甲（示例），某所，研究员")
ADDED = replace(SOURCE, case="consistency", earlier_number="HT-1", earlier_amount=Decimal(100000))
FRAME = PlanFacts(
    case="chosen_by_users", case_reason=REASON, found="closed", phase="rotation", term_months=24
)
FAILED = PlanFacts(
    case="failed_tender",
    case_reason=REASON,
    found="notice",
    earlier_number="430100-2026-0001-01",
    argument="没有不合理条款。",
    experts="甲（示例），某大学，教授",
)
DRAWN = PlanFacts(case="limited_range", case_reason=REASON, found="library", pool=6)


def codes(found) -> list[str]:
    assert all(refusal.because and refusal.basis and refusal.remedy for refusal in found)
    return [refusal.code for refusal in found]


@pytest.mark.article(
    "GPL:29；GPL:30；GPL:31；K214:3；K214:6；O74:5；O74:5；O74:27；O74:28；O74:38；O87:14；O110:3；O110:15；O110:32"
)
@pytest.mark.parametrize(
    ("method", "facts", "refused"),
    [
        ("open_tender", PlanFacts(), []),
        ("competitive_consultation", PlanFacts(case="purchase_of_services", found="notice"), []),
        ("competitive_consultation", PlanFacts(case="complex", found="notice"), ["case_reason_missing"]),
        ("competitive_consultation", PlanFacts(case="complex", case_reason=REASON, found="library"), []),
        ("competitive_consultation", PlanFacts(case="习惯", found="notice"), ["case_missing"]),
        ("competitive_consultation", PlanFacts(case="purchase_of_services"), ["found_missing"]),
        ("competitive_negotiation", PlanFacts(case="urgent", found="notice"), ["case_reason_missing"]),
        ("competitive_negotiation", PlanFacts(case="urgent", case_reason=REASON, found="notice"), []),
        ("competitive_negotiation", FAILED, []),
        ("competitive_negotiation", replace(FAILED, earlier_number=" "), ["failed_tender_papers"]),
        ("competitive_negotiation", replace(FAILED, argument=""), ["failed_tender_papers"]),
        ("invited_tender", DRAWN, []),
        ("invited_tender", replace(DRAWN, pool=None), ["pool_missing"]),
        ("invited_tender", replace(DRAWN, found="notice", pool=None), []),
        ("invited_tender", replace(DRAWN, found="recommended", pool=None), ["pool_missing"]),
        ("invited_tender", replace(DRAWN, found="熟人"), ["found_missing"]),
        ("single_source", SOURCE, []),
        ("single_source", replace(SOURCE, supplier_id=None), ["supplier_missing"]),
        ("single_source", ONLY, []),
        ("single_source", replace(ONLY, experts=" "), ["argument_missing"]),
        ("single_source", ADDED, []),
        ("single_source", replace(ADDED, earlier_amount=None), ["earlier_missing"]),
        ("framework_agreement", FRAME, []),
        ("framework_agreement", replace(FRAME, term_months=25), ["framework_term"]),
        ("framework_agreement", replace(FRAME, term_months=None), ["framework_term"]),
        ("framework_agreement", replace(FRAME, phase=""), ["phase_missing"]),
        ("framework_agreement", replace(FRAME, found=""), ["found_missing"]),
    ],
)
def test_every_answer_has_what_it_needs(method, facts, refused):
    found = rules.facts_refusals(methods.get(method), facts, most_years=2)
    assert codes(found) == refused


@pytest.mark.article("K214:6；O74:12；O87:14")
@pytest.mark.parametrize(
    ("method", "found", "chosen_by", "reason", "has_paper", "refused"),
    [
        ("invited_tender", "library", "library", "", True, []),
        ("invited_tender", "library", "library", "", False, ["recommendation_missing"]),
        ("invited_tender", "library", "purchaser", REASON, True, ["chosen_otherwise"]),
        ("invited_tender", "notice", "qualified", "", True, []),
        ("invited_tender", "notice", "library", "", True, ["chosen_otherwise"]),
        ("competitive_negotiation", "recommended", "purchaser", REASON, True, []),
        ("competitive_negotiation", "recommended", "expert", " ", True, ["recommendation_missing"]),
        ("single_source", "", "purchaser", REASON, True, ["chosen_otherwise"]),
    ],
)
def test_a_supplier_comes_in_by_the_way_that_was_chosen(method, found, chosen_by, reason, has_paper, refused):
    refusals = rules.invitation_refusals(
        methods.get(method), found, chosen_by, reason=reason, has_paper=has_paper
    )
    assert codes(refusals) == refused


@pytest.mark.article("K214:6；O74:12")
@pytest.mark.parametrize(
    ("method", "found", "chosen_by", "refused"),
    [
        ("competitive_consultation", "recommended", {"purchaser", "expert"}, []),
        ("competitive_consultation", "recommended", {"purchaser"}, ["recommended_by_one"]),
        ("competitive_negotiation", "recommended", {"expert"}, ["recommended_by_one"]),
        ("competitive_negotiation", "library", {"library"}, []),
        ("invited_tender", "recommended", {"purchaser"}, []),
    ],
)
def test_purchaser_and_experts_recommend_apart(method, found, chosen_by, refused):
    assert codes(rules.recommended_refusals(methods.get(method), found, chosen_by)) == refused


@pytest.mark.article("REG:38；O74:38")
@pytest.mark.parametrize(
    ("since", "until", "today", "days"),
    [
        (None, None, "2026-03-09", None),
        # Monday 2 March does not count; five working days are over on the morning of 10 March.
        ("2026-03-02", "2026-03-09", "2026-03-10", 5),
        ("2026-03-02", "2026-03-09", "2026-03-09", 4),
        ("2026-03-02", "2026-03-09", "2026-04-01", 5),
        ("2026-03-02", "2026-03-09", "2026-03-02", 0),
    ],
)
def test_a_day_of_publicity_counts_when_it_is_over(since, until, today, days):
    calendar = Calendar.from_rows((2026,), [])
    day = date.fromisoformat
    found = rules.shown_workdays(
        since and day(since), until and day(until), today=day(today), calendar=calendar
    )
    assert found == days


@pytest.mark.article("O74:39；O74:40")
@pytest.mark.parametrize(
    ("is_any_open", "is_any_founded", "refused"),
    [
        (False, False, []),
        (True, False, ["objection_open"]),
        (False, True, ["objection_founded"]),
        (True, True, ["objection_founded"]),
    ],
)
def test_an_objection_is_answered_and_a_founded_one_means_another_method(
    is_any_open, is_any_founded, refused
):
    found = rules.objection_refusals(is_any_open=is_any_open, is_any_founded=is_any_founded)
    assert codes(found) == refused


@pytest.mark.article("GPL:31")
@pytest.mark.parametrize(
    ("amount", "added", "earlier", "share"),
    [
        ("10000", None, "100000", "0.1"),
        ("10000", "1", "100000", "0.10001"),
        ("10000", None, None, None),
    ],
)
def test_all_additions_together_are_held_against_the_earlier_contract(amount, added, earlier, share):
    found = rules.addition_share(
        Decimal(amount), added=added and Decimal(added), earlier=earlier and Decimal(earlier)
    )
    assert found == (share and Decimal(share))


@pytest.mark.article("REG:38")
@pytest.mark.parametrize(
    ("method", "case", "reaches_figure", "is_shown", "refused"),
    [
        ("single_source", "only_supplier", True, False, ["not_made_public"]),
        ("single_source", "only_supplier", True, True, []),
        ("single_source", "only_supplier", False, False, []),
        ("single_source", "emergency", True, False, []),
        ("competitive_negotiation", "urgent", True, False, []),
    ],
)
def test_a_single_source_is_made_public_before_it_is_handed_in(
    method, case, reaches_figure, is_shown, refused
):
    found = rules.publicity_refusals(
        methods.get(method), case, reaches_figure=reaches_figure, is_shown=is_shown
    )
    assert codes(found) == refused


def test_who_objects_after_the_publicity_began_is_heard():
    day, today = date(2026, 3, 4), date(2026, 3, 5)
    assert codes(rules.received_refusals(day, since=None, today=today)) == ["objection_out_of_time"]
    assert codes(rules.received_refusals(day, since=today, today=today)) == ["objection_out_of_time"]
    assert rules.received_refusals(day, since=day, today=today) == []
    assert codes(rules.answer_refusals(" ", is_answered=False)) == ["answer_missing"]
    assert codes(rules.answer_refusals("不成立。", is_answered=True)) == ["objection_answered"]
