"""What is left until a limit, in words and in a tone; pages never compute it themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.kernel import clock
from portal.kernel.calendar import queries
from portal.kernel.calendar.rules import Calendar, LegalCount

SOON_WORKING_DAYS = 2
WEEKDAYS = (
    gettext_lazy("星期一"),
    gettext_lazy("星期二"),
    gettext_lazy("星期三"),
    gettext_lazy("星期四"),
    gettext_lazy("星期五"),
    gettext_lazy("星期六"),
    gettext_lazy("星期日"),
)


@dataclass(frozen=True)
class Limit:
    """A date with what is left. `tone` is ok, soon, over or rest and never stands without `words`."""

    due: date | datetime
    tone: str
    words: str
    is_provisional: bool = False


class PageClock:
    """The one reading of the clock and of the calendar for a page, however many limits it shows."""

    @cached_property
    def now(self) -> datetime:
        """The moment at which the page was asked for."""
        return clock.now()

    @cached_property
    def calendar(self) -> Calendar:
        """The loaded working days."""
        return queries.current()


def page_clock(request: HttpRequest | None) -> PageClock:
    """The clock of this request, made at the first use."""
    if request is None:
        return PageClock()
    if not hasattr(request, "page_clock"):
        request.page_clock = PageClock()
    return request.page_clock


def local_day(moment: date | datetime) -> date:
    """The day in Hunan."""
    return clock.local_date(moment) if isinstance(moment, datetime) else moment


def weekday(moment: date | datetime) -> str:
    """星期一 for a Monday, in the reader's language."""
    return str(WEEKDAYS[local_day(moment).weekday()])


def has_passed(due: date | datetime, *, now: datetime) -> bool:
    """A moment has passed when it is reached; a day only when it is over."""
    return now >= due if isinstance(due, datetime) else local_day(now) > due


def left(
    due: date | datetime, *, now: datetime, calendar: Calendar, ended: str = "", provisional: bool = False
) -> Limit:
    """What is left until `due`; `ended` are the words for an end that nobody missed, such as 已截止."""
    if has_passed(due, now=now):
        tone, words = ("rest", ended) if ended else ("over", _overdue(local_day(due), local_day(now)))
        return Limit(due, tone, words, provisional)
    today, last = local_day(now), local_day(due)
    if today == last:
        return Limit(due, "soon", _("今天到期"), provisional)
    count = calendar.workdays_between(today, last)
    tone = "soon" if count.days <= SOON_WORKING_DAYS else "ok"
    return Limit(due, tone, _until(count, days=(last - today).days), provisional)


def _overdue(due: date, today: date) -> str:
    days = (today - due).days
    if not days:
        return _("今天已过时限")
    return ngettext("逾期 %(days)s 天", "逾期 %(days)s 天", days) % {"days": days}


def _until(count: LegalCount, *, days: int) -> str:
    """In working days; in days where none is left; 约 when the calendar of a year is not loaded yet."""
    if not count.days:
        return ngettext("还剩 %(days)s 天", "还剩 %(days)s 天", days) % {"days": days}
    if count.provisional:
        words = ngettext("约还剩 %(days)s 个工作日", "约还剩 %(days)s 个工作日", count.days)
    else:
        words = ngettext("还剩 %(days)s 个工作日", "还剩 %(days)s 个工作日", count.days)
    return words % {"days": count.days}
