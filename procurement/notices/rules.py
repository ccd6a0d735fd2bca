"""Lawful times of a notice: counted, compared, refused in words. Pure.

Minimum periods that protect suppliers roll forward to a working day; days are days of Hunan.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar, CalendarUnavailable, LegalDate
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import Refusal
from procurement.routing.figures import Parameter

ONE_DAY = timedelta(days=1)
LATEST_DAYS = 366
"""No law: a deadline more than a year away is taken for a slip of the pen."""


@dataclass(frozen=True)
class ScheduleLaw:
    """The legal numbers that a notice's times are held against (财库〔2014〕214号, art. 10)."""

    prep_days: Parameter
    obtain_workdays: Parameter
    notice_workdays: Parameter
    clarify_days: Parameter


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


@dataclass(frozen=True)
class Moved:
    """What a correction does to the deadline; `is_pushed` when the law moved it further than asked."""

    deadline: datetime
    is_pushed: bool
    is_provisional: bool


def hints(*, issued_on: date, law: ScheduleLaw, calendar: Calendar) -> Hints:
    """The earliest lawful times; documents are given out from the next working day on."""
    start = calendar.add_workdays(issued_on, 1)
    until = calendar.add_workdays(issued_on, int(law.obtain_workdays.value))
    deadline = calendar.add_days(issued_on, int(law.prep_days.value))
    if deadline.date <= until.date:
        deadline = calendar.add_workdays(until.date, 1)
    return Hints(
        issued_on=issued_on,
        documents_from=start,
        documents_until=until,
        deadline_on=deadline,
        period_ends_on=calendar.add_workdays(issued_on, int(law.notice_workdays.value)),
    )


def schedule_refusals(
    facts: ScheduleFacts, *, issued_on: date, law: ScheduleLaw, calendar: Calendar
) -> list[Refusal]:
    """Why these times may not be published on this day; empty when they may."""
    found = [
        _too_early(facts, issued_on, law, calendar),
        _too_far(facts, issued_on),
        _obtain_too_short(facts, issued_on, law, calendar),
        _obtain_outlasts_deadline(facts),
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
    deadline_on = local_date(facts.response_deadline)
    earliest = calendar.add_days(issued_on, int(law.prep_days.value)).date
    if deadline_on >= earliest:
        return None
    return Refusal(
        because=_(
            "公告日 %(issued)s 到提交截止日 %(deadline)s 只有 %(days)d 日，法定不少于 %(least)d 日"
            "（末日不是工作日的顺延）。"
        )
        % {
            "issued": issued_on.isoformat(),
            "deadline": deadline_on.isoformat(),
            "days": (deadline_on - issued_on).days,
            "least": int(law.prep_days.value),
        },
        basis=law.prep_days.basis,
        remedy=_("请把提交截止时间改到 %(day)s 或者以后。") % {"day": earliest.isoformat()},
        code="preparation_too_short",
    )


def _too_far(facts, issued_on) -> Refusal | None:
    deadline_on = local_date(facts.response_deadline)
    if (deadline_on - issued_on).days <= LATEST_DAYS:
        return None
    return Refusal(
        because=_("提交截止日 %(deadline)s 在公告日一年以后。") % {"deadline": deadline_on.isoformat()},
        remedy=_("请核对年份。"),
        code="deadline_too_far",
    )


def _obtain_too_short(facts, issued_on, law, calendar) -> Refusal | None:
    if facts.documents_from < issued_on:
        return Refusal(
            because=_("获取采购文件从 %(start)s 开始，早于公告日 %(issued)s。")
            % {"start": facts.documents_from.isoformat(), "issued": issued_on.isoformat()},
            basis=law.obtain_workdays.basis,
            remedy=_("请把开始日改到公告日或者以后。"),
            code="documents_before_notice",
        )
    counted_from = max(facts.documents_from - ONE_DAY, issued_on)
    days = calendar.workdays_between(counted_from, facts.documents_until).days
    least = int(law.obtain_workdays.value)
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
        basis=law.obtain_workdays.basis,
        remedy=_("请把结束日改到 %(day)s 或者以后。")
        % {"day": calendar.add_workdays(counted_from, least).date.isoformat()},
        code="obtaining_too_short",
    )


def _obtain_outlasts_deadline(facts) -> Refusal | None:
    deadline_on = local_date(facts.response_deadline)
    if facts.documents_until < deadline_on:
        return None
    return Refusal(
        because=_("获取采购文件到 %(end)s 结束，不早于提交截止日 %(deadline)s。")
        % {"end": facts.documents_until.isoformat(), "deadline": deadline_on.isoformat()},
        remedy=_("请把提交截止时间改到获取期限结束以后。"),
        code="obtaining_outlasts_deadline",
    )


def readiness_refusals(*, packages_without_scheme: list[str]) -> list[Refusal]:
    """A notice states how responses are scored: every package needs its scheme (Order 87, art. 55)."""
    return [
        Refusal(
            because=_("%(package)s还没有评审标准。") % {"package": package},
            basis=_(
                "《政府采购竞争性磋商采购方式管理暂行办法》（财库〔2014〕214号）：评审因素应当在磋商文件中规定"
            ),
            remedy=_("请先在“评审与磋商”中为这个采购包编制评审标准。"),
            code="no_scheme",
        )
        for package in packages_without_scheme
    ]


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


def corrected_deadline(
    *,
    asked: datetime | None,
    current: datetime,
    corrected_on: date | None,
    law: ScheduleLaw,
    calendar: Calendar,
) -> Moved:
    """The deadline after a correction (NTC-06): never earlier than the law's days after a correction that may
    affect responses.

    `asked` is what the purchaser wants, `current` what stands, `corrected_on` None when responses are not
    affected; the time of day is kept.
    """
    wanted = max(asked or current, current)
    if corrected_on is None:
        return Moved(wanted, is_pushed=False, is_provisional=not calendar.is_settled(local_date(wanted)))
    earliest = calendar.add_days(corrected_on, int(law.clarify_days.value))
    if local_date(wanted) >= earliest.date:
        return Moved(wanted, is_pushed=False, is_provisional=not calendar.is_settled(local_date(wanted)))
    local = wanted.astimezone(at_local(earliest.date).tzinfo)
    pushed = at_local(earliest.date, local.hour, local.minute)
    return Moved(pushed, is_pushed=True, is_provisional=earliest.provisional)


def correction_refusals(
    *,
    now: datetime,
    deadline: datetime,
    asked: datetime | None,
    fixed_changed: list[str],
    has_changes: bool,
) -> list[Refusal]:
    """Why a correction may not be issued (NTC-06)."""
    found = []
    basis = _("《政府采购竞争性磋商采购方式管理暂行办法》（财库〔2014〕214号）第十条")
    if now >= deadline:
        found.append(
            Refusal(
                because=_("提交截止时间已过，不能再更正。"),
                basis=basis,
                remedy=_("有重大问题的，只能依法终止采购活动。"),
                code="after_deadline",
            )
        )
    if asked and asked < deadline:
        found.append(
            Refusal(
                because=_("更正后的截止时间早于原来的截止时间。"),
                basis=basis,
                remedy=_("截止时间只能延后。"),
                code="deadline_earlier",
            )
        )
    found += [
        Refusal(
            because=_("“%(what)s”属于采购标的或者资格条件，不能用更正公告改变。") % {"what": what},
            basis=basis,
            remedy=_("确需改变的，应当终止本次采购，修改后重新开展采购活动。"),
            code="fixed_by_law",
        )
        for what in fixed_changed
    ]
    if not has_changes:
        found.append(
            Refusal(because=_("没有任何更正内容。"), remedy=_("请至少改动一处。"), code="nothing_changed")
        )
    return found


def one_at_a_time_refusals(in_progress: int) -> list[Refusal]:
    """Two corrections at once would undo each other: the second waits for the first."""
    if not in_progress:
        return []
    return [
        Refusal(
            because=_("本项目还有一份更正公告没有发布。"),
            remedy=_("请先发布或者修改那一份；要更正的内容可以合并在一起。"),
            code="correction_in_progress",
        )
    ]


def draft_refusals(*, is_draft: bool) -> list[Refusal]:
    """Only a draft is changed."""
    if is_draft:
        return []
    return [
        Refusal(
            because=_("这份更正公告已经送复核或者发布。"),
            remedy=_("送复核的，请复核人退回后再修改；已经发布的，另发更正公告。"),
            code="wrong_state",
        )
    ]


def closed_refusals(*, is_open: bool) -> list[Refusal]:
    """What was closed while a correction waited for its turn stays closed."""
    if is_open:
        return []
    return [
        Refusal(
            because=_("响应文件已经截止接收，不能再更正。"),
            remedy=_("有重大问题的，只能依法终止采购活动。"),
            code="after_deadline",
        )
    ]


def extension_refusals(*, before: date, facts: ScheduleFacts) -> list[Refusal]:
    """The documents' period may be made longer only, and ends before the deadline (Order 87, art. 18)."""
    found = []
    if facts.documents_until < before:
        found.append(
            Refusal(
                because=_("更正后的获取截止日早于原来的 %(before)s。") % {"before": before.isoformat()},
                basis=_("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第十八条"),
                remedy=_("获取期限只能延长。"),
                code="obtaining_shortened",
            )
        )
    if facts.documents_until > before and (refusal := _obtain_outlasts_deadline(facts)):
        found.append(refusal)
    return found


def obtain_refusals(
    *, now: datetime, start: date, end: date, may_contract: bool, is_party: bool
) -> list[Refusal]:
    """Why a body may not obtain the procurement document now."""
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
                basis=_("《政府采购竞争性磋商采购方式管理暂行办法》（财库〔2014〕214号）"),
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
