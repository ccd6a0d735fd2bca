"""Which outage counts, what may be decided, what the platform's own record says."""

from datetime import UTC, datetime, timedelta

import pytest

from procurement.opening.outage import rules
from procurement.opening.outage.rules import Decision, Span

DEADLINE = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
NOW = DEADLINE - timedelta(minutes=10)
EVERY = timedelta(minutes=10)


def before(minutes: int) -> datetime:
    return DEADLINE - timedelta(minutes=minutes)


def codes(found) -> list[str]:
    return [refusal.code for refusal in found]


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        (90, 60, []),
        (180, 119, []),
        (60, None, []),
        (180, 120, ["outage_elsewhere"]),
        (180, None, []),
        (31 * 24 * 60, None, ["outage_too_early"]),
        (5, None, ["outage_ahead"]),
        (60, 5, ["outage_ahead"]),
        (60, 60, ["outage_order"]),
    ],
)
def test_an_outage_counts_in_the_last_two_hours_before_the_deadline(began, ended, expected):
    span = Span(before(began), None if ended is None else before(ended))
    facts = {"now": NOW, "deadline": DEADLINE, "minutes": 120, "is_released": False}
    assert codes(rules.report_refusals(span, **facts)) == expected


def test_what_began_after_the_deadline_or_is_told_after_the_release_belongs_to_the_hall():
    later = DEADLINE + timedelta(hours=1)
    facts = {"now": later, "deadline": DEADLINE, "minutes": 120}
    assert codes(rules.report_refusals(Span(DEADLINE, later), **facts, is_released=False)) == [
        "outage_elsewhere"
    ]
    assert codes(rules.report_refusals(Span(before(5), later), **facts, is_released=True)) == ["released"]


@pytest.mark.article("O87:33")
@pytest.mark.parametrize(
    ("outcome", "moved", "now", "expected"),
    [
        ("moved", 30, -1, []),
        ("moved", 29, -1, ["shorter_than_outage"]),
        ("moved", 0, -1, ["not_later"]),
        ("moved", None, -1, ["not_later"]),
        ("moved", 60, 0, ["after_deadline"]),
        ("postponed", 1, -1, []),
        ("postponed", 31 * 24 * 60, -1, ["too_far"]),
        ("postponed", 60, 30, []),
        ("postponed", 60, 60, ["not_later"]),
        ("stays", None, 30, []),
    ],
)
def test_the_deadline_moves_before_it_has_come_and_the_opening_may_wait_afterwards(
    outcome, moved, now, expected
):
    decision = Decision(outcome, "影响提交", None if moved is None else before(-moved))
    span = Span(before(60), before(30))
    facts = {"now": before(-now), "deadline": DEADLINE, "is_released": False}
    assert codes(rules.decision_refusals(decision, span, **facts)) == expected


def test_a_decision_has_a_reason_and_moves_nothing_after_the_release():
    span = Span(before(60), before(30))
    facts = {"now": NOW, "deadline": DEADLINE}
    assert codes(rules.decision_refusals(Decision("stays", " "), span, **facts, is_released=False)) == [
        "no_reason"
    ]
    assert codes(rules.decision_refusals(Decision("stays", "x"), span, **facts, is_released=True)) == []
    later = Decision("postponed", "x", DEADLINE + timedelta(hours=1))
    assert codes(rules.decision_refusals(later, span, **facts, is_released=True)) == ["released"]


@pytest.mark.parametrize(
    ("heads", "says"),
    [
        ([], "没有签名的存证树头可以对照"),
        ([70, 60, 50, 40, 30, 20], "按时发出"),
        ([70, 60, 25, 15], "09:00:00 至"),
        ([70, 60], "09:00:00 至"),
    ],
)
def test_a_silence_of_the_signed_heads_is_the_platforms_own_record(heads, says):
    span = Span(before(60), before(30))
    found = rules.own_record([before(one) for one in heads], span=span, now=NOW, every=EVERY)
    assert says in found
