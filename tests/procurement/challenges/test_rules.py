"""Who may challenge what until when, and how a challenge is answered."""

from datetime import date

import pytest

from portal.kernel.calendar.rules import Calendar
from procurement.challenges import rules
from procurement.challenges.choices import Effect, Outcome, Subject
from procurement.challenges.letters import rules as letters
from procurement.challenges.letters.rules import Agent
from procurement.challenges.rules import Occasion

TODAY = date(2026, 3, 20)
RESULT = Occasion("result", Subject.RESULT, "成交结果公告", date(2026, 3, 2), date(2026, 3, 11))
SPRING = Calendar.from_rows(
    {2026},
    [
        *((date(2026, 2, day), False) for day in range(15, 24)),
        (date(2026, 2, 14), True),
        (date(2026, 2, 28), True),
    ],
)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.article("财政部令第94号第四十二条")
def test_seven_working_days_skip_the_spring_festival():
    assert SPRING.add_workdays(date(2026, 2, 12), 7).date == date(2026, 2, 28)


@pytest.mark.article("REG:53")
@pytest.mark.parametrize(
    ("obtained", "period", "known"),
    [
        (date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 9), date(2026, 3, 6), date(2026, 3, 9)),
        (None, date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 3), None, date(2026, 3, 3)),
        (None, None, None),
    ],
)
def test_a_document_is_known_from_its_obtaining_or_the_end_of_the_notice_period(obtained, period, known):
    assert rules.known_on(Subject.DOCUMENT, ends=[obtained, period]) == known


@pytest.mark.article("财政部令第94号第十条；第四十二条")
@pytest.mark.parametrize(("sent_on", "found"), [(10, []), (11, []), (12, ["challenge_too_late"])])
def test_the_last_day_still_counts_and_the_day_after_does_not(sent_on, found):
    assert codes(rules.time_refusals(RESULT, sent_on=date(2026, 3, sent_on))) == found


@pytest.mark.article("财政部令第94号第十一条")
@pytest.mark.parametrize(
    ("subject", "has_obtained", "took_part", "found"),
    [
        (Subject.DOCUMENT, True, False, []),
        (Subject.DOCUMENT, True, True, []),
        (Subject.DOCUMENT, False, False, ["no_standing"]),
        (Subject.PROCESS, True, False, ["document_only"]),
        (Subject.PROCESS, True, True, []),
        (Subject.RESULT, True, False, ["document_only"]),
        (Subject.RESULT, True, True, []),
        (Subject.RESULT, False, False, ["no_standing"]),
    ],
)
def test_who_only_obtained_the_document_challenges_nothing_else(subject, has_obtained, took_part, found):
    refusals = rules.standing_refusals(subject, has_obtained=has_obtained, took_part=took_part)
    assert codes(refusals) == found


def test_a_parent_company_is_told_that_it_cannot_stand_in():
    (refusal,) = rules.standing_refusals(Subject.RESULT, has_obtained=False, took_part=False)
    assert "母公司" in refusal.remedy


@pytest.mark.article("财政部令第94号第八条")
@pytest.mark.parametrize(
    ("agent", "signs_itself", "found"),
    [
        (Agent(), True, []),
        (Agent(), False, ["no_power"]),
        (Agent("赵云", "质疑", "提出", date(2026, 3, 20), True), False, []),
        (Agent("赵云", "质疑", "提出", date(2026, 3, 19), True), False, ["power_expired"]),
        (Agent("赵云", "质疑", "提出", date(2026, 3, 20), False), False, ["power_incomplete"]),
        (Agent("赵云", "质疑", "", date(2026, 3, 20), True), True, ["power_incomplete"]),
        (Agent("赵云", "质疑", "提出", None, True), True, ["power_incomplete"]),
    ],
)
def test_an_agent_has_a_power_of_attorney_with_matters_powers_and_term(agent, signs_itself, found):
    assert codes(letters.agent_refusals(agent, signs_itself=signs_itself, on=TODAY)) == found


@pytest.mark.parametrize(
    ("written", "sent", "received", "found"),
    [
        (9, 10, 12, []),
        (12, 12, 12, []),
        (11, 10, 12, ["days_out_of_order"]),
        (9, 13, 12, ["days_out_of_order"]),
        (9, 10, 21, ["days_out_of_order"]),
    ],
)
def test_a_letter_is_written_then_sent_then_received(written, sent, received, found):
    days = {"written_on": written, "sent_on": sent, "received_on": received}
    refusals = letters.paper_day_refusals(
        **{name: date(2026, 3, day) for name, day in days.items()}, today=TODAY
    )
    assert codes(refusals) == found


@pytest.mark.article("财政部令第94号第十五条")
@pytest.mark.parametrize(
    ("outcome", "founded", "found"),
    [
        (Outcome.UNFOUNDED, [False, False], []),
        (Outcome.UNFOUNDED, [False, True], ["outcome_contradicts"]),
        (Outcome.NO_EFFECT, [True, False], []),
        (Outcome.EFFECT, [False], ["outcome_contradicts"]),
        (Outcome.EFFECT, [True, None], ["matter_unanswered"]),
    ],
)
def test_every_matter_is_answered_and_the_conclusion_fits(outcome, founded, found):
    assert codes(rules.answer_refusals(outcome, founded)) == found


@pytest.mark.article("财政部令第94号第十六条")
@pytest.mark.parametrize(
    ("outcome", "subject", "is_sealed", "is_chosen", "lawful"),
    [
        (Outcome.UNFOUNDED, Subject.RESULT, False, True, (Effect.GO_ON,)),
        (Outcome.NO_EFFECT, Subject.DOCUMENT, True, False, (Effect.GO_ON,)),
        (Outcome.EFFECT, Subject.DOCUMENT, True, False, (Effect.AMEND, Effect.RESTART)),
        (Outcome.EFFECT, Subject.DOCUMENT, False, True, (Effect.RESTART,)),
        (Outcome.EFFECT, Subject.PROCESS, False, False, (Effect.RESTART,)),
        (Outcome.EFFECT, Subject.PROCESS, False, True, (Effect.NEXT, Effect.RESTART)),
        (Outcome.EFFECT, Subject.RESULT, False, True, (Effect.NEXT, Effect.RESTART)),
    ],
)
def test_what_may_follow_from_an_answer(outcome, subject, is_sealed, is_chosen, lawful):
    stands = {"subject": subject, "is_sealed": is_sealed, "is_chosen": is_chosen}
    assert rules.lawful_effects(outcome, **stands) == lawful
    for effect in Effect:
        found = rules.effect_refusals(outcome, effect, **stands)
        assert bool(found) == (effect not in lawful)


@pytest.mark.parametrize(
    ("is_impossible", "reason", "found"),
    [
        (True, "截止以前没有发布更正公告，已经不能更正。", []),
        (True, "不能", ["no_reason"]),
        (False, "去掉以后家数不够，不能另行确定。", ["still_possible"]),
    ],
)
def test_a_new_purchase_takes_the_place_only_of_what_is_impossible(is_impossible, reason, found):
    assert codes(rules.instead_refusals(Effect.NEXT, is_impossible=is_impossible, reason=reason)) == found


@pytest.mark.article("财政部令第94号第十三条")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("贵单位报价较高。", []),
        ("第二名报价936000元。", ["holds_secrets"]),
        ("报价为936,000元", ["holds_secrets"]),
    ],
)
def test_an_answer_holds_no_quote_of_a_rival(text, found):
    assert codes(rules.secret_refusals(text, secrets=["936000", ""])) == found


@pytest.mark.article("财政部令第94号第十二条")
def test_who_drafted_an_answer_does_not_give_it():
    assert codes(rules.second_person_refusals(prepared_by=1, answered_by=1)) == ["same_person"]
    assert rules.second_person_refusals(prepared_by=1, answered_by=2) == []


@pytest.mark.article("REG:54")
def test_going_on_says_why():
    assert codes(rules.reason_refusals("不影响")) == ["no_reason"]
    assert rules.reason_refusals("质疑事项与成交供应商无关，不影响排序。") == []


def test_below_the_threshold_the_units_own_rule_stands():
    (refusal,) = rules.statutory_refusals(is_statutory=False, own_rule="按内部规定。")
    assert refusal.because == "按内部规定。"
    assert rules.statutory_refusals(is_statutory=True, own_rule="按内部规定。") == []
