"""When a chosen supplier is replaced."""

from decimal import Decimal

import pytest

from procurement.award import rules as award_rules
from procurement.award.replacing import rules
from procurement.award.replacing.choices import RemovalCause
from procurement.projects import milestones

STATE = {"status": "published", "package": "result_published", "origin": "review", "is_awaiting": False}
RANKING = [{"rank": rank, "supplier": name} for rank, name in enumerate(("甲", "乙", "丙"), start=1)]


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.article("REG:49")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"status": "approved", "package": "decided"}, []),
        ({"status": "prepared"}, ["nobody_chosen"]),
        ({"package": "contracted"}, ["contract_signed"]),
        ({"is_awaiting": True}, ["awaits_publication"]),
        ({"origin": "agreed"}, ["no_ranking"]),
    ],
)
def test_a_chosen_supplier_falls_out_before_the_signed_contract(changes, found):
    assert codes(rules.state_refusals(**STATE | changes)) == found


@pytest.mark.article("财政部令第94号第十六条")
@pytest.mark.parametrize(
    ("left", "cause", "found"),
    [
        (4, RemovalCause.CHALLENGE, []),
        (3, RemovalCause.CHALLENGE, []),
        (2, RemovalCause.CHALLENGE, ["too_few_left"]),
        (2, RemovalCause.COMPLAINT, ["too_few_left"]),
        (1, RemovalCause.GAVE_UP, []),
        (0, RemovalCause.NO_CONTRACT, ["too_few_left"]),
    ],
)
def test_as_many_qualified_suppliers_are_left_as_the_law_asks_for(left, cause, found):
    assert codes(rules.enough_refusals(left, needed=3, cause=cause)) == found


@pytest.mark.parametrize(
    ("cause", "article"),
    [
        (RemovalCause.GAVE_UP, "实施条例》第四十九条"),
        (RemovalCause.CHALLENGE, "第94号）第十六条"),
        (RemovalCause.COMPLAINT, "第94号）第三十二条"),
    ],
)
def test_each_cause_rests_on_its_own_article(cause, article):
    assert article in rules.basis_of(cause)


def test_the_order_holds_where_the_price_of_who_fell_out_was_not_the_base():
    quotes = {2: Decimal(2688400), 3: Decimal(2795000), 4: Decimal(2574000), 5: Decimal(2831400)}
    technical = {2: Decimal("81.20"), 3: Decimal("78.60"), 4: Decimal("74.30"), 5: Decimal("69.50")}
    assert rules.order_holds([2, 3, 4, 5], quotes=quotes, technical=technical, weight=Decimal(10))


def test_an_order_that_turns_with_the_base_is_refused():
    quotes, technical = {2: Decimal(200), 3: Decimal(100)}, {2: Decimal(65), 3: Decimal(60)}
    assert not rules.order_holds([2, 3], quotes=quotes, technical=technical, weight=Decimal(30))
    assert codes(rules.order_refusals(holds=False, cause=RemovalCause.CHALLENGE)) == ["order_changes"]


@pytest.mark.parametrize(
    ("reason", "cause", "has_paper", "found"),
    [
        ("供应商书面声明放弃成交资格。", RemovalCause.GAVE_UP, True, []),
        ("供应商书面声明放弃成交资格。", RemovalCause.GAVE_UP, False, ["no_paper"]),
        ("放弃", RemovalCause.NO_CONTRACT, False, ["no_reason", "no_paper"]),
        ("质疑成立，材料不实，影响结果。", RemovalCause.CHALLENGE, False, []),
    ],
)
def test_a_supplier_falls_out_with_a_reason_and_its_paper(reason, cause, has_paper, found):
    assert codes(rules.reason_refusals(reason, cause=cause, has_paper=has_paper)) == found


@pytest.mark.article("财政部令第87号第六十八条")
@pytest.mark.parametrize(
    ("chosen", "removed", "found"),
    [
        (1, (), []),
        (2, (), ["not_in_rank_order"]),
        (2, (1,), []),
        (3, (1,), ["not_in_rank_order"]),
        (3, (1, 2), []),
    ],
)
def test_the_next_is_chosen_of_those_who_did_not_fall_out(chosen, removed, found):
    assert codes(award_rules.choice_refusals(chosen, ranking=RANKING, removed=removed)) == found


@pytest.mark.parametrize(
    ("current", "found"),
    [
        ("decided", []),
        ("result_published", []),
        ("contracted", ["cannot_go_back"]),
        ("opened", ["cannot_go_back"]),
    ],
)
def test_only_a_decision_is_taken_anew(current, found):
    assert codes(milestones.going_back_refusals(current, "reviewed")) == found
