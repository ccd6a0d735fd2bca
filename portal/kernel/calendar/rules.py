"""Counting days and working days. The loaded days are handed in; nothing here reads a clock or a table.

A period starts on the day after the event. Whatever depends on a year that is not loaded is provisional:
only weekends and the holidays fixed by 全国年节及纪念日放假办法 (State Council Order 795) are known then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from portal.kernel.calendar.festivals import FESTIVALS
from portal.kernel.errors import Refusal, Refused

ONE_DAY = timedelta(days=1)
TURN_OF_YEAR = (12, 28)
"""From here on the next year's notice may move days: that for 2019 made 29 December 2018 a working day."""
LONGEST_PERIOD = 10_000


class CalendarUnavailable(Refused):
    """A binding date was asked for in a year whose State Council notice is not loaded."""

    def __init__(self, day: date):
        self.day = day
        super().__init__(
            Refusal(
                because=_("%(year)d 年的放假安排尚未载入，%(day)s 是推算的日期，不能作为有约束力的期限。")
                % {"year": last_notice(day), "day": day.isoformat()},
                basis=_("《全国年节及纪念日放假办法》（国务院令第795号）"),
                remedy=_("请在国务院办公厅公布该年度放假通知后载入日历，或由有权限的人员确认这一日期。"),
                code="calendar_unavailable",
            )
        )


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A counted day, and whether it may still move because a year is not loaded."""

    date: date
    provisional: bool = False

    def binding(self, *, confirmed: bool = False) -> date:
        """The date for a use that binds somebody; a provisional one must have been confirmed by a person."""
        if self.provisional and not confirmed:
            raise CalendarUnavailable(self.date)
        return self.date


@dataclass(frozen=True, slots=True)
class LegalCount:
    """A number of working days, and whether it may still change because a year is not loaded."""

    days: int
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from Monday-to-Friday, and the years for which they are known."""

    years: frozenset[int]
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, years: Iterable[int], rows: Iterable[tuple[date, bool]]) -> "Calendar":
        """A calendar from loaded years and rows of (day, is it a working day)."""
        return cls(years=frozenset(years), exceptions=dict(rows))

    def is_settled(self, day: date) -> bool:
        """Whether no notice that is still to come can make the day another."""
        return not self.open_years(day, day)

    def open_years(self, first: date, last: date) -> list[int]:
        """The years whose notice is not loaded and may still move a day of this span."""
        if first > last:
            return []
        return [year for year in range(first.year, last_notice(last) + 1) if year not in self.years]

    def is_workday(self, day: date) -> bool:
        if day in self.exceptions:
            return self.exceptions[day]
        if day.weekday() >= 5:
            return False
        return day.year in self.years or day not in statutory_holidays(day.year)

    def add_workdays(self, start: date, count: int) -> LegalDate:
        """The last day of a period of `count` working days; `start` itself is not counted."""
        day = self._step(start, count, ONE_DAY)
        return LegalDate(day, self._is_provisional(start + ONE_DAY, day))

    def subtract_workdays(self, end: date, count: int) -> LegalDate:
        """The day that lies `count` working days before `end`, which itself is not counted."""
        day = self._step(end, count, -ONE_DAY)
        return LegalDate(day, self._is_provisional(day, end - ONE_DAY))

    def add_days(self, start: date, count: int, *, roll: bool = True) -> LegalDate:
        """`count` calendar days after `start`; a last day that is no working day rolls forward.

        Minimum periods granted to suppliers roll. For a maximum period of the purchaser show both dates and
        remind on the one that does not roll.
        """
        _check_length(count)
        day = start + count * ONE_DAY
        return self.on_or_after(day) if roll else LegalDate(day)

    def on_or_after(self, day: date) -> LegalDate:
        """The day itself if it is a working day, else the next one."""
        workday = day
        while not self.is_workday(workday):
            workday += ONE_DAY
        return LegalDate(workday, self._is_provisional(day, workday))

    def previous_workday(self, day: date) -> LegalDate:
        """The last working day before `day`."""
        return self.subtract_workdays(day, 1)

    def workdays_between(self, start: date, end: date) -> LegalCount:
        """Working days after `start` up to and including `end`: the inverse of `add_workdays`."""
        days = sum(self.is_workday(start + n * ONE_DAY) for n in range(1, (end - start).days + 1))
        return LegalCount(days, self._is_provisional(start + ONE_DAY, end))

    def _step(self, day: date, count: int, step: timedelta) -> date:
        _check_length(count)
        while count:
            day += step
            count -= self.is_workday(day)
        return day

    def _is_provisional(self, first: date, last: date) -> bool:
        return bool(self.open_years(first, last))


def years_after(day: date, years: int) -> date:
    """The same day some years later (before, if negative); 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def last_notice(day: date) -> int:
    """The year of the last notice that may arrange a day."""
    return day.year + ((day.month, day.day) >= TURN_OF_YEAR)


def statutory_names(year: int) -> Mapping[date, str]:
    """The holidays for all citizens (Order 795) by name; lunar ones as far as the festivals' table."""
    named = [(date(year, 1, 1), _("元旦")), *((date(year, 5, n), _("劳动节")) for n in (1, 2))]
    named += [(date(year, 10, n), _("国庆节")) for n in (1, 2, 3)]
    if year in FESTIVALS:
        spring, *single_days = (date.fromisoformat(f"{year}-{text}") for text in FESTIVALS[year])
        named += [(spring + n * ONE_DAY, _("春节")) for n in (-1, 0, 1, 2)]
        named += zip(single_days, (_("清明节"), _("端午节"), _("中秋节")), strict=True)
    names: dict[date, str] = {}
    for day, name in sorted(named):
        names[day] = f"{names[day]}、{name}" if day in names else name
    return names


@lru_cache(maxsize=256)
def statutory_holidays(year: int) -> frozenset[date]:
    """The days of the holidays for all citizens."""
    return frozenset(statutory_names(year))


def _check_length(count: int) -> None:
    if not 0 <= count <= LONGEST_PERIOD:
        raise ValueError(f"a period of {count} days")
