"""Periods and years as people read them: where a period ends, which days were skipped and why. Pure."""

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar, statutory_holidays

WORKING_DAYS, CALENDAR_DAYS = "working_days", "calendar_days"
LONGEST = 1_000


@dataclass(frozen=True)
class Skipped:
    """A day that did not count, and its name."""

    date: date
    says: str


@dataclass(frozen=True)
class Period:
    """A counted period: `unrolled` is the day before a holiday moved the end, `ends` the last day itself."""

    starts_after: date
    count: int
    unit: str
    ends: date
    unrolled: date
    is_provisional: bool
    skipped: tuple[Skipped, ...]

    @property
    def is_rolled(self) -> bool:
        """Whether the last day moved to the next working day."""
        return self.ends != self.unrolled


@dataclass(frozen=True)
class Day:
    """One day of a year's page: `mark` is 休 for a holiday, 班 for a weekend day that is worked."""

    date: date
    is_workday: bool
    mark: str = ""
    name: str = ""


@dataclass(frozen=True)
class Month:
    """One month in weeks of seven days from Monday; days of other months are None."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


def count(start: date, number: int, unit: str, *, calendar: Calendar, names: Mapping[date, str]) -> Period:
    """The period of `number` days after `start`; the start is not counted (Order 87, art. 85)."""
    if unit == WORKING_DAYS:
        end = calendar.add_workdays(start, number)
        unrolled, first = end.date, start + timedelta(1)
    else:
        end = calendar.add_days(start, number)
        unrolled = first = start + timedelta(number)
    span = ((first + timedelta(offset)) for offset in range((end.date - first).days))
    skipped = tuple(
        Skipped(day, day_name(day, calendar, names)) for day in span if not calendar.is_workday(day)
    )
    return Period(start, number, unit, end.date, unrolled, end.provisional, skipped)


def day_name(day: date, calendar: Calendar, names: Mapping[date, str]) -> str:
    """Why a day is off: the holiday's name, a weekend, or a holiday fixed by law in a year not loaded."""
    if day in names:
        return names[day]
    if day.weekday() >= 5:
        return _("周末")
    return _("法定节假日（推算）") if day in statutory_holidays(day.year) else ""


def months(year: int, *, calendar: Calendar, names: Mapping[date, str]) -> list[Month]:
    """The twelve months of a year."""
    weeks = Weeks(firstweekday=0)
    return [
        Month(
            number,
            tuple(
                tuple(_day(day, calendar, names) if day.month == number else None for day in week)
                for week in weeks.monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    ]


def _day(day: date, calendar: Calendar, names: Mapping[date, str]) -> Day:
    is_workday = calendar.is_workday(day)
    is_weekend = day.weekday() >= 5
    mark = (
        _("班")
        if is_workday and is_weekend
        else _("休")
        if not is_workday and _is_holiday(day, names)
        else ""
    )
    return Day(day, is_workday, mark, names.get(day, ""))


def _is_holiday(day: date, names: Mapping[date, str]) -> bool:
    return day in names or day.weekday() < 5
