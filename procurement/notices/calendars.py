"""Deadlines of notices as calendar entries (RFC 5545): of one notice, or of all that a search finds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from procurement.notices.models import Notice
from procurement.notices.rules import ONE_DAY
from procurement.projects.choices import ProjectStatus

LINE_BYTES = 73
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Event:
    """One entry: a whole day, or a moment from which it lasts an hour. `key` tells it from its siblings."""

    key: str
    says: str
    begins: date | datetime
    place: str = ""


@translation.override("zh-hans")
def as_ics(notices: Iterable[Notice], *, site: str, name: Sequence[str] = ()) -> str:
    """The entries of these notices of purchase; `name` says in words what the calendar holds."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hunan//purchase of services//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text('，'.join([_('政府购买服务截止时间'), *name]))}",
    ]
    for notice in notices:
        for event in events_of(notice):
            lines += _entry(notice, event, site=site)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def events_of(notice: Notice) -> list[Event]:
    """The last days of the notice and for the documents; the deadline, at which the opening begins."""
    schedule = notice.project.schedule
    period = [Event("period", _("公告期限最后一日"), notice.period_ends_on)] if notice.period_ends_on else []
    return [
        *period,
        Event("documents", _("获取采购文件最后一日"), schedule.documents_until),
        Event("deadline", _("响应文件提交截止和开启"), schedule.response_deadline, schedule.opening_place),
    ]


def response(text: str, *, name: str) -> HttpResponse:
    """The calendar as a file to be saved or subscribed to."""
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _entry(notice: Notice, event: Event, *, site: str) -> Iterator[str]:
    """A correction is a further notice: each raises the sequence, so that a calendar takes the new time.

    The end of the purchase raises it once more and cancels the entry, which stays in calendars otherwise.
    """
    is_ended = notice.project.status == ProjectStatus.TERMINATED
    published = [correction for correction in notice.corrections.all() if correction.published_at]
    stamp = max([notice.published_at, *(correction.published_at for correction in published)])
    # What was in calendars before there were two entries a notice keeps its name.
    key = "" if event.key == "deadline" else f"-{event.key}"
    yield "BEGIN:VEVENT"
    yield f"UID:{notice.number}{key}@purchase"
    yield f"DTSTAMP:{_utc(max(stamp, notice.project.updated_at) if is_ended else stamp)}"
    yield f"SEQUENCE:{len(published) + is_ended}"
    if is_ended:
        yield "STATUS:CANCELLED"
    if isinstance(event.begins, datetime):
        yield f"DTSTART:{_utc(event.begins)}"
        yield f"DTEND:{_utc(event.begins + HOUR)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.begins + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{_text(notice.project.title)}：{event.says}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield f"URL:{site.rstrip('/')}{notice.get_absolute_url()}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for character in ("\\", ";", ","):
        value = value.replace(character, f"\\{character}")
    return " ".join(value.split())


def _folded(line: str) -> str:
    """Lines of at most 75 octets, cut between characters."""
    pieces, piece = [], ""
    for character in line:
        if len((piece + character).encode()) > LINE_BYTES:
            pieces.append(piece)
            piece = " "
        piece += character
    return "\r\n".join([*pieces, piece])
