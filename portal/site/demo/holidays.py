"""An invented holiday notice of the coming year that waits for a second person; no official paper."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from portal.kernel.calendar import queries, rules, workflow
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.calendar.reading import Day
from portal.kernel.clock import local_date
from portal.site.demo.cast import MARK, Cast

ONE_DAY = timedelta(days=1)
TITLE = f"放假通知{MARK}"
MADE_UP = 2


def upload(cast: Cast, *, now: datetime) -> str:
    """Hand in the notice of the coming year, unless its notice is loaded or on its way."""
    year = local_date(now).year + 1
    if year in queries.loaded_years() or HolidayLoading.objects.filter(year=year).exists():
        return _("已经在演示数据中")
    source = f"{year}年部分节假日安排（演示用，不是正式文件）{MARK}"
    facts = workflow.NoticeFacts(year, source, tuple(days_of(year)))
    workflow.upload(facts, by=cast.actors["guanli"], now=now)
    return _("已建立")


def days_of(year: int) -> list[Day]:
    """The holidays of the law, the first of May longer by two days, made up on two weekends."""
    off = {day: name for day, name in rules.statutory_names(year).items() if day.weekday() < 5}
    first, last = date(year, 5, 1), date(year, 5, 2)
    longer: list[date] = []
    while len(longer) < MADE_UP:
        last += ONE_DAY
        if last.weekday() < 5 and last not in off:
            longer.append(last)
    name = str(_("劳动节"))
    made_up = [weekend_day(first - 3 * ONE_DAY, -ONE_DAY), weekend_day(last + 3 * ONE_DAY, ONE_DAY)]
    return [
        *(Day(day, False, words) for day, words in (off | dict.fromkeys(longer, name)).items()),
        *(Day(day, True, f"{name}调休上班") for day in made_up),
    ]


def weekend_day(day: date, step: timedelta) -> date:
    """The day itself if it lies on a weekend, else the nearest one in the direction of the step."""
    while day.weekday() < 5:
        day += step
    return day
