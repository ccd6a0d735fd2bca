"""The calendar as it is loaded now."""

from functools import lru_cache

from portal.kernel.calendar.models import CalendarDay, HolidayNotice
from portal.kernel.calendar.rules import Calendar


def current() -> Calendar:
    """The loaded calendar. One small query; the days are read again when a notice was loaded."""
    return _calendar(tuple(HolidayNotice.objects.order_by("year").values_list("year", "digest")))


def loaded_years() -> list[int]:
    return list(HolidayNotice.objects.order_by("year").values_list("year", flat=True))


@lru_cache(maxsize=4)
def _calendar(notices: tuple[tuple[int, str], ...]) -> Calendar:
    years = [year for year, _digest in notices]
    rows = CalendarDay.objects.filter(notice__in=years).values_list("date", "is_workday")
    return Calendar.from_rows(years, rows)
