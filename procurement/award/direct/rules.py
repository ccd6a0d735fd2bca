"""What a comparison of offers and a result from elsewhere must hold. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.rules import credit_code_refusals
from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.award.direct.mall import MallFacts
from procurement.award.rules import ORDER_87_ART_68, TERMINATION_BASIS
from procurement.review.choices import STATED, EndingCause
from procurement.routing.figures import Parameter

BASIS = "单位内部控制制度（待确认）"
MOVE_BASIS = "《政府采购法》第四十二条；财政部令第74号第二十六条"
OFFERS = "self_procurement_min_offers"
OWN_RULES = gettext_lazy(
    "项目预算低于分散采购限额标准，由采购人按内部控制制度采购；期限和异议按采购人的内部规定办理，"
    "财政部门不受理投诉。"
)


@dataclass(frozen=True)
class OfferFacts:
    """What one supplier offered, in yuan, when and after being asked how."""

    supplier_name: str
    credit_code: str
    amount: Decimal
    asked_by: str
    offered_on: date
    content: str = ""


@dataclass(frozen=True)
class Proposal:
    """Which offer is proposed, and why where fewer were asked or a lower one was left aside."""

    offer_id: int
    few_reason: str = ""
    dear_reason: str = ""


@dataclass(frozen=True)
class ResultFacts:
    """What another platform decided: `order_number` and `decided_on` are that platform's, amount in yuan.

    `mall` says how an order of the e-mall came about; other results have none.
    """

    supplier_id: int
    amount: Decimal
    platform: str
    order_number: str
    decided_on: date
    address: str = ""
    mall: MallFacts | None = None


@dataclass(frozen=True)
class MoveFacts:
    """Which platform carries on, and why."""

    platform: str
    reason: str


def offer_refusals(
    facts: OfferFacts, *, known: Collection[str], purchaser_code: str, today: date
) -> list[Refusal]:
    """A supplier that exists offers once; nobody offers to itself, nor tomorrow."""
    return [
        *credit_code_refusals(facts.credit_code),
        *day_refusals(facts.offered_on, today=today),
        *again_refusals(facts, known=known),
        *own_refusals(facts, purchaser_code=purchaser_code),
    ]


def day_refusals(day: date, *, today: date) -> list[Refusal]:
    """What is entered has happened."""
    if day <= today:
        return []
    because = _("填写的日期 %(day)s 还没有到。") % {"day": day.isoformat()}
    return [Refusal(because, BASIS, _("请改为实际发生的日期。"), "day_ahead")]


def again_refusals(facts: OfferFacts, *, known: Collection[str]) -> list[Refusal]:
    """One offer a supplier."""
    if facts.credit_code not in known:
        return []
    because = _("“%(name)s”的报价已经登记。") % {"name": facts.supplier_name}
    remedy = _("登记有误的，先作废原来的报价，再重新登记。")
    return [Refusal(because, BASIS, remedy, "offered_before")]


def own_refusals(facts: OfferFacts, *, purchaser_code: str) -> list[Refusal]:
    """A purchaser buys from others."""
    if facts.credit_code != purchaser_code:
        return []
    return [
        Refusal(_("采购人不能给自己报价。"), BASIS, _("请填写供应商的信用代码。"), "offered_by_purchaser")
    ]


def proposal_refusals(proposal: Proposal, amounts: dict[int, Decimal], *, least: Parameter) -> list[Refusal]:
    """Enough offers and the lowest of them, or the reason in writing. `amounts` are by offer."""
    return [
        *few_refusals(len(amounts), least=least, reason=proposal.few_reason),
        *dear_refusals(amounts[proposal.offer_id], amounts.values(), reason=proposal.dear_reason),
    ]


def few_refusals(count: int, *, least: Parameter, reason: str) -> list[Refusal]:
    """Fewer offers than usual need a reason."""
    if count >= int(least) or reason.strip():
        return []
    return [
        Refusal(
            because=_("已登记 %(count)d 家报价，一般不少于 %(least)d 家，还没有写明原因。")
            % {"count": count, "least": int(least)},
            basis=least.basis,
            remedy=_("请补充报价，或者写明为什么只有这些。"),
            code="few_offers_without_reason",
        )
    ]


def dear_refusals(chosen: Decimal, amounts: Collection[Decimal], *, reason: str) -> list[Refusal]:
    """Leaving a lower offer aside needs a reason."""
    lowest = min(amounts)
    if chosen == lowest or reason.strip():
        return []
    return [
        Refusal(
            because=_("所选报价 %(chosen)s 元，最低报价 %(lowest)s 元，还没有写明不选最低报价的理由。")
            % {"chosen": format_amount(chosen), "lowest": format_amount(lowest)},
            basis=BASIS,
            remedy=_("请写明理由，例如服务内容、人员或者时间不满足要求。"),
            code="not_lowest_without_reason",
        )
    ]


def unregistered_refusals(*, is_registered: bool, name: str) -> list[Refusal]:
    """A contract is signed here with a body that is known here."""
    if is_registered:
        return []
    return [
        Refusal(
            because=_("“%(name)s”还没有在本平台登记，不能签订合同。") % {"name": name},
            basis=BASIS,
            remedy=_("请通知该单位登记开通账号，登记后再拟定。"),
            code="supplier_not_registered",
        )
    ]


def reason_refusals(reason: str) -> list[Refusal]:
    """What is struck or given up says why."""
    if reason.strip():
        return []
    because, remedy = _("还没有写明原因，现在是空白。"), _("请写明具体原因，以后可以查到。")
    return [Refusal(because, BASIS, remedy, "reason_missing")]


def causes_of(*, counts_elsewhere: bool) -> tuple[EndingCause, ...]:
    """What may be stated of an end: how many suppliers there were only where another platform counted."""
    return (EndingCause.TOO_FEW, EndingCause.FEW_LEFT, *STATED) if counts_elsewhere else STATED


def cause_refusals(cause: str, *, counts_elsewhere: bool, has_paper: bool) -> list[Refusal]:
    """A cause that may be stated here; what another platform counted is shown by its notice."""
    if cause not in causes_of(counts_elsewhere=counts_elsewhere):
        because = _("没有选择终止情形，或者这种情形不能由人填写。")
        return [Refusal(because, TERMINATION_BASIS, _("请选择列出的一种情形。"), "cause_not_stated")]
    if cause in STATED or has_paper:
        return []
    because = _("供应商不足是其他平台认定的，没有上传它的终止公告。")
    remedy = _("请上传其他平台的终止公告；没有公告的，改选其他情形。")
    return [Refusal(because, TERMINATION_BASIS, remedy, "end_paper_missing")]


def path_refusals(*, is_approved: bool, is_right_kind: bool) -> list[Refusal]:
    """Only an approved project of the short path, each kind by its own steps."""
    if not is_right_kind:
        because, remedy = _("这个项目不按这种方式办理。"), _("请返回项目页面，查看它的采购方式和下一步。")
        return [Refusal(because, BASIS, remedy, "wrong_path")]
    if is_approved:
        return []
    because, remedy = _("项目还没有批准，不能登记。"), _("请先完成立项审批。")
    return [Refusal(because, BASIS, remedy, "project_not_approved")]


def order_refusals(*, is_known: bool, number: str) -> list[Refusal]:
    """One order of another platform carries one package."""
    if not is_known:
        return []
    because = _("编号“%(number)s”的订单已经登记在另一个项目上。") % {"number": number}
    return [Refusal(because, BASIS, _("请核对平台和编号。"), "order_entered_before")]


def responded_refusals(*, is_among: bool, name: str) -> list[Refusal]:
    """Of what was opened here only a supplier that responded can be chosen elsewhere (Order 87, art. 68)."""
    if is_among:
        return []
    because = _("“%(name)s”的响应文件没有在本平台开启，不能登记为成交供应商。") % {"name": name}
    return [Refusal(because, ORDER_87_ART_68, _("请核对其他平台的结果。"), "not_responded")]


def move_refusals(*, is_opened: bool, is_moved: bool, reason: str) -> list[Refusal]:
    """Another platform carries on once, after the opening and before a report; with a reason on record."""
    if is_moved:
        remedy = _("请登记其他平台的结果。")
        return [Refusal(_("这个采购包已经转到其他平台办理。"), MOVE_BASIS, remedy, "moved_before")]
    if not is_opened:
        because = _("这个采购包现在不是“已开启、还没有评审报告”的状态，不能转到其他平台。")
        remedy = _("立项时就在其他平台办理的，请在采购方式中勾选；已有评审报告的，请在本平台定标。")
        return [Refusal(because, MOVE_BASIS, remedy, "not_movable")]
    return reason_refusals(reason)


def framework_refusals(*, is_framework: bool) -> list[Refusal]:
    """A framework agreement has a result of its own form, which the entry of one supplier cannot hold."""
    if not is_framework:
        return []
    because = _("框架协议的入围结果不是一家供应商，不能按其他平台的成交结果登记。")
    remedy = _("请在本平台登记入围结果；不能确定入围供应商的，终止征集。")
    return [Refusal(because, MOVE_BASIS, remedy, "framework_not_movable")]


def ended_refusals(*, is_ended: bool) -> list[Refusal]:
    """Nothing is entered after the end."""
    if not is_ended:
        return []
    return [Refusal(_("这个采购包已经终止。"), BASIS, _("需要继续采购的，请重新立项。"), "package_ended")]
