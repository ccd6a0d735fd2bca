"""What an order of the e-mall must hold, by its way of trading; every figure is to be confirmed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.award.direct.choices import MallMode
from procurement.routing.figures import Parameter

DIRECT_CAP, LEAST, QUOTING, AUCTION = (
    "emall_direct_cap",
    "emall_min_suppliers",
    "emall_quote_minutes",
    "emall_auction_minutes",
)
NUMBERS = (DIRECT_CAP, LEAST, QUOTING, AUCTION)
# How long suppliers have, by the way of trading.
TIMES = {MallMode.COMPARISON: QUOTING, MallMode.BIDDING: QUOTING, MallMode.REVERSE: AUCTION}
FEWEST_AGAIN = 2
MINUTE = 60


@dataclass(frozen=True)
class MallFacts:
    """How an order came about: how many quoted, from when to when, the lowest quote, and the reason.

    A direct purchase has no time of quoting and no lowest quote.
    """

    mode: str
    suppliers: int
    reason: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    lowest: Decimal | None = None
    is_rerun: bool = False


Law = Mapping[str, Parameter]


def as_traded(facts: MallFacts) -> MallFacts:
    """What belongs to the way of trading: a direct purchase has no quotes, whatever was typed before."""
    if facts.mode != MallMode.DIRECT:
        return facts
    return replace(facts, opened_at=None, closed_at=None, lowest=None, is_rerun=False)


def order_refusals(facts: MallFacts | None, amount: Decimal, *, law: Law, now: datetime) -> list[Refusal]:
    """Why an order cannot be entered like this. `law` holds the parameters of NUMBERS."""
    if facts is None:
        because = _("还没有填写这份订单在电子卖场怎样成交。")
        return [Refusal(because, law[LEAST].basis, _("请选择交易方式并填写报价情况。"), "mall_order_missing")]
    if facts.mode == MallMode.DIRECT:
        return direct_refusals(facts, amount, cap=law[DIRECT_CAP])
    return [
        *few_refusals(facts, least=law[LEAST]),
        *time_refusals(facts, least=law[TIMES[facts.mode]], now=now),
        *lowest_refusals(facts, amount, basis=law[LEAST].basis),
    ]


def direct_refusals(facts: MallFacts, amount: Decimal, *, cap: Parameter) -> list[Refusal]:
    """A direct purchase says why this supplier; above the suggested amount also why not compared."""
    if facts.reason.strip():
        return []
    because, code = _("直购由采购人自己选定供应商，还没有写明理由。"), "mall_choice_without_reason"
    if amount > cap.value:
        because = _("直购金额 %(amount)s 元，超过建议上限 %(cap)s，还没有写明理由。") % {
            "amount": format_amount(amount),
            "cap": cap.says(),
        }
        code = "mall_above_cap_without_reason"
    remedy = _("请写明为什么选这家、为什么不比价，理由会公开。")
    return [Refusal(because, cap.basis, remedy, code)]


def few_refusals(facts: MallFacts, *, least: Parameter) -> list[Refusal]:
    """Enough suppliers quoted; a second run of a bidding takes two with a reason."""
    if facts.suppliers >= int(least):
        return []
    if facts.mode == MallMode.BIDDING and facts.is_rerun and facts.suppliers >= FEWEST_AGAIN:
        return _reasoned(facts, _("第二次竞价只有 %(count)d 家报价，还没有写明原因。"), least)
    if facts.mode == MallMode.COMPARISON:
        return _reasoned(facts, _("只有 %(count)d 家报价，少于规定家数，还没有写明原因。"), least)
    values = {"count": facts.suppliers, "least": least.says(), "mode": MallMode(facts.mode).label}
    because = _("%(mode)s只有 %(count)d 家报价，少于 %(least)s。") % values
    remedy = _("请核对订单；家数不足的，应当在电子卖场重新发布。")
    return [Refusal(because, least.basis, remedy, "mall_too_few")]


def _reasoned(facts: MallFacts, because: str, least: Parameter) -> list[Refusal]:
    if facts.reason.strip():
        return []
    remedy = _("请写明原因，例如只有这些供应商能够提供服务。")
    return [Refusal(because % {"count": facts.suppliers}, least.basis, remedy, "mall_few_without_reason")]


def time_refusals(facts: MallFacts, *, least: Parameter, now: datetime) -> list[Refusal]:
    """Suppliers had the time that this way of trading gives them, and it is over."""
    if facts.opened_at is None or facts.closed_at is None:
        because = _("还没有填写报价从什么时候开始、到什么时候截止。")
        return [Refusal(because, least.basis, _("请按电子卖场的记录填写。"), "mall_time_missing")]
    if facts.closed_at > now:
        because = _("报价截止时间还没有到，订单不可能已经成交。")
        return [Refusal(because, least.basis, _("请按电子卖场的记录改正。"), "mall_not_closed")]
    minutes = (facts.closed_at - facts.opened_at).total_seconds() / MINUTE
    if minutes >= int(least):
        return []
    because = _("报价时间只有 %(minutes)d 分钟，最短应当有 %(least)s。") % {
        "minutes": int(minutes),
        "least": least.says(),
    }
    remedy = _("请核对起止时间；时间不足的，应当在电子卖场重新发布。")
    return [Refusal(because, least.basis, remedy, "mall_time_short")]


def lowest_refusals(facts: MallFacts, amount: Decimal, *, basis: str) -> list[Refusal]:
    """The lowest quote wins; only a comparison may choose another one, with a reason."""
    if facts.lowest is None:
        because = _("还没有填写最低报价。")
        return [Refusal(because, basis, _("请按电子卖场的记录填写。"), "mall_lowest_missing")]
    values = {"amount": format_amount(amount), "lowest": format_amount(facts.lowest)}
    if amount < facts.lowest:
        because = _("成交金额 %(amount)s 元，比最低报价 %(lowest)s 元还低。") % values
        return [Refusal(because, basis, _("请核对两个金额。"), "mall_below_lowest")]
    if amount == facts.lowest or (facts.mode == MallMode.COMPARISON and facts.reason.strip()):
        return []
    because = _("成交金额 %(amount)s 元，不是最低报价 %(lowest)s 元。") % values
    remedy = _("竞价和反拍由最低报价成交，请核对金额。")
    if facts.mode == MallMode.COMPARISON:
        remedy = _("请写明不选最低报价的理由，理由会公开。")
    return [Refusal(because, basis, remedy, "mall_not_lowest")]
