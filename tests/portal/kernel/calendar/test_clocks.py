"""What a loaded notice does to a limit that is running: the table of cases, and nothing for the rest."""

from datetime import date
from functools import partial

import pytest

from portal.kernel.calendar import clocks
from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.calendar.clocks import OFFICE, PARTY, PRINTED, Clock
from portal.kernel.calendar.rules import Calendar

BEFORE = Calendar.from_rows((2026,), [])
# 4 January 2027 off, 3 January (a Sunday) worked instead; in the other the 4th and 5th are off.
EARLIER = Calendar.from_rows((2026, 2027), [(date(2027, 1, 1), False), (date(2027, 1, 3), True)])
LATER = Calendar.from_rows(
    (2026, 2027), [(date(2027, 1, 1), False), (date(2027, 1, 4), False), (date(2027, 1, 5), False)]
)
SAME = Calendar.from_rows((2026, 2027), [(date(2027, 1, 1), False)])


def limit(protects: str, *, days: int = 2, start: date = date(2026, 12, 30), stored=None) -> Clock:
    count = partial(Calendar.add_workdays, start=start, count=days)
    return Clock("k", "期限", "事项", "/", count, protects, stored)


@pytest.mark.parametrize(
    ("protects", "after", "day", "effect"),
    [
        (OFFICE, LATER, 6, ClockEffect.MOVED),
        (OFFICE, EARLIER, 3, ClockEffect.MOVED),
        (OFFICE, SAME, 4, ClockEffect.SETTLED),
        (PARTY, LATER, 6, ClockEffect.MOVED),
        (PARTY, EARLIER, 4, ClockEffect.KEPT),
        (PARTY, SAME, 4, ClockEffect.SETTLED),
        (PRINTED, LATER, 4, ClockEffect.SHORT),
        (PRINTED, EARLIER, 4, ClockEffect.KEPT),
        (PRINTED, SAME, 4, ClockEffect.SETTLED),
    ],
)
def test_a_limit_follows_whom_it_protects(protects, after, day, effect):
    change = clocks.judge(limit(protects), before=BEFORE, after=after)
    assert (change.before, change.after, change.effect) == (date(2027, 1, 4), date(2027, 1, day), effect)
    assert not change.is_open


def test_a_limit_that_ends_before_the_year_is_not_touched():
    before_the_turn = limit(OFFICE, days=3, start=date(2026, 12, 22))
    assert clocks.judge(before_the_turn, before=BEFORE, after=LATER) is None


def test_a_limit_in_the_last_days_of_december_waits_for_the_next_years_notice():
    change = clocks.judge(limit(OFFICE, days=1), before=BEFORE, after=LATER)
    assert (change.after, change.is_open) == (date(2026, 12, 31), False)


def test_a_limit_into_a_further_year_stays_provisional():
    change = clocks.judge(limit(OFFICE, days=270), before=BEFORE, after=LATER)
    assert change.is_open


def test_what_was_told_counts_not_what_was_counted():
    change = clocks.judge(limit(PARTY, stored=date(2027, 1, 8)), before=BEFORE, after=LATER)
    assert (change.after, change.effect) == (date(2027, 1, 8), ClockEffect.KEPT)
