"""Periods and years as people read them: where a period ends, which days were skipped and why. Pure."""

from calendar import Calendar as Weeks
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import ONE_DAY, Calendar, statutory_names

WORKING_DAYS, CALENDAR_DAYS = "working_days", "calendar_days"
LONGEST = 1_000
BASIS = "财政部令第87号第八十五条；财政部令第94号第四十二条"


@dataclass(frozen=True)
class Named:
    """A day that did not count, or a weekend day that did, and why."""

    date: date
    says: str


@dataclass(frozen=True)
class Period:
    """A counted period: `unrolled` is the day before a holiday moved the end, `ends` the last day itself.

    `worked` are the weekend days that count because they are made up for a holiday; `open_years` the years
    whose notice is not loaded yet, for which the end may still move.
    """

    starts_after: date
    count: int
    unit: str
    ends: date
    unrolled: date
    skipped: tuple[Named, ...]
    worked: tuple[Named, ...]
    open_years: tuple[int, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether the end may still move."""
        return bool(self.open_years)

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

    @property
    def is_made_up(self) -> bool:
        """Whether it is a weekend day that is worked."""
        return self.is_workday and bool(self.mark)


@dataclass(frozen=True)
class Month:
    """One month in weeks of seven days from Monday; days of other months are None."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def workdays(self) -> int:
        """How many working days the month has."""
        return sum(day.is_workday for week in self.weeks for day in week if day)

    @property
    def runs(self) -> list["Run"]:
        """Holidays of the month with the weekends that touch them, and weekend days that are worked."""
        days = [day for week in self.weeks for day in week if day]
        rows = [list(row) for _kind, row in groupby(days, key=lambda day: (day.is_workday, day.is_made_up))]
        return [_run(row) for row in rows if any(day.mark for day in row)]


@dataclass(frozen=True)
class Run:
    """Days in a row that are off for a holiday, or worked for one."""

    first: date
    last: date
    mark: str
    name: str


def count(start: date, number: int, unit: str, *, calendar: Calendar, names: Mapping[date, str]) -> Period:
    """The period of `number` days after `start`; the start is not counted (Order 87, art. 85)."""
    if unit == WORKING_DAYS:
        end = calendar.add_workdays(start, number)
        unrolled, first = end.date, start + ONE_DAY
    else:
        end = calendar.add_days(start, number)
        unrolled = first = start + timedelta(number)
    span = list(days_between(first, end.date))
    return Period(
        starts_after=start,
        count=number,
        unit=unit,
        ends=end.date,
        unrolled=unrolled,
        skipped=tuple(Named(d, day_name(d, calendar, names)) for d in span if not calendar.is_workday(d)),
        worked=tuple(Named(d, names.get(d, "")) for d in span if d.weekday() >= 5 and calendar.is_workday(d)),
        open_years=tuple(calendar.open_years(first, end.date)) if end.provisional else (),
    )


def answer(period: Period) -> dict:
    """The period as plain values, the same for the interface and the command."""
    return {
        "start": period.starts_after.isoformat(),
        "number": period.count,
        "unit": period.unit,
        "ends": period.ends.isoformat(),
        "unrolled": period.unrolled.isoformat(),
        "provisional": period.is_provisional,
        "open_years": list(period.open_years),
        "skipped": [{"date": day.date.isoformat(), "reason": day.says} for day in period.skipped],
        "worked_weekends": [{"date": day.date.isoformat(), "reason": day.says} for day in period.worked],
        "basis": BASIS,
    }


def day_name(day: date, calendar: Calendar, names: Mapping[date, str]) -> str:
    """Why a day is off: the holiday's name, a weekend, or a holiday fixed by law in a year not loaded."""
    if day in names:
        return names[day]
    if not calendar.is_settled(day):
        fixed = statutory_names(day.year)
        if day in fixed:
            return _("%(holiday)s（推算）") % {"holiday": fixed[day]}
    return _("周末") if day.weekday() >= 5 else ""


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(offset) for offset in range((last - first).days + 1))


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
    name = "" if is_workday and day not in names else day_name(day, calendar, names)
    if is_workday:
        return Day(day, True, _("班") if day.weekday() >= 5 else "", name)
    is_holiday = day in names or day.weekday() < 5 or name != _("周末")
    return Day(day, False, _("休") if is_holiday else "", name if is_holiday else "")


def _run(days: list[Day]) -> Run:
    marked = [day for day in days if day.mark]
    names = dict.fromkeys(day.name for day in marked)
    return Run(days[0].date, days[-1].date, marked[0].mark, "、".join(names))
