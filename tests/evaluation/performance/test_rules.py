"""The evaluation's formulas and refusals: tables without a database."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.performance import rules
from evaluation.performance.choices import Band, IndicatorLevel
from evaluation.performance.indicators import framework
from evaluation.performance.rules import BandFloors, OpinionFacts, Weights

FLOORS = BandFloors(Decimal(90), Decimal(80), Decimal(60))
TODAY = date(2026, 11, 23)


def weights(*parts: str) -> Weights:
    return Weights(*map(Decimal, parts))


@pytest.mark.article("O102:20")
@pytest.mark.parametrize(
    ("parts", "scores", "total", "band"),
    [
        (("40", "20", "40"), ("88.0", "91.5", "84.2"), "87.18", Band.GOOD),
        (("40", "20", "40"), ("100", "100", "100"), "100.00", Band.EXCELLENT),
        (("33.33", "33.33", "33.34"), ("90", "90", "90"), "90.00", Band.EXCELLENT),
        (("50", "25", "25"), ("89.99", "90.00", "90.00"), "90.00", Band.EXCELLENT),  # 89.995, half up
        (("40", "20", "40"), ("60", "60", "59.98"), "59.99", Band.POOR),
    ],
)
def test_three_voices_make_one_total(parts, scores, total, band):
    purchaser, recipients, third = map(Decimal, scores)
    found = rules.total(weights(*parts), purchaser=purchaser, recipients=recipients, third_party=third)
    assert str(found) == total
    assert rules.band(found, floors=FLOORS) == band


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("100", Band.EXCELLENT),
        ("90", Band.EXCELLENT),
        ("89.99", Band.GOOD),
        ("80", Band.GOOD),
        ("79.99", Band.FAIR),
        ("60", Band.FAIR),
        ("59.99", Band.POOR),
        ("0", Band.POOR),
    ],
)
def test_a_floor_belongs_to_the_better_band(score, band):
    assert rules.band(Decimal(score), floors=FLOORS) == band


@pytest.mark.parametrize(
    ("stars", "score"),
    [
        ({5: 1}, "100.00"),
        ({1: 1}, "20.00"),
        ({5: 1, 4: 2}, "86.67"),  # 13 of 15
        ({5: 2, 4: 1}, "93.33"),
        ({5: 115, 4: 85}, "91.50"),
        ({1: 0, 2: 0, 3: 8, 4: 0, 5: 0}, "60.00"),
    ],
)
def test_stars_become_points_of_a_hundred(stars, score):
    assert str(rules.recipients_score(stars)) == score


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        (("40", "20", "40"), []),
        (("33.33", "33.33", "33.34"), []),
        (("40", "20", "39.99"), ["weights_do_not_close"]),
        (("60", "0", "40"), ["weight_missing"]),
        (("120", "-40", "20"), ["weight_missing"]),
    ],
)
def test_weights_close_at_a_hundred(parts, codes):
    assert [refusal.code for refusal in rules.weight_refusals(weights(*parts))] == codes


@pytest.mark.article("财监〔2021〕4号")
@pytest.mark.parametrize(
    ("is_institution", "institution", "codes"),
    [
        (True, 3, []),
        (False, 3, ["not_independent"]),
        (True, 1, ["not_independent"]),
        (True, 2, ["not_independent"]),
    ],
)
def test_the_third_party_is_neither_side(is_institution, institution, codes):
    found = rules.independence_refusals(
        is_institution=is_institution, institution_id=institution, parties={1, 2}
    )
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("bodies", "codes"), [({3}, []), ({3, 9}, []), ({3, 2}, ["evaluator_not_independent"])]
)
def test_nobody_evaluates_who_acts_for_a_side(bodies, codes):
    found = rules.evaluator_refusals(bodies=bodies, parties={1, 2})
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("closes", "gathering", "answered", "codes"),
    [
        (TODAY, True, False, []),
        (date(2026, 11, 22), True, False, ["window_closed"]),
        (date(2026, 12, 1), False, False, ["window_closed"]),
        (TODAY, True, True, ["answered_before"]),
    ],
)
def test_an_answer_counts_while_the_window_is_open_and_once(closes, gathering, answered, codes):
    found = rules.answer_refusals(is_gathering=gathering, closes_on=closes, today=TODAY, answered=answered)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("closes", "codes"),
    [
        (TODAY, []),
        (date(2027, 5, 22), []),
        (date(2026, 11, 22), ["window_out_of_range"]),
        (date(2027, 5, 23), ["window_out_of_range"]),
    ],
)
def test_the_window_is_neither_past_nor_endless(closes, codes):
    assert [r.code for r in rules.window_refusals(closes, today=TODAY)] == codes


@pytest.mark.article("财预〔2020〕10号")
def test_the_framework_closes_at_a_hundred_and_weighs_results_most():
    points = {level: Decimal(0) for level in IndicatorLevel}
    for one in framework():
        points[one.level] += one.points
    assert sum(points.values()) == 100
    assert points[IndicatorLevel.OUTPUT] + points[IndicatorLevel.BENEFIT] >= 60
    assert len({one.code for one in framework()}) == len(framework())


def full(**changes: str) -> dict:
    return {one.code: Decimal(changes.get(one.code, one.points)) for one in framework()}


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (OpinionFacts(full(), "很好"), []),
        (OpinionFacts(full(D1="0"), "一般"), []),
        (OpinionFacts(full(D1="10.01"), "好"), ["points_out_of_range"]),
        (OpinionFacts(full(D1="-1"), "好"), ["points_out_of_range"]),
        (OpinionFacts(full(), " "), ["no_opinion"]),
        (OpinionFacts({"D1": Decimal(1)}, "好"), ["indicators_open"]),
    ],
)
def test_every_indicator_has_points_within_its_full_mark(facts, codes):
    assert [r.code for r in rules.opinion_refusals(facts, framework=framework())] == codes


@pytest.mark.parametrize(("answers", "is_small"), [(0, True), (29, True), (30, False), (31, False)])
def test_few_answers_are_marked(answers, is_small):
    assert rules.is_small_sample(answers, least=30) is is_small
