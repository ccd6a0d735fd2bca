"""The decision and the orders of the law, by cases, without a database."""

import pytest

from procurement.challenges.complaints.choices import DismissGround, Finding, Order, Outcome, Stage
from procurement.challenges.complaints.rules import outcome

VOID, NEXT, RESTART = Order.RESULT_VOID, Order.NEXT_CANDIDATE, Order.RESTART
CANCEL, DAMAGES = Order.CONTRACT_CANCELLED, Order.DAMAGES


@pytest.mark.article("O94:29；O94:31；O94:32")
@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        (["unfounded"], "dismissed"),
        (["unfounded", "out_of_scope"], "dismissed"),
        (["unfounded", "no_effect"], "no_effect"),
        (["unfounded", "no_effect", "effect"], "effect"),
    ],
)
def test_one_founded_matter_is_enough(findings, expected):
    assert outcome.outcome_of(findings) == expected


@pytest.mark.article("O94:31")
@pytest.mark.parametrize(
    ("stage", "orders"),
    [
        ("no_winner", (RESTART,)),
        ("winner", (VOID, RESTART)),
        ("signed", (CANCEL, RESTART)),
        ("performed", (DAMAGES,)),
    ],
)
@pytest.mark.parametrize("is_enough", [True, False], ids=["enough", "too-few"])
def test_what_is_ordered_when_the_document_was_unlawful(stage, orders, is_enough):
    assert outcome.orders_of("effect", stage=stage, is_document=True, is_enough=is_enough) == orders


@pytest.mark.article("O94:32")
@pytest.mark.parametrize(
    ("stage", "is_enough", "orders"),
    [
        ("no_winner", True, (RESTART,)),
        ("winner", True, (VOID, NEXT)),
        ("winner", False, (VOID, RESTART)),
        ("signed", True, (CANCEL, NEXT)),
        ("signed", False, (CANCEL, RESTART)),
        ("performed", True, (DAMAGES,)),
        ("failed", True, (Order.ENDING_VOID,)),
    ],
)
def test_what_is_ordered_when_process_or_result_was_unlawful(stage, is_enough, orders):
    assert outcome.orders_of("effect", stage=stage, is_document=False, is_enough=is_enough) == orders


@pytest.mark.article("O94:31；O94:32")
@pytest.mark.parametrize("stage", [Stage.NO_WINNER, Stage.WINNER, Stage.SIGNED, Stage.PERFORMED])
@pytest.mark.parametrize("is_document", [True, False], ids=["document", "result"])
def test_a_founded_matter_without_effect_lets_the_purchase_go_on(stage, is_document):
    found = outcome.orders_of("no_effect", stage=stage, is_document=is_document, is_enough=True)
    assert found == (Order.GO_ON,)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_dismissed_complaint_orders_nothing(stage):
    assert outcome.orders_of("dismissed", stage=stage, is_document=False, is_enough=True) == ()


@pytest.mark.article("O94:29")
@pytest.mark.parametrize(
    ("decided", "ground", "findings", "codes"),
    [
        ("dismissed", DismissGround.NO_FACTS, [Finding.UNFOUNDED], []),
        ("dismissed", "", [Finding.UNFOUNDED], ["no_ground"]),
        ("dismissed", DismissGround.NO_FACTS, [Finding.OUT_OF_SCOPE], ["ground_unfit"]),
        ("dismissed", DismissGround.NOT_ADMISSIBLE, [Finding.OUT_OF_SCOPE], []),
        ("effect", DismissGround.NO_FACTS, [Finding.EFFECT], ["ground_unfit"]),
        ("effect", "", [Finding.EFFECT], []),
    ],
)
def test_a_dismissal_names_one_of_the_four_grounds(decided, ground, findings, codes):
    assert [r.code for r in outcome.ground_refusals(decided, ground, findings)] == codes


@pytest.mark.parametrize(
    ("decided", "is_document", "article"),
    [
        (Outcome.DISMISSED, True, "二十九"),
        (Outcome.EFFECT, True, "三十一"),
        (Outcome.NO_EFFECT, False, "三十二"),
    ],
)
def test_a_decision_cites_its_article(decided, is_document, article):
    assert f"第{article}条" in outcome.basis_of(decided, is_document=is_document)


@pytest.mark.parametrize(("is_impossible", "found"), [(True, []), (False, ["still_possible"])])
def test_a_new_purchase_takes_the_place_of_an_order_only_where_it_is_impossible(is_impossible, found):
    refusals = outcome.instead_refusals(is_impossible=is_impossible)
    assert [refusal.code for refusal in refusals] == found
