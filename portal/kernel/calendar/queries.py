"""The calendar as it is loaded now."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from portal.kernel.calendar import periods
from portal.kernel.calendar.choices import LoadingStatus
from portal.kernel.calendar.models import CalendarDay, HolidayLoading, HolidayNotice, RecountedClock
from portal.kernel.calendar.reading import Day
from portal.kernel.calendar.rules import Calendar


def current() -> Calendar:
    """The loaded calendar. One small query; the days are read again when a notice was loaded."""
    return _calendar(tuple(HolidayNotice.objects.order_by("year").values_list("year", "digest")))


def loaded_years() -> list[int]:
    return list(HolidayNotice.objects.order_by("year").values_list("year", flat=True))


def source_of(year: int) -> str:
    """The notice that arranges a year; nothing while none is loaded."""
    return HolidayNotice.objects.filter(year=year).values_list("source", flat=True).first() or ""


def names_of(year: int) -> dict[date, str]:
    """The names of the days of a year that depart from Monday-to-Friday."""
    return dict(CalendarDay.objects.filter(date__year=year).values_list("date", "name"))


def all_names() -> dict[date, str]:
    """The names of all loaded days that depart from Monday-to-Friday."""
    return dict(CalendarDay.objects.values_list("date", "name"))


def counted(*, start: date, number: int, unit: str) -> periods.Period:
    """Where a period ends by the loaded calendar, and what was skipped: for page, interface and command."""
    return periods.count(start, number, unit, calendar=current(), names=all_names())


def notices() -> QuerySet[HolidayNotice]:
    """The notices in force with the number of their days, the newest year first."""
    return HolidayNotice.objects.annotate(day_count=Count("days")).order_by("-year")


def loading_for_update(number: str) -> HolidayLoading:
    """An uploaded notice, locked until the transaction ends."""
    return HolidayLoading.objects.select_for_update().get(number=number)


def confirmed_years() -> set[int]:
    """The years for which people have put a notice in force."""
    confirmed = HolidayLoading.objects.filter(status=LoadingStatus.CONFIRMED)
    return set(confirmed.values_list("year", flat=True))


def days_of_notice(year: int) -> list[Day]:
    """The days that the notice of a year in force arranges."""
    rows = CalendarDay.objects.filter(notice=year).order_by("date")
    return [Day(*row) for row in rows.values_list("date", "is_workday", "name")]


def days_of_loading(loading: HolidayLoading) -> list[Day]:
    """The days of an uploaded notice."""
    return days_from(loading.days)


def days_from(rows: Iterable[Sequence]) -> list[Day]:
    """Days from the rows that a record keeps."""
    return [Day(date.fromisoformat(day), is_workday, name) for day, is_workday, name in rows]


def calendar_with(year: int, days: Iterable[Day]) -> Calendar:
    """The loaded calendar with other days for one year; without days that year is not loaded."""
    days = list(days)
    years = {*loaded_years(), year} if days else {*loaded_years()} - {year}
    others = CalendarDay.objects.exclude(notice=year).values_list("date", "is_workday")
    return Calendar.from_rows(years, [*others, *((day.date, day.is_workday) for day in days)])


def around(loading: HolidayLoading) -> tuple[Calendar, Calendar]:
    """The calendar before and after a notice: of one that waits as well as of one that is in force."""
    is_confirmed = loading.status == LoadingStatus.CONFIRMED
    before = calendar_with(loading.year, days_from(loading.replaced)) if is_confirmed else current()
    return before, calendar_with(loading.year, days_of_loading(loading))


def kept_until(key: str, told: date) -> date:
    """The day of a limit that was told to somebody: a later one where a loaded notice moved it."""
    moved = RecountedClock.objects.filter(key=key).aggregate(last=Max("after"))["last"]
    return max(told, moved or told)


@lru_cache(maxsize=4)
def _calendar(notices: tuple[tuple[int, str], ...]) -> Calendar:
    years = [year for year, _digest in notices]
    rows = CalendarDay.objects.filter(notice__in=years).values_list("date", "is_workday")
    return Calendar.from_rows(years, rows)
