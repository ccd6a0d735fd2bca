"""What an intention must hold, and from which day its purchase may be announced. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar, LegalDate
from portal.kernel.errors import Refusal
from procurement.routing.figures import Parameter

BASIS = "财库〔2020〕10号"
PUBLICATION_BASIS = "《政府采购信息发布管理办法》（财政部令第101号）"
INTENT_DAYS = "intent_days"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class IntentionFacts:
    """One row of the official form: what, how much (yuan), in which month the purchase is to begin.

    `expected_month` is the first day of that month.
    """

    title: str
    catalogue_item_id: int
    overview: str
    budget_amount: Decimal
    expected_month: date
    remark: str = ""


@dataclass(frozen=True)
class Preparation:
    """What a project has done about its intention before it is announced.

    `is_due` is False below the threshold; `published_on` the day of the intention's publication.
    """

    is_due: bool
    published_on: date | None = None
    is_withdrawn: bool = False
    has_exception: bool = False


def opens_on(published_on: date, days: Parameter, *, calendar: Calendar) -> LegalDate:
    """The first day on which the purchase may be announced: the period is for suppliers, so it rolls on."""
    return calendar.add_days(published_on, int(days), roll=True)


def month_refusals(expected_month: date, *, earliest: date) -> list[Refusal]:
    """The expected month is not over before the earliest day of the announcement."""
    after = (expected_month.replace(day=28) + 4 * ONE_DAY).replace(day=1)
    if earliest < after:
        return []
    return [
        Refusal(
            because=_("预计采购时间是 %(month)s，但今天公开的意向最早到 %(day)s 才能开始采购。")
            % {"month": f"{expected_month:%Y-%m}", "day": earliest.isoformat()},
            basis=BASIS,
            remedy=_("请把预计采购时间改为 %(month)s 或者以后。") % {"month": f"{earliest:%Y-%m}"},
            code="month_too_early",
        )
    ]


def same_person_refusals(*, drafted_by: int, published_by: int) -> list[Refusal]:
    """A second person publishes."""
    if drafted_by != published_by:
        return []
    return [
        Refusal(
            because=_("这份意向是您编制的，要由另一个人复核公开。"),
            basis=BASIS,
            remedy=_("请由复核人员或者分管领导公开。"),
            code="same_person",
        )
    ]


def reason_refusals(reason: str) -> list[Refusal]:
    """A return, a withdrawal and an exception say why."""
    if reason.strip():
        return []
    return [
        Refusal(
            because=_("还没有写明原因，现在是空白。"),
            basis=BASIS,
            remedy=_("请写明具体原因，以后可以查到。"),
            code="reason_missing",
        )
    ]


def leaving_refusals(leaving_at: datetime | None) -> list[Refusal]:
    """A withdrawal is decided once."""
    if leaving_at is None:
        return []
    return [
        Refusal(
            because=_("这份意向已经决定撤销，更正公告还没有登记首次发布。"),
            basis=PUBLICATION_BASIS,
            remedy=_("请在指定媒体发布更正公告后登记首次发布；不再撤销的，收回撤销。"),
            code="leaving_already",
        )
    ]


def staying_refusals(leaving_at: datetime | None) -> list[Refusal]:
    """Nothing is entered or taken back of a withdrawal that nobody has decided."""
    if leaving_at is not None:
        return []
    return [
        Refusal(
            because=_("这份意向没有决定撤销。"),
            basis=PUBLICATION_BASIS,
            remedy=_("请先由复核人员撤销采购意向并写明原因。"),
            code="not_leaving",
        )
    ]


def announcement_refusals(
    done: Preparation, *, today: date, days: Parameter, calendar: Calendar
) -> Sequence[Refusal]:
    """From the threshold on, a purchase is announced so many days after its intention at the earliest."""
    if not done.is_due or done.has_exception:
        return []
    if done.published_on is None or done.is_withdrawn:
        because = _("本项目还没有公开采购意向，也没有写明例外情形。")
        if done.is_withdrawn:
            because = _("本项目的采购意向已经决定撤销。")
        return [
            Refusal(
                because=because,
                basis=days.basis,
                remedy=_("请先公开采购意向，至少提前 %(days)s 日；确属例外的，写明情形和原因。")
                % {"days": int(days)},
                code="no_intention",
            )
        ]
    opens = opens_on(done.published_on, days, calendar=calendar)
    if today >= opens.date:
        return []
    first = opens.date.isoformat()
    shown = _("%(day)s（暂定）") % {"day": first} if opens.provisional else first
    because = _(
        "采购意向 %(published)s 公开，至少提前 %(days)s 日，最早 %(opens)s 发布公告，今天是 %(today)s。"
    )
    return [
        Refusal(
            because=because
            % {
                "published": done.published_on.isoformat(),
                "days": int(days),
                "opens": shown,
                "today": today.isoformat(),
            },
            basis=days.basis,
            remedy=_("请在 %(opens)s 或者以后发布公告；因不可预见的原因急需的，写明例外情形和原因。")
            % {"opens": shown},
            code="intention_too_young",
        )
    ]
