"""Lawful times of a notice: counted, compared, refused in words. Pure.

Minimum periods that protect suppliers roll forward to a working day; days are days of Hunan.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar, CalendarUnavailable, LegalDate
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal
from procurement.methods.rules import WORKING_DAYS, counted
from procurement.routing.figures import Parameter

ONE_DAY = timedelta(days=1)
LATEST_DAYS = 366
"""No law: a deadline more than a year away is taken for a slip of the pen."""


@dataclass(frozen=True)
class ScheduleLaw:
    """The legal numbers that a notice's times are held against, named as the methods declare them.

    In days or working days, as the unit of each says; None where the law of the method knows no such period.
    """

    prep: Parameter | None
    obtain: Parameter | None
    notice: Parameter | None
    clarify: Parameter | None


@dataclass(frozen=True)
class ScheduleFacts:
    """The times that a notice is to set. Documents may be obtained on both days named."""

    documents_from: date
    documents_until: date
    response_deadline: datetime
    opening_place: str


@dataclass(frozen=True)
class Hints:
    """The earliest lawful times of a notice issued on a day."""

    issued_on: date
    documents_from: LegalDate
    documents_until: LegalDate
    deadline_on: LegalDate
    period_ends_on: LegalDate

    @property
    def is_provisional(self) -> bool:
        """Whether any of them may still move because a year's holidays are not published."""
        days = (self.documents_from, self.documents_until, self.deadline_on, self.period_ends_on)
        return any(day.provisional for day in days)


def hints(*, issued_on: date, law: ScheduleLaw, calendar: Calendar) -> Hints:
    """The earliest lawful times; documents are given out from the next working day on.

    Where the law sets no period for obtaining, it may last until the day before the deadline.
    """
    start = calendar.add_workdays(issued_on, 1)
    deadline = counted(calendar, start=issued_on, number=law.prep) if law.prep else start
    if law.obtain:
        until = counted(calendar, start=issued_on, number=law.obtain)
    else:
        until = LegalDate(max(start.date, deadline.date - ONE_DAY), deadline.provisional)
    if deadline.date <= until.date:
        deadline = calendar.add_workdays(until.date, 1)
    return Hints(
        issued_on=issued_on,
        documents_from=start,
        documents_until=until,
        deadline_on=deadline,
        period_ends_on=calendar.add_workdays(issued_on, int(law.notice) if law.notice else 1),
    )


def given_days(number: Parameter, *, start: date, end: date, calendar: Calendar) -> int:
    """How many days there are between two days, in the unit of a number."""
    if number.unit == WORKING_DAYS:
        return calendar.workdays_between(start, end).days
    return (end - start).days


def schedule_refusals(
    facts: ScheduleFacts,
    *,
    issued_on: date,
    law: ScheduleLaw,
    calendar: Calendar,
    most_days: int = LATEST_DAYS,
) -> list[Refusal]:
    """Why these times may not be published on this day; empty when they may."""
    found = [
        _too_early(facts, issued_on, law, calendar),
        _too_far(facts, issued_on, most_days),
        _obtain_too_short(facts, issued_on, law, calendar),
        outlasts_deadline(facts),
    ]
    return [refusal for refusal in found if refusal]


def provisional_refusals(facts: ScheduleFacts, *, calendar: Calendar, is_confirmed: bool) -> list[Refusal]:
    """A day of a year without published holidays binds nobody until a person has confirmed it."""
    if is_confirmed:
        return []
    unsettled = unsettled_days(facts, calendar=calendar)
    return [refusal for day in unsettled[:1] for refusal in CalendarUnavailable(day).refusals]


def unsettled_days(facts: ScheduleFacts, *, calendar: Calendar) -> list[date]:
    """The days of a notice that lie in a year without published holidays."""
    days = {facts.documents_from, facts.documents_until, local_date(facts.response_deadline)}
    return sorted(day for day in days if not calendar.is_settled(day))


def _too_early(facts, issued_on, law, calendar) -> Refusal | None:
    if law.prep is None:
        return None
    deadline_on = local_date(facts.response_deadline)
    earliest = counted(calendar, start=issued_on, number=law.prep).date
    if deadline_on >= earliest:
        return None
    words = {
        "issued": issued_on.isoformat(),
        "deadline": deadline_on.isoformat(),
        "days": given_days(law.prep, start=issued_on, end=deadline_on, calendar=calendar),
        "least": int(law.prep),
    }
    because = _(
        "公告日 %(issued)s 到提交截止日 %(deadline)s 只有 %(days)d 日，法定不少于 %(least)d 日"
        "（末日不是工作日的顺延）。"
    )
    if law.prep.unit == WORKING_DAYS:
        because = _(
            "公告日 %(issued)s 到提交截止日 %(deadline)s 只有 %(days)d 个工作日，"
            "法定不少于 %(least)d 个工作日。"
        )
    return Refusal(
        because=because % words,
        basis=law.prep.basis,
        remedy=_("请把提交截止时间改到 %(day)s 或者以后。") % {"day": earliest.isoformat()},
        code="preparation_too_short",
    )


def _too_far(facts, issued_on, most_days) -> Refusal | None:
    deadline_on = local_date(facts.response_deadline)
    if (deadline_on - issued_on).days <= most_days:
        return None
    return Refusal(
        because=_("提交截止日 %(deadline)s 在公告日 %(days)d 天以后。")
        % {"deadline": deadline_on.isoformat(), "days": most_days},
        remedy=_("请核对年份。"),
        code="deadline_too_far",
    )


def _obtain_too_short(facts, issued_on, law, calendar) -> Refusal | None:
    if facts.documents_from < issued_on:
        return Refusal(
            because=_("获取采购文件从 %(start)s 开始，早于公告日 %(issued)s。")
            % {"start": facts.documents_from.isoformat(), "issued": issued_on.isoformat()},
            basis=law.obtain.basis if law.obtain else "",
            remedy=_("请把开始日改到公告日或者以后。"),
            code="documents_before_notice",
        )
    if law.obtain is None:
        return _never_obtainable(facts)
    counted_from = max(facts.documents_from - ONE_DAY, issued_on)
    days = calendar.workdays_between(counted_from, facts.documents_until).days
    least = int(law.obtain)
    if days >= least:
        return None
    return Refusal(
        because=_("获取采购文件从 %(start)s 到 %(end)s 有 %(days)d 个工作日，法定不少于 %(least)d 个工作日。")
        % {
            "start": facts.documents_from.isoformat(),
            "end": facts.documents_until.isoformat(),
            "days": days,
            "least": least,
        },
        basis=law.obtain.basis,
        remedy=_("请把结束日改到 %(day)s 或者以后。")
        % {"day": calendar.add_workdays(counted_from, least).date.isoformat()},
        code="obtaining_too_short",
    )


def _never_obtainable(facts) -> Refusal | None:
    if facts.documents_from <= facts.documents_until:
        return None
    return Refusal(
        because=_("获取采购文件的结束日 %(end)s 早于开始日 %(start)s。")
        % {"start": facts.documents_from.isoformat(), "end": facts.documents_until.isoformat()},
        remedy=_("请把结束日改到开始日或者以后。"),
        code="obtaining_too_short",
    )


def outlasts_deadline(facts: ScheduleFacts) -> Refusal | None:
    """Documents are given out before the deadline, not after it."""
    deadline_on = local_date(facts.response_deadline)
    if facts.documents_until < deadline_on:
        return None
    return Refusal(
        because=_("获取采购文件到 %(end)s 结束，不早于提交截止日 %(deadline)s。")
        % {"end": facts.documents_until.isoformat(), "deadline": deadline_on.isoformat()},
        remedy=_("请把提交截止时间改到获取期限结束以后。"),
        code="obtaining_outlasts_deadline",
    )


def readiness_refusals(*, packages_without_scheme: list[str], basis: str) -> list[Refusal]:
    """A notice states how responses are reviewed: every package needs its scheme (Order 87, art. 55)."""
    return [
        Refusal(
            because=_("%(package)s还没有评审标准。") % {"package": package},
            basis=basis,
            remedy=_("请先在“评审与磋商”中为这个采购包编制评审标准。"),
            code="no_scheme",
        )
        for package in packages_without_scheme
    ]


def other_method(package: str, *, written_for: str, method: str) -> Refusal:
    """The refusal of criteria that were written for another method."""
    return Refusal(
        because=_("%(package)s的评审标准是为%(written_for)s编制的，本项目采用%(method)s。")
        % {"package": package, "written_for": written_for, "method": method},
        remedy=_("请为这个采购包改选或者编制%(method)s的评审标准。") % {"method": method},
        code="scheme_of_another_method",
    )


def same_person_refusals(*, drafted_by: int | None, published_by: int) -> list[Refusal]:
    """Whoever prepared a notice does not publish it."""
    if drafted_by != published_by:
        return []
    return [
        Refusal(
            because=_("这份公告由您编制，不能由您自己复核发布。"),
            basis=_("单位内部控制制度：文件编制与复核相分离（待确认）"),
            remedy=_("请由另一名同事复核发布。"),
            code="separation_of_duties",
        )
    ]


def obtain_refusals(
    *, now: datetime, start: date, end: date, basis: str, may_contract: bool, is_party: bool
) -> list[Refusal]:
    """Why a body may not obtain the procurement document now; `basis` sets the period, if the law does."""
    found = []
    today = local_date(now)
    if today < start:
        found.append(
            Refusal(
                because=_("获取采购文件从 %(start)s 开始，今天是 %(today)s。")
                % {"start": start.isoformat(), "today": today.isoformat()},
                remedy=_("请在开始以后再来。"),
                code="too_early",
            )
        )
    if today > end:
        found.append(
            Refusal(
                because=_("获取采购文件的期限到 %(end)s 为止，今天是 %(today)s。")
                % {"end": end.isoformat(), "today": today.isoformat()},
                basis=basis,
                remedy=_("未在期限内获取采购文件的，不能参加本次采购；可以关注其他公告。"),
                code="too_late",
            )
        )
    if not may_contract:
        found.append(
            Refusal(
                because=_("贵单位的类别不能承接政府购买服务。"),
                basis=_("《政府购买服务管理办法》（财政部令第102号）第六条、第八条"),
                remedy=_("请核对当前身份；登记信息有误的，请联系平台管理员。"),
                code="may_not_contract",
            )
        )
    if is_party:
        found.append(
            Refusal(
                because=_("贵单位是本项目的采购人或者代理机构。"),
                basis=_("《中华人民共和国政府采购法实施条例》第九条"),
                remedy=_("请切换到其他单位的身份。"),
                code="is_party",
            )
        )
    return found
