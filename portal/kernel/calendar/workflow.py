"""The State Council's yearly notices: delivered with the portal, or uploaded by one, confirmed by another."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.actors import Actor
from portal.kernel.calendar import queries
from portal.kernel.calendar.choices import LoadingStatus
from portal.kernel.calendar.models import CalendarDay, HolidayLoading, HolidayNotice
from portal.kernel.calendar.reading import Day
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.numbers import next_number
from portal.kernel.outbox.workflow import later
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step, advance, allow

DATA = Path(__file__).parent / "data"
KEEPERS = ("operator",)
UPLOADERS = (*KEEPERS, "system")
STEPS = {
    "upload": Step(gettext_lazy("上传放假通知"), (), LoadingStatus.UPLOADED, UPLOADERS),
    "confirm": Step(gettext_lazy("确认载入"), (LoadingStatus.UPLOADED,), LoadingStatus.CONFIRMED, KEEPERS),
    "give_back": Step(gettext_lazy("退回"), (LoadingStatus.UPLOADED,), LoadingStatus.RETURNED, KEEPERS),
    "withdraw": Step(gettext_lazy("撤回"), (LoadingStatus.UPLOADED,), LoadingStatus.WITHDRAWN, KEEPERS),
}
TWO_PEOPLE = gettext_lazy("单位内部控制制度：录入与确认相分离（待确认）")


@dataclass(frozen=True)
class NoticeFacts:
    """What is uploaded: year, title and number of the notice, the days as read, the file if there is one."""

    year: int
    source: str
    days: tuple[Day, ...]
    cautions: tuple[str, ...] = ()
    upload: Upload | None = None


@transaction.atomic
def upload(facts: NoticeFacts, *, by: Actor, now: datetime) -> HolidayLoading:
    """Hand in the notice of a year; nothing counts by it until another person confirms it."""
    allow(STEPS, "upload", by=by)
    number = f"FJ-{facts.year}-{next_number(f'calendar-{facts.year}'):02d}"
    refuse(_open_refusals(facts.year) + _same_refusals(facts))
    loading = HolidayLoading.objects.create(
        number=number,
        year=facts.year,
        source=facts.source,
        days=_rows(facts.days),
        cautions=list(facts.cautions),
        upload=facts.upload,
        uploaded_by=by.user_id,
        uploaded_by_name=by.name,
        uploaded_at=now,
    )
    _record(loading, "upload", by=by, at=now)
    return loading


@transaction.atomic
def confirm(number: str, *, by: Actor, now: datetime) -> HolidayLoading:
    """Put a notice in force. Whoever uploaded it cannot; the running clocks are recounted after it."""
    loading = queries.loading_for_update(number)
    advance(loading, STEPS, "confirm", by=by)
    refuse(_second_person_refusals(loading, by=by))
    loading.replaced = _rows(queries.days_of_notice(loading.year))
    load_year(year=loading.year, source=loading.source, days=queries.days_of_loading(loading))
    _decide(loading, by=by, now=now, more=["replaced"])
    _record(loading, "confirm", by=by, at=now, days=len(loading.days))
    later("calendar.recount", loading.pk)
    return loading


@transaction.atomic
def give_back(number: str, *, opinion: str, by: Actor, now: datetime) -> HolidayLoading:
    """Refuse an uploaded notice with the reason."""
    loading = queries.loading_for_update(number)
    advance(loading, STEPS, "give_back", by=by)
    refuse(_second_person_refusals(loading, by=by))
    loading.opinion = opinion
    _decide(loading, by=by, now=now, more=["opinion"])
    _record(loading, "give_back", by=by, at=now, opinion=opinion)
    return loading


@transaction.atomic
def withdraw(number: str, *, by: Actor, now: datetime) -> HolidayLoading:
    """Take back what one uploaded oneself."""
    loading = queries.loading_for_update(number)
    advance(loading, STEPS, "withdraw", by=by)
    if loading.uploaded_by != by.user_id:
        refuse([Refusal(because=_("这份通知不是您上传的。"), remedy=_("有误的，请退回。"), code="not_own")])
    _decide(loading, by=by, now=now)
    _record(loading, "withdraw", by=by, at=now)
    return loading


@transaction.atomic
def load_year(*, year: int, source: str, days: Iterable[Day]) -> bool:
    """Put one notice in force in place of what was loaded for its year; False if it already was.

    Raises ValueError for a day that the notice of this year cannot arrange.
    """
    days = list(days)
    _check(year, days)
    digest = _digest(source, days)
    if HolidayNotice.objects.select_for_update().filter(year=year, digest=digest).exists():
        return False
    notice, _created = HolidayNotice.objects.update_or_create(
        year=year, defaults={"source": source, "digest": digest}
    )
    notice.days.all().delete()
    CalendarDay.objects.filter(date__in=[day.date for day in days]).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(date=day.date, is_workday=day.is_workday, name=day.name, notice=notice) for day in days
    )
    return True


def load_reference() -> list[int]:
    """Load the notices that the portal is delivered with; the years that were new or changed.

    A year for which people have put a notice in force stays theirs.
    """
    theirs = queries.confirmed_years()
    with (DATA / "notices.csv").open(encoding="utf-8", newline="") as lines:
        sources = {int(row["year"]): row["source"] for row in csv.DictReader(lines)}
    days = defaultdict(list)
    with (DATA / "days.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            days[int(row["year"])].append(_day(row))
    return [
        year
        for year, source in sources.items()
        if year not in theirs and load_year(year=year, source=source, days=days[year])
    ]


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


def _digest(source: str, days: Iterable[Day]) -> str:
    lines = [
        source,
        *(f"{day.date} {day.is_workday:d} {day.name}" for day in sorted(days, key=lambda d: d.date)),
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _open_refusals(year: int) -> list[Refusal]:
    waiting = HolidayLoading.objects.filter(year=year, status=LoadingStatus.UPLOADED).first()
    if waiting is None:
        return []
    return [
        Refusal(
            because=_("%(year)d 年已有一份通知等待确认（%(number)s，%(name)s上传）。")
            % {"year": year, "number": waiting.number, "name": waiting.uploaded_by_name},
            remedy=_("请先确认、退回或者撤回那一份。"),
            code="loading_open",
        )
    ]


def _same_refusals(facts: NoticeFacts) -> list[Refusal]:
    if not HolidayNotice.objects.filter(year=facts.year, digest=_digest(facts.source, facts.days)).exists():
        return []
    return [
        Refusal(
            because=_("%(year)d 年已经按这份通知载入，没有一天不同。") % {"year": facts.year},
            remedy=_("不需要再上传。"),
            code="nothing_new",
        )
    ]


def _second_person_refusals(loading: HolidayLoading, *, by: Actor) -> list[Refusal]:
    if loading.uploaded_by != by.user_id:
        return []
    return [
        Refusal(
            because=_("这份通知由您上传，不能由您自己确认或者退回。"),
            basis=str(TWO_PEOPLE),
            remedy=_("请由另一名平台管理人员对照原文确认；发现有误的，可以撤回。"),
            code="separation_of_duties",
        )
    ]


def _decide(loading: HolidayLoading, *, by: Actor, now: datetime, more: Iterable[str] = ()) -> None:
    loading.decided_by, loading.decided_by_name, loading.decided_at = by.user_id, by.name, now
    loading.save(update_fields=["status", "decided_by", "decided_by_name", "decided_at", *more])


def _rows(days: Iterable[Day]) -> list[list]:
    return [[day.date.isoformat(), day.is_workday, day.name] for day in sorted(days, key=lambda d: d.date)]


def _record(loading: HolidayLoading, verb: str, *, by: Actor, at: datetime, **facts: object) -> None:
    told = {"year": loading.year, "source": loading.source, "digest": _digest_of(loading), **facts}
    ledger.record(loading, f"calendar.{verb}", says=STEPS[verb].says, by=by, at=at, facts=told)


def _digest_of(loading: HolidayLoading) -> str:
    return _digest(loading.source, queries.days_of_loading(loading))
