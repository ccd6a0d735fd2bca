"""Whether a bond came whole and in time, until when it goes back, and what lateness costs. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar, LegalDate
from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount, round_half_up
from procurement.contracts.bonds.choices import KeepGround, RefundCause

ASKED_BASIS = "《政府采购法实施条例》第三十三条"
MISSING_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第六十三条；财政部令第74号第十四条"
REFUND_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第三十八条"
ENDED_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第二十九条"
SHARED_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第三十七条"
KEEP_BASIS = "财政部令第74号第二十条；政府采购货物和服务招标投标管理办法（财政部令第87号）第二十三条"

REFUND_DAYS = {
    RefundCause.WITHDRAWN: "bid_bond_refund_workdays",
    RefundCause.RECALLED: "bid_bond_refund_workdays",
    RefundCause.NOT_CHOSEN: "bid_bond_refund_workdays",
    RefundCause.CONTRACT: "bid_bond_refund_workdays",
    RefundCause.TERMINATED: "termination_refund_workdays",
}
"""By which legal number each cause counts."""


@dataclass(frozen=True)
class BondFacts:
    """A bond as its paper says: amount in yuan, when it arrived, the number and account on it."""

    form: str
    amount: Decimal
    arrived_at: datetime
    reference: str
    payer_account: str = ""


@dataclass(frozen=True)
class Asked:
    """What the notice asks: the amount in yuan and the deadline; `amount` is zero where it asks none."""

    amount: Decimal
    deadline: datetime | None


@dataclass(frozen=True)
class Cause:
    """Why a bond is due for return, and the day from which the time counts."""

    code: str
    since: date


@dataclass(frozen=True)
class Charge:
    """What late return costs a year: the loan rate, its multiple and the days of a year."""

    rate: Decimal
    factor: Decimal
    year_days: int


def asked_refusals(*, is_required: bool) -> list[Refusal]:
    """Where the notice asks none, nobody takes one."""
    if is_required:
        return []
    return [
        Refusal(
            because=_("本项目的公告写明不收取保证金。"),
            basis=ASKED_BASIS,
            remedy=_("误收的保证金请原路退回，不在这里登记。"),
            code="bond_not_asked",
        )
    ]


def early_refusals(*, is_disclosed: bool) -> list[Refusal]:
    """Who paid tells who bids: nothing is entered before the opening, nor looked at."""
    if is_disclosed:
        return []
    return [
        Refusal(
            because=_("还没有开启，谁交了保证金现在对任何人保密。"),
            basis=_("政府采购货物和服务招标投标管理办法（财政部令第87号）第二十八条"),
            remedy=_("请在解封以后再登记；到账时间以银行凭证为准，不受登记早晚影响。"),
            code="bond_sealed",
        )
    ]


def entry_refusals(facts: BondFacts, *, now: datetime, is_known: bool) -> list[Refusal]:
    """A bond has arrived, once for each supplier and package."""
    found = []
    if facts.amount <= ZERO:
        found.append(Refusal(_("保证金金额应当大于零。"), code="bond_amount"))
    if facts.arrived_at > now:
        because = _("到账时间晚于现在。")
        found.append(Refusal(because, remedy=_("请按银行凭证填写。"), code="bond_in_future"))
    if is_known:
        because = _("这家供应商在本采购包的保证金已经登记过。")
        found.append(Refusal(because, remedy=_("登记有误的，请先作废。"), code="bond_known"))
    return found


def faults(facts: BondFacts, asked: Asked) -> list[Refusal]:
    """Why a bond does not count: short or late (Order 87, art. 63). Shown, never decided here."""
    found = []
    remedy = _("请资格审查人员依法判断；没有按规定提交保证金的，投标、响应无效。")
    if facts.amount < asked.amount:
        because = _("保证金 %(amount)s 元，少于要求的 %(asked)s 元。") % {
            "amount": format_amount(facts.amount),
            "asked": format_amount(asked.amount),
        }
        found.append(Refusal(because, MISSING_BASIS, remedy, "bond_short"))
    if asked.deadline and facts.arrived_at > asked.deadline:
        found.append(Refusal(_("保证金在截止时间以后到账。"), MISSING_BASIS, remedy, "bond_late"))
    return found


def refund_by(cause: Cause, count: int, *, calendar: Calendar) -> LegalDate:
    """The last day for giving a bond back; the day of the cause is not counted."""
    return calendar.add_workdays(cause.since, count)


def due_refusals(cause: Cause | None) -> list[Refusal]:
    """A bond goes back once its cause is there."""
    if cause:
        return []
    because = _("还没有到退还的时候：结果没有公告，采购也没有终止。")
    return [Refusal(because, REFUND_BASIS, _("请在结果公告或者采购终止后退还。"), "refund_not_due")]


def day_refusals(on: date, *, since: date, today: date) -> list[Refusal]:
    """A bond was given back between its cause and today."""
    if since <= on <= today:
        return []
    because = _("退还日期 %(on)s 应当在 %(since)s 到 %(today)s 之间。") % {
        "on": on.isoformat(),
        "since": since.isoformat(),
        "today": today.isoformat(),
    }
    return [Refusal(because, remedy=_("请按付款凭证填写。"), code="refund_day")]


def days_late(on: date, *, last_day: date) -> int:
    """Calendar days after the last day."""
    return max((on - last_day).days, 0)


def late_charge(amount: Decimal, late: int, charge: Charge) -> Decimal:
    """What lateness costs in yuan: amount × rate × multiple × days ÷ days of a year, half-up to the fen."""
    return round_half_up(amount * charge.rate * charge.factor * late / charge.year_days)


def charge_refusals(
    *, late: int, due: Decimal, paid: Decimal, reason: str, is_suppliers_fault: bool
) -> list[Refusal]:
    """Late return is paid for, unless the supplier itself was the cause, which is written down."""
    if not late or paid >= due:
        return []
    if is_suppliers_fault and reason.strip():
        return []
    if is_suppliers_fault:
        because = _("因供应商自身原因没有及时退还的，还没有写明原因。")
        return [Refusal(because, REFUND_BASIS, _("请写明原因。"), "late_reason_missing")]
    because = _("逾期 %(days)d 日退还，资金占用费应当不少于 %(due)s 元，填写的是 %(paid)s 元。") % {
        "days": late,
        "due": format_amount(due),
        "paid": format_amount(paid),
    }
    return [Refusal(because, REFUND_BASIS, _("请支付资金占用费后登记。"), "late_charge_missing")]


def convert_refusals(cause: Cause | None) -> list[Refusal]:
    """Only the bond of who signed the contract becomes a performance bond."""
    if cause and cause.code == RefundCause.CONTRACT:
        return []
    because = _("只有已签订合同的供应商的保证金可以转为履约保证金。")
    return [Refusal(because, REFUND_BASIS, _("其他供应商的保证金请退还。"), "not_contractor")]


def keep_refusals(
    *, ground: str, reason: str, was_not_opened: bool = False, is_recalled: bool = False
) -> list[Refusal]:
    """A bond is kept on a ground of the law alone, told in full; a phrase that fails is none.

    `is_recalled` is whether the bid did not open for no fault of the bidder's: no document makes that one.
    """
    if is_recalled and ground in (KeepGround.LATE_WITHDRAWAL, KeepGround.DOCUMENT):
        because = _("已经认定文件没有打开不是供应商的原因，视为撤回，不能据此不予退还。")
        remedy = _("请按期退还；另有提供虚假材料、恶意串通等情形的，选择那一种并写明事实。")
        return [Refusal(because, KEEP_BASIS, remedy, "recalled_bond_goes_back")]
    if was_not_opened and ground == KeepGround.LATE_WITHDRAWAL:
        because = _("文件没有解锁不等于撤销投标、响应文件，不能据此不予退还。")
        remedy = _("采购文件对没有解锁另有规定的，选择“采购文件规定的其他情形”并写明条款。")
        return [Refusal(because, KEEP_BASIS, remedy, "not_opened_is_no_withdrawal")]
    if ground and reason.strip():
        return []
    because = _("不予退还保证金，应当写明属于哪种情形和事实。")
    return [Refusal(because, KEEP_BASIS, _("请选择情形并写明事实和材料。"), "keep_reason_missing")]


def second_person_refusals(*, proposed_by: int | None, user_id: int | None) -> list[Refusal]:
    """Whoever proposed to keep a bond does not approve it."""
    if proposed_by != user_id:
        return []
    because = _("提出不予退还的人不能审批。")
    return [Refusal(because, KEEP_BASIS, _("请另一名复核人员或者分管领导审批。"), "same_person")]
