"""Which surveys, consultations and reviews a demand needs (财库〔2021〕22号, Implementation Regulation)."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.projects.demand import rules
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.demand.rules import Standing, SurveyFacts
from procurement.routing.figures import Parameter

TODAY = date(2026, 3, 2)
LEAST = Parameter("demand_survey_respondents", Decimal(3), "suppliers", "22号第十条", "V1", False)
YEARS = Parameter("demand_survey_reuse_years", Decimal(1), "years", "22号第十一条", "V1", False)
FIGURE = Parameter("demand_survey_amount", Decimal(10_000_000), "yuan", "22号第十一条", "V1", False)


def survey(count: int = 3, **changes) -> SurveyFacts:
    respondents = tuple((f"机构{number}", "可以承接。") for number in range(count))
    facts = {"ways": ("visit",), "surveyed_on": TODAY, "market": "有。", "prices": "没有查到。"}
    return SurveyFacts(respondents=respondents, **{**facts, **changes})


def standing(**changes) -> Standing:
    facts = {
        "in_scope": True,
        "is_public_service": True,
        "has_survey": True,
        "is_heard": True,
        "has_plan": True,
    }
    return Standing(**{**facts, **changes})


def codes(found) -> list[str]:
    return [refusal.code for refusal in found]


@pytest.mark.article("财库〔2021〕22号第十条")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (survey(3), []),
        (survey(2), ["few_without_reason"]),
        (survey(0), ["few_without_reason"]),
        (survey(2, few_reason="全县只有两家。"), []),
        (survey(surveyed_on=date(2026, 3, 3)), ["survey_ahead"]),
        (survey(0, repeats_on=date(2025, 3, 2)), []),
        (survey(0, repeats_on=date(2025, 3, 1)), ["survey_too_old"]),
        (survey(0, repeats_on=date(2026, 3, 3)), ["survey_too_old"]),
    ],
)
def test_few_respondents_need_a_reason_and_an_earlier_survey_serves_a_year(facts, refused):
    assert codes(rules.survey_refusals(facts, today=TODAY, least=LEAST, reuse_years=YEARS)) == refused


def test_a_survey_of_the_leap_day_serves_until_the_first_of_march():
    day = date(2024, 2, 29)
    assert rules.reuse_refusals(day, today=date(2025, 3, 1), years=YEARS) == []
    assert rules.reuse_refusals(day, today=date(2025, 3, 2), years=YEARS) != []


@pytest.mark.article("财库〔2021〕22号第十一条")
@pytest.mark.parametrize(
    ("kind", "amount", "is_complex", "scope"),
    [
        ("public_service", "1", False, True),
        ("admin_auxiliary", "9999999.99", False, False),
        ("admin_auxiliary", "10000000", False, True),
        ("admin_auxiliary", "1", True, True),
    ],
)
def test_the_strict_rules_apply_to_public_services_large_and_complex_ones(kind, amount, is_complex, scope):
    assert rules.in_scope(kind, Decimal(amount), FIGURE, is_complex=is_complex) is scope


@pytest.mark.article("政府采购法实施条例第十五条")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (standing(), []),
        (standing(has_survey=False), ["no_survey"]),
        (standing(is_heard=False), ["not_heard"]),
        (standing(has_plan=False), ["no_execution_plan"]),
        (standing(in_scope=False, has_plan=False), []),
        (standing(in_scope=False, is_public_service=False, has_survey=False, is_heard=False), []),
    ],
)
def test_a_public_service_is_surveyed_and_heard_before_it_is_submitted(facts, refused):
    assert codes(rules.submission_refusals(facts)) == refused


@pytest.mark.article("财库〔2021〕22号第二十九条")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (standing(), ["not_reviewed"]),
        (standing(passed=frozenset({"general"})), ["not_reviewed"]),
        (standing(passed=frozenset({"key"})), []),
        (standing(in_scope=False, passed=frozenset({"general"})), []),
        (standing(in_scope=False, passed=frozenset({"key"})), []),
    ],
)
def test_the_review_that_is_due_comes_before_the_approval(facts, refused):
    assert codes(rules.approval_refusals(facts)) == refused


@pytest.mark.article("财库〔2021〕22号第二十三条")
def test_counsel_looks_at_the_contract_before_the_notice():
    assert codes(rules.announcement_refusals(standing())) == ["no_legal_review"]
    assert rules.announcement_refusals(standing(is_legally_reviewed=True)) == []
    assert rules.announcement_refusals(standing(in_scope=False)) == []


def test_every_item_is_judged_and_a_fault_is_explained():
    items = {code: str(words) for code, words in ITEMS[ReviewKind.KEY]}
    passed = dict.fromkeys(items, True)
    assert rules.finding_refusals(ReviewKind.KEY, passed, "", items) == []
    assert codes(rules.finding_refusals(ReviewKind.KEY, passed | {"equal": False}, " ", items)) == [
        "opinion_missing"
    ]
    del passed["risks"]
    assert codes(rules.finding_refusals(ReviewKind.KEY, passed, "", items)) == ["items_left"]


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"until": TODAY}, "still_open"),
        ({"unanswered": 1}, "unanswered"),
        ({"outcome": " "}, "no_outcome"),
        ({}, ""),
    ],
)
def test_a_hearing_is_concluded_after_its_last_day_with_answers(facts, refused):
    asked = {"until": date(2026, 3, 1), "today": TODAY, "unanswered": 0, "outcome": "采纳。"} | facts
    assert codes(rules.conclusion_refusals(**asked)) == ([refused] if refused else [])
