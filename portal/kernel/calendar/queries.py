"""The calendar as it is loaded now."""

from datetime import date
from functools import lru_cache

from portal.kernel.calendar import periods
from portal.kernel.calendar.models import CalendarDay, HolidayNotice
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


@lru_cache(maxsize=4)
def _calendar(notices: tuple[tuple[int, str], ...]) -> Calendar:
    years = [year for year, _digest in notices]
    rows = CalendarDay.objects.filter(notice__in=years).values_list("date", "is_workday")
    return Calendar.from_rows(years, rows)
