"""What a record of talks must hold, and why a single source may end. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.award.agreed.choices import EndCause
from procurement.review.choices import EndingCause

BASIS = "财政部令第74号第四十一条至第四十三条"
# What the package keeps of why a single source ended.
KEPT_AS = {
    EndCause.GONE: EndingCause.OTHER,
    EndCause.UNLAWFUL: EndingCause.UNLAWFUL,
    EndCause.DEAR: EndingCause.OVER_BUDGET,
    EndCause.OTHER: EndingCause.OTHER,
}
PUBLICITY_BASIS = "《政府采购法实施条例》第三十八条"


@dataclass(frozen=True)
class TalksFacts:
    """What was agreed, when and where, by whom; amounts in yuan."""

    held_on: date
    place: str
    staff: str
    costs: str
    terms: str
    amount: Decimal
    publicity: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class Frame:
    """What talks are held against: the day of the opening, today, the ceiling, a publicity."""

    opened_on: date
    today: date
    ceiling: Decimal
    had_publicity: bool


def talks_refusals(facts: TalksFacts, frame: Frame) -> list[Refusal]:
    """Why a record may not be kept (Order 74, arts. 41 to 43)."""
    return [*_day_refusals(facts, frame), *_publicity_refusals(facts, frame), *_price_refusals(facts, frame)]


def _day_refusals(facts: TalksFacts, frame: Frame) -> list[Refusal]:
    words = {"day": facts.held_on.isoformat(), "opened": frame.opened_on.isoformat()}
    if facts.held_on > frame.today:
        because = _("协商日期 %(day)s 还没有到。") % words
        return [Refusal(because, BASIS, _("请按实际协商的日期填写。"), "talks_ahead")]
    if facts.held_on < frame.opened_on:
        because = _("协商日期 %(day)s 早于响应文件开启的日期 %(opened)s。") % words
        return [Refusal(because, BASIS, _("请在响应文件开启以后协商，按实际日期填写。"), "talks_too_early")]
    return []


def _publicity_refusals(facts: TalksFacts, frame: Frame) -> list[Refusal]:
    if facts.publicity.strip() or not frame.had_publicity:
        return []
    because = _("本项目经过单一来源公示，记录里还没有写公示情况。")
    remedy = _("请写明公示的起止时间、有没有异议、异议怎样处理。")
    return [Refusal(because, PUBLICITY_BASIS, remedy, "publicity_untold")]


def _price_refusals(facts: TalksFacts, frame: Frame) -> list[Refusal]:
    if facts.amount <= frame.ceiling:
        return []
    because = _("商定价格 %(amount)s 元超过最高限价 %(ceiling)s 元。") % {
        "amount": format_amount(facts.amount),
        "ceiling": format_amount(frame.ceiling),
    }
    remedy = _("请继续协商；供应商的报价超过预算、不能商定的，终止采购活动。")
    return [Refusal(because, BASIS, remedy, "agreed_over_ceiling")]


def state_refusals(*, is_opened: bool, is_ended: bool) -> list[Refusal]:
    """Talks begin when the response is open, and are over when the purchase has ended."""
    if is_ended:
        remedy = _("需要继续采购的，请重新立项。")
        return [Refusal(_("这个采购包已经终止。"), BASIS, remedy, "package_ended")]
    if is_opened:
        return []
    because, remedy = _("供应商的响应文件还没有开启。"), _("请先完成开启，再与供应商协商。")
    return [Refusal(because, BASIS, remedy, "not_opened")]


def reason_refusals(reason: str) -> list[Refusal]:
    """An end says why, for everybody to read."""
    if reason.strip():
        return []
    because, remedy = _("还没有写明终止的具体情况。"), _("请写明具体情况，内容会公告。")
    return [Refusal(because, BASIS, remedy, "reason_missing")]


def not_talked() -> Refusal:
    """Nothing is proposed before the record is there."""
    remedy = _("请先登记全体采购人员签字的协商情况记录。")
    return Refusal(_("还没有登记协商情况。"), BASIS, remedy, "not_talked")
