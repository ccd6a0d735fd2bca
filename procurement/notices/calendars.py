"""A notice's deadline as a calendar entry (RFC 5545)."""

from datetime import UTC, datetime, timedelta

from django.utils import translation

from procurement.notices.models import Notice

LINE_BYTES = 73


@translation.override("zh-hans")
def as_ics(notice: Notice, *, address: str) -> str:
    """One entry: from the deadline, at which the opening begins, an hour long."""
    schedule = notice.project.schedule
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//hunan//purchase of services//ZH",
        "BEGIN:VEVENT",
        f"UID:{notice.number}@purchase",
        f"DTSTAMP:{_utc(notice.published_at)}",
        f"DTSTART:{_utc(schedule.response_deadline)}",
        f"DTEND:{_utc(schedule.response_deadline + timedelta(hours=1))}",
        f"SUMMARY:{_text(notice.project.title)}：响应文件提交截止和开启",
        f"LOCATION:{_text(schedule.opening_place)}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


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
