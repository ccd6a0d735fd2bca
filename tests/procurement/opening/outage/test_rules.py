"""Which outage counts, what may be decided, what the platform's own record says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from procurement.opening.outage import rules
from procurement.opening.outage.rules import Decision, Span, Standing

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
        ("moved", 60, 30, ["after_deadline"]),
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
    standing = Standing(before(-now), DEADLINE, minutes=120)
    assert codes(rules.decision_refusals(decision, span, standing)) == expected


def test_a_decision_has_a_reason_and_moves_nothing_after_the_release():
    span = Span(before(60), before(30))
    sealed = Standing(NOW, DEADLINE, minutes=120)
    released = replace(sealed, is_released=True)
    assert codes(rules.decision_refusals(Decision("stays", " "), span, sealed)) == ["no_reason"]
    assert codes(rules.decision_refusals(Decision("stays", "x"), span, released)) == []
    later = Decision("postponed", "x", DEADLINE + timedelta(hours=1))
    assert codes(rules.decision_refusals(later, span, released)) == ["released"]


THROUGH = Standing(before(-60), DEADLINE, minutes=120)


@pytest.mark.article("O87:33")
@pytest.mark.parametrize(
    ("began", "ended", "moved", "change", "expected"),
    [
        (30, -20, 50, {}, []),
        (30, -20, 90, {}, []),
        (30, 0, 90, {}, []),
        (30, -50, 79, {}, ["shorter_than_outage"]),
        (30, 1, 90, {}, ["after_deadline"]),
        (30, None, 90, {}, ["outage_going_on"]),
        (30, -20, 90, {"is_begun": True}, ["release_begun"]),
        (30, -20, 90, {"may_reopen": False}, ["after_deadline"]),
        (30, -20, 90, {"is_released": True, "is_begun": True}, ["released", "release_begun"]),
        (30, -61, 180, {}, ["outage_ahead"]),
    ],
    ids=str,
)
def test_after_the_deadline_it_moves_only_where_the_outage_lasted_through_it(
    began, ended, moved, change, expected
):
    span = Span(before(began), None if ended is None else before(ended))
    standing = replace(THROUGH, **change)
    if moved <= 60:
        standing = replace(standing, now=before(-21))
    found = rules.decision_refusals(Decision("moved", "x", before(-moved)), span, standing)
    assert codes(found) == expected


@pytest.mark.parametrize(
    ("began", "ended", "now", "least"),
    [(60, 30, 10, -30), (300, 30, 10, -90), (60, None, 10, -50), (300, -20, -30, -140), (30, -20, -30, -50)],
)
def test_what_was_lost_of_the_last_two_hours_is_added_after_deadline_and_outage(began, ended, now, least):
    span = Span(before(began), None if ended is None else before(ended))
    found = span.least_deadline(now=before(now), deadline=DEADLINE, minutes=120)
    assert found == before(least)


@pytest.mark.parametrize(
    ("is_out", "decided", "now", "expected"),
    [
        (False, 10, 1, False),
        (False, 10, 0, True),
        (True, 10, 0, False),
        (False, -10, -20, False),
        (False, -10, -60, True),
    ],
)
def test_a_moved_deadline_lapses_when_its_notice_is_not_out_in_time(is_out, decided, now, expected):
    moments = {"decided_at": before(decided), "deadline": DEADLINE, "moved_to": before(-60)}
    assert rules.is_lapsed(is_out=is_out, now=before(now), **moments) is expected
    assert codes(rules.anew_refusals(is_lapsed=False)) == ["decided"]


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
