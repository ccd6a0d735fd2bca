"""Running limits that count in working days, and what becomes of them when a year's notice is loaded. Pure.

Each stage's `clocks.py` has `running(*, today, before)`: its limits that are not over, `before` being the
calendar by which they have been counted so far.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from portal.kernel.calendar.choices import ClockEffect
from portal.kernel.calendar.rules import Calendar, LegalDate

# Whom a limit protects: a term granted to a party never gets shorter than it was told; an office's own term
# follows the law exactly; what a published notice says stays until a correction says otherwise.
PARTY, OFFICE, PRINTED = "party", "office", "printed"


@dataclass(frozen=True)
class Clock:
    """One running limit: `count` counts it by a calendar, `stored` is the day that was told or kept so far.

    `move` writes the new or settled day where it is kept; `bodies` (id, roles) and `users` are told
    when it moves.
    """

    key: str
    says: str
    subject: str
    url: str
    count: Callable[[Calendar], LegalDate]
    protects: str = OFFICE
    stored: date | None = None
    move: Callable[[date], object] | None = None
    bodies: tuple[tuple[int, tuple[str, ...]], ...] = ()
    users: tuple[int, ...] = ()


@dataclass(frozen=True)
class Change:
    """What loading a notice does to one limit; `counted` is the day by the new calendar."""

    clock: Clock = field(compare=False)
    before: date
    after: date
    counted: date
    effect: str
    is_open: bool = False


def judge(clock: Clock, *, before: Calendar, after: Calendar) -> Change | None:
    """The change of one limit; None when the notice does not touch it."""
    old, new = clock.count(before), clock.count(after)
    if old == new:
        return None
    told = clock.stored or old.date
    day, effect = _outcome(clock.protects, told, new.date)
    return Change(clock, told, day, new.date, effect, new.provisional)


def _outcome(protects: str, told: date, counted: date) -> tuple[date, str]:
    if counted == told:
        return told, ClockEffect.SETTLED
    if protects == PRINTED:
        return told, ClockEffect.SHORT if counted > told else ClockEffect.KEPT
    if protects == PARTY and counted < told:
        return told, ClockEffect.KEPT
    return counted, ClockEffect.MOVED
