"""Who may be in the hall, and when a window moves."""

from datetime import UTC, datetime, timedelta

import pytest

from procurement.opening.hall import rules

NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(minutes=1), NOW - timedelta(minutes=1)


def codes(found) -> list[str]:
    return [refusal.code for refusal in found]


@pytest.mark.article("O87:40")
@pytest.mark.parametrize(("sits", "expected"), [(True, ["panel_member"]), (False, [])])
def test_who_reviews_does_not_attend(sits, expected):
    assert codes(rules.attendance_refusals(sits_on_panel=sits)) == expected


@pytest.mark.article("发展改革委令第20号第三十一条")
@pytest.mark.parametrize(
    ("until", "reason", "expected"),
    [
        (LATER, "平台故障", []),
        (NOW, "平台故障", ["window_over"]),
        (None, "平台故障", ["window_over"]),
        (LATER, "  ", ["no_reason"]),
    ],
)
def test_a_window_moves_while_it_is_open_and_for_a_reason(until, reason, expected):
    assert codes(rules.extension_refusals(now=NOW, until=until, reason=reason)) == expected


@pytest.mark.parametrize(
    ("until", "reason", "expected"),
    [(LATER, "没有人", []), (NOW, "没有人", ["not_later"]), (EARLIER, "", ["no_reason", "not_later"])],
)
def test_the_release_moves_to_a_moment_to_come(until, reason, expected):
    facts = {"now": NOW, "latest": LATER}
    assert codes(rules.postponement_refusals(until=until, reason=reason, **facts)) == expected


def test_the_host_alone_puts_the_release_off_for_some_days_at_most():
    facts = {"now": NOW, "latest": LATER, "reason": "没有人"}
    assert codes(rules.postponement_refusals(until=LATER + timedelta(minutes=1), **facts)) == ["too_far"]


@pytest.mark.parametrize(
    ("until", "expected"),
    [(LATER, ["before_decision"]), (NOW + timedelta(hours=1), []), (NOW + timedelta(hours=2), [])],
    ids=["before", "at", "after"],
)
def test_the_host_does_not_undo_what_a_second_person_decided_after_an_outage(until, expected):
    facts = {"now": NOW, "reason": "没有人", "decided": NOW + timedelta(hours=1)}
    facts |= {"latest": NOW + timedelta(days=7)}
    assert codes(rules.postponement_refusals(until=until, **facts)) == expected
