"""Loading the State Council's yearly notices."""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from portal.kernel.calendar.models import CalendarDay, HolidayNotice

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday that is off, or a weekend day that is worked."""

    date: date
    is_workday: bool
    name: str


@transaction.atomic
def load_year(*, year: int, source: str, days: list[Day]) -> bool:
    """Put one notice in force in place of what was loaded for its year; False if it already was.

    Raises ValueError for a day that the notice of this year cannot arrange.
    """
    _check(year, days)
    digest = _digest(source, days)
    if HolidayNotice.objects.select_for_update().filter(year=year, digest=digest).exists():
        return False
    notice, _created = HolidayNotice.objects.update_or_create(
        year=year, defaults={"source": source, "digest": digest}
    )
    notice.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day.date, is_workday=day.is_workday, name=day.name, notice=notice) for day in days
    )
    return True


def load_reference() -> list[int]:
    """Load the notices that the portal is delivered with; the years that were new or changed."""
    with (DATA / "notices.csv").open(encoding="utf-8", newline="") as lines:
        sources = {int(row["year"]): row["source"] for row in csv.DictReader(lines)}
    days = defaultdict(list)
    with (DATA / "days.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            days[int(row["year"])].append(_day(row))
    return [year for year, source in sources.items() if load_year(year=year, source=source, days=days[year])]


def read_days(path: Path) -> list[Day]:
    """The days of a CSV file with the columns date, is_workday (0 or 1) and name."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_day(row) for row in csv.DictReader(lines)]


def _day(row: dict[str, str]) -> Day:
    return Day(date.fromisoformat(row["date"]), {"0": False, "1": True}[row["is_workday"]], row["name"])


def _check(year: int, days: list[Day]) -> None:
    if len({day.date for day in days}) < len(days):
        raise ValueError("a day is named twice")
    for day in days:
        if day.date.year != year and (day.date.year, day.date.month) != (year - 1, 12):
            raise ValueError(f"{day.date} is not arranged by the notice for {year}")
        if day.is_workday == (day.date.weekday() < 5):
            raise ValueError(f"{day.date} does not depart from Monday-to-Friday")
    if not any(not day.is_workday for day in days):
        raise ValueError(f"no day off in the notice for {year}")


def _digest(source: str, days: list[Day]) -> str:
    lines = [
        source,
        *(f"{day.date} {day.is_workday:d} {day.name}" for day in sorted(days, key=lambda d: d.date)),
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
