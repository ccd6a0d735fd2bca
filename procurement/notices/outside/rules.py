"""When a first publication elsewhere may be entered. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import SHANGHAI, local_date
from portal.kernel.errors import Refusal
from procurement.notices.rules import ONE_DAY, ScheduleFacts, ScheduleLaw

BASIS = "《政府采购信息发布管理办法》（财政部令第101号）"


@dataclass(frozen=True)
class Publication:
    """A first publication: its number there, its address, and the moment from which periods count."""

    number: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Known:
    """What the portal knows when a publication is entered.

    `sites` are the hosts of the official sites; `not_before` the latest earlier moment in words and time.
    """

    now: datetime
    sites: tuple[str, ...]
    not_before: tuple[tuple[str, datetime], ...]
    is_number_taken: bool = False


def publication_refusals(entered: Publication, known: Known) -> list[Refusal]:
    """Why what was entered cannot be true: a time to come or too early, another site, a number twice."""
    found = []
    if entered.at > known.now:
        found.append(
            Refusal(
                because=_("发布时间 %(at)s 还没有到。") % {"at": words(entered.at)},
                remedy=_("请在公告已经发布以后，按网站上显示的时间填写。"),
                code="publication_to_come",
            )
        )
    found += [
        Refusal(
            because=_("发布时间 %(at)s 早于%(what)s的时间 %(since)s。")
            % {"at": words(entered.at), "what": what, "since": words(since)},
            remedy=_("请核对网站上显示的发布时间。"),
            code="publication_contradicts",
        )
        for what, since in known.not_before
        if entered.at < since
    ]
    if not is_on(entered.url, known.sites):
        found.append(
            Refusal(
                because=_("网址不在指定的发布媒体上。"),
                basis=BASIS,
                remedy=_("请填写公告在 %(sites)s 上的完整网址。") % {"sites": "、".join(known.sites)},
                code="other_site",
            )
        )
    if known.is_number_taken:
        found.append(
            Refusal(
                because=_("编号 %(number)s 已经登记在另一份公告上。") % {"number": entered.number},
                remedy=_("请核对编号；两份公告不能是同一次发布。"),
                code="number_taken",
            )
        )
    return found


def late_entry_refusals(
    schedule: ScheduleFacts, *, entered_on: date, law: ScheduleLaw, calendar: Calendar
) -> list[Refusal]:
    """Documents are given out here: entered too late, suppliers have too few days left to obtain them."""
    before = max(schedule.documents_from, entered_on) - ONE_DAY
    days = calendar.workdays_between(before, schedule.documents_until).days
    least = int(law.obtain) if law.obtain else 1
    if days >= least:
        return []
    return [
        Refusal(
            because=_(
                "从今天起供应商在本平台只能获取采购文件 %(days)d 个工作日，应当不少于 %(least)d 个工作日。"
            )
            % {"days": days, "least": least},
            basis=law.obtain.basis if law.obtain else "",
            remedy=_("请收回公告，延长获取期限和提交截止时间，并在原网站更正后重新登记。"),
            code="entered_too_late",
        )
    ]


def moved_refusals(*, stored: datetime, lawful: datetime, basis: str) -> list[Refusal]:
    """A deadline that was handed over must still be lawful on the day on which it really came out."""
    if stored >= lawful:
        return []
    return [
        Refusal(
            because=_("按实际发布日期，截止时间应当延至 %(lawful)s 以后，公告写的是 %(stored)s。")
            % {"lawful": words(lawful), "stored": words(stored)},
            basis=basis,
            remedy=_("请收回公告，重新编制截止时间后再发布。"),
            code="deadline_overtaken",
        )
    ]


def is_on(url: str, sites: tuple[str, ...]) -> bool:
    """Whether an address lies on one of the hosts or below it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    return parts.scheme in ("http", "https") and any(
        host == site or host.endswith(f".{site}") for site in sites
    )


def words(moment: datetime) -> str:
    """2026-03-04 09:30."""
    return f"{local_date(moment).isoformat()} {moment.astimezone(SHANGHAI):%H:%M}"
