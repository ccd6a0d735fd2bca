"""The clocks of a complaint, and the one that stops while others have the papers. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.kernel.calendar.rules import LONGEST_PERIOD, ONE_DAY, Calendar, LegalDate

COMPLAIN_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第十七条"
EXAM_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十一条"
DECIDE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十六条"
PAUSE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十七条"


@dataclass(frozen=True)
class Pause:
    """From the day on which the paper was sent to the day of the reply; None while none has come."""

    sent_on: date
    replied_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day does not count. The day of sending counts: a period begins on the next (art. 42)."""
        return self.sent_on < day and (self.replied_on is None or day <= self.replied_on)


@dataclass(frozen=True)
class Running:
    """Where the time for the decision stands: its last day (None while it is stopped) and the days left."""

    last_day: LegalDate | None
    left: int

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still today."""
        return self.last_day is None


def complain_by(answer_due: date, workdays: int, *, calendar: Calendar) -> LegalDate:
    """The last day to complain, counted from the end of the time for the answer (Order 94, art. 17).

    It is the end of the answer's time also where the answer came earlier: the order says 答复期满后.
    """
    return calendar.add_workdays(answer_due, workdays)


def decision_due(
    received_on: date, workdays: int, *, pauses: Sequence[Pause], today: date, calendar: Calendar
) -> Running:
    """The last day for the decision, without the days on which others had the papers (art. 26, 27)."""
    left_today = workdays - _counted(received_on, today, pauses, calendar)
    if any(pause.replied_on is None for pause in pauses):
        return Running(None, left_today)
    day, left = received_on, workdays
    for _step in range(LONGEST_PERIOD):
        if not left:
            break
        day += ONE_DAY
        left -= _counts(day, pauses, calendar)
    provisional = bool(calendar.open_years(received_on + ONE_DAY, day))
    return Running(LegalDate(day, provisional), left_today)


def days_suspended(spans: Iterable[tuple[date, date]]) -> int:
    """Calendar days of all suspensions together; a day within two counts once (Order 94, art. 28)."""
    days = {start + offset * ONE_DAY for start, end in spans for offset in range(1, (end - start).days + 1)}
    return len(days)


def _counted(after: date, until: date, pauses: Sequence[Pause], calendar: Calendar) -> int:
    days = (after + offset * ONE_DAY for offset in range(1, (until - after).days + 1))
    return sum(_counts(day, pauses, calendar) for day in days)


def _counts(day: date, pauses: Sequence[Pause], calendar: Calendar) -> bool:
    return calendar.is_workday(day) and not any(pause.covers(day) for pause in pauses)
