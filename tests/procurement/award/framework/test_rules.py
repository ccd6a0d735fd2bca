"""The numbers of Order 110: who is left out, who is next, how long."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.award.framework import rules
from procurement.award.framework.rules import AgreementFacts, Judged, OrderFacts, Turn
from procurement.routing.figures import Parameter


def number(value: str, unit: str = "suppliers") -> Parameter:
    return Parameter(
        code="x",
        value=Decimal(value),
        unit=unit,
        legal_basis="财政部令第110号",
        confidence="V1",
        is_to_be_confirmed=False,
    )


def judged(*marks: str) -> list[Judged]:
    """One a response: 1+ is first and admitted, 2 second and not admitted, x does not conform."""
    return [
        Judged(
            at,
            f"机构{at}（示例）",
            is_fit=mark != "x",
            place=int(mark.rstrip("+")) if mark != "x" else None,
            is_admitted=mark.endswith("+"),
            reason="" if mark.endswith("+") else "没有入围（示例）。",
        )
        for at, mark in enumerate(marks, start=1)
    ]


@pytest.mark.article("O110")
@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        (("1+", "2"), []),
        (("1+", "2+", "3"), []),
        (("1+", "2+", "3+"), ["elimination"]),
        (("1+", "2+", "3+", "4+", "5"), []),
        (("1+", "2+", "3+", "4+", "5+", "6"), ["elimination"]),
        (("1+", "2+", "3+", "4+", "5", "6"), []),
        (("1", "2"), ["elimination"]),
        (("1+", "x", "x"), ["too_few_fit"]),
        (("1+", "2+", "3", "x"), []),
        (("1", "2+", "3"), ["admitted_out_of_order"]),
        (("1+", "1+", "3"), ["places_with_gaps"]),
        (("2+", "3"), ["places_with_gaps"]),
    ],
)
def test_a_fifth_and_at_least_one_of_those_that_conform_is_left_out(marks, codes):
    numbers = {"least": number("2"), "share": number("0.20", "ratio"), "least_out": number("1")}
    assert [r.code for r in rules.selection_refusals(judged(*marks), **numbers)] == codes


def test_whoever_is_left_out_learns_why():
    one = Judged(1, "甲（示例）", is_fit=False, place=None, is_admitted=False)
    numbers = {"least": number("0"), "share": number("0.20", "ratio"), "least_out": number("1")}
    assert [r.code for r in rules.selection_refusals([one], **numbers)] == ["left_out_without_reason"]


@pytest.mark.article("O110:35")
@pytest.mark.parametrize(
    ("orders", "expected"), [((0, 0, 0), 1), ((1, 0, 0), 2), ((1, 1, 1), 1), ((2, 1, 1), 2)]
)
def test_in_a_rotation_the_next_by_place_gets_the_order(orders, expected):
    turns = [Turn(at, f"机构{at}", at, count) for at, count in enumerate(orders, start=1)]
    assert rules.next_in_turn(turns).member_id == expected
    other = expected % 3 + 1
    assert rules.turn_refusals(expected, turns=turns, phase="rotation") == []
    assert [r.code for r in rules.turn_refusals(other, turns=turns, phase="rotation")] == ["out_of_turn"]
    assert rules.turn_refusals(other, turns=turns, phase="direct_choice") == []


@pytest.mark.article("O110:15")
@pytest.mark.parametrize(
    ("signed_on", "ends_on", "published_on", "codes"),
    [
        ("2026-05-06", "2028-05-05", "2026-05-06", []),
        ("2026-05-05", "2028-05-05", "2026-05-06", ["signed_out_of_time"]),
        ("2026-05-09", "2028-05-05", "2026-05-06", ["signed_out_of_time"]),
        ("2026-05-06", "2028-05-07", "2026-05-06", ["agreement_term"]),
        ("2026-05-06", "2026-05-06", "2026-05-06", ["agreement_term"]),
        ("2026-05-06", "2028-05-05", None, ["result_not_out"]),
    ],
)
def test_an_agreement_is_signed_after_the_result_for_no_longer_than_it_was_called(
    signed_on, ends_on, published_on, codes
):
    facts = AgreementFacts("一号", date.fromisoformat(signed_on), date.fromisoformat(ends_on))
    found = rules.agreement_refusals(
        facts,
        published_on=date.fromisoformat(published_on) if published_on else None,
        term_ends=date(2028, 5, 6),
        today=date(2026, 5, 8),
    )
    assert [r.code for r in found] == codes


@pytest.mark.article("GPL:6")
@pytest.mark.parametrize(
    ("amount", "day", "codes"),
    [
        ("100.00", "2026-06-01", []),
        ("100.01", "2026-06-01", ["order_beyond_budget"]),
        ("1", "2026-04-30", ["agreement_not_in_force"]),
        ("1", "2026-06-03", ["day_ahead"]),
    ],
)
def test_an_order_lies_within_the_agreement_and_its_money(amount, day, codes):
    facts = OrderFacts(1, "服务", Decimal(amount), "理由", date.fromisoformat(day))
    found = rules.order_refusals(
        facts,
        turns=[],
        phase="direct_choice",
        signed_on=date(2026, 5, 1),
        ends_on=date(2027, 5, 1),
        left=Decimal(100),
        today=date(2026, 6, 2),
    )
    assert [r.code for r in found] == codes


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"is_open": False}, ["not_joinable"]),
        ({"is_party": True}, ["may_not_contract"]),
        ({"may_contract": False}, ["may_not_contract"]),
        ({"is_known": True}, ["applied_before"]),
        ({"is_agreed": False}, ["not_agreed"]),
    ],
)
def test_who_may_ask_to_join(facts, codes):
    usual = {"is_open": True, "may_contract": True, "is_party": False, "is_known": False, "is_agreed": True}
    assert [r.code for r in rules.joining_refusals(**usual | facts)] == codes


@pytest.mark.article("O110:39；O110:40")
@pytest.mark.parametrize(
    ("is_accepted", "reason", "state", "codes"),
    [
        (True, "", rules.ASKED, []),
        (False, "　", rules.ASKED, ["no_reason"]),
        (False, "缺少证明。", rules.ASKED, []),
        (True, "", rules.PROPOSED, ["proposed_before"]),
        (True, "", rules.ANSWERED, ["answered_before"]),
    ],
)
def test_a_no_says_why_and_an_answer_is_proposed_once(is_accepted, reason, state, codes):
    found = rules.proposal_refusals(is_accepted=is_accepted, reason=reason, state=state)
    assert [r.code for r in found] == codes


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (rules.PROPOSED, []),
        (rules.ASKED, ["not_proposed"]),
        (rules.ANSWERED, ["answered_before"]),
    ],
)
def test_what_is_confirmed_was_proposed_and_is_not_answered(state, codes):
    assert [r.code for r in rules.confirming_refusals(state=state)] == codes
