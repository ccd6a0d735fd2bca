"""What time it is. Read once at the edge and passed on as now=; the database's clock decides deadlines."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from portal.kernel.prepared import kept_cursor

SHANGHAI = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def now() -> datetime:
    return timezone.now()


def database_clock() -> datetime:
    """The time at which this very statement runs, not the start of the transaction."""
    with kept_cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def local_date(moment: datetime) -> date:
    """The day on which a moment falls in Hunan."""
    return moment.astimezone(SHANGHAI).date()


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The moment at which a clock on the wall in Hunan shows this time."""
    return datetime.combine(day, time(hour, minute), tzinfo=SHANGHAI)


class RehearsalClock:
    """A clock that stands until it is told to go on: a whole procedure is walked through in seconds."""

    def __init__(self, start: datetime):
        self._now = _aware(start)

    def __call__(self) -> datetime:
        return self._now

    def now(self) -> datetime:
        return self._now

    def advance(self, **duration: float) -> datetime:
        """Go on by days=, hours=, minutes=..."""
        return self.advance_to(self._now + timedelta(**duration))

    def advance_to(self, moment: datetime) -> datetime:
        if _aware(moment) < self._now:
            raise ValueError("a clock does not go back")
        self._now = moment
        return self._now


def _aware(moment: datetime) -> datetime:
    if timezone.is_naive(moment):
        raise ValueError("a moment needs its time zone")
    return moment
