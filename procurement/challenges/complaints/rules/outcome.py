"""What follows from what was found: the decision as a whole and the orders of the law. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.challenges.complaints.choices import DismissGround, Finding, Order, Outcome, Stage

DISMISS_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十九条"
DOCUMENT_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十一条"
RESULT_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十二条"
PAPER_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十三条"
EXPLAIN_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十二条"
PAUSE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十七条"

DOCUMENT_ORDERS = {
    Stage.NO_WINNER: (Order.RESTART,),
    Stage.WINNER: (Order.RESULT_VOID, Order.RESTART),
    Stage.SIGNED: (Order.CONTRACT_CANCELLED, Order.RESTART),
    Stage.PERFORMED: (Order.DAMAGES,),
    Stage.FAILED: (Order.RESTART,),
}
RESULT_ORDERS = {
    Stage.NO_WINNER: (Order.RESTART,),
    Stage.WINNER: (Order.RESULT_VOID, Order.NEXT_CANDIDATE),
    Stage.SIGNED: (Order.CONTRACT_CANCELLED, Order.NEXT_CANDIDATE),
    Stage.PERFORMED: (Order.DAMAGES,),
    Stage.FAILED: (Order.ENDING_VOID,),
}


def outcome_of(findings: Sequence[str]) -> Outcome:
    """The decision as a whole: one founded matter that affects the result is enough."""
    if Finding.EFFECT in findings:
        return Outcome.EFFECT
    return Outcome.NO_EFFECT if Finding.NO_EFFECT in findings else Outcome.DISMISSED


def basis_of(outcome: str, *, is_document: bool) -> str:
    """The article that the decision rests on."""
    if outcome == Outcome.DISMISSED:
        return DISMISS_BASIS
    return DOCUMENT_BASIS if is_document else RESULT_BASIS


def orders_of(outcome: str, *, stage: str, is_document: bool, is_enough: bool) -> tuple[Order, ...]:
    """What the department orders (Order 94, art. 31, 32).

    `is_enough`: as many qualified suppliers are left as the law wants, so that another can be chosen.
    """
    if outcome == Outcome.DISMISSED:
        return ()
    if outcome == Outcome.NO_EFFECT:
        return (Order.GO_ON,) if stage != Stage.FAILED or is_document else (Order.ENDING_VOID,)
    if is_document:
        return DOCUMENT_ORDERS[Stage(stage)]
    orders = RESULT_ORDERS[Stage(stage)]
    if is_enough:
        return orders
    return tuple(Order.RESTART if order == Order.NEXT_CANDIDATE else order for order in orders)


def carrying_refusals(orders: Sequence[str], *, text: str, is_done: bool) -> list[Refusal]:
    """What was ordered is carried out once, and told in words (Order 94, art. 31, 32)."""
    found = []
    if is_done:
        found.append(Refusal(_("处理决定已经落实。"), RESULT_BASIS, "", "carried_out"))
    if not orders:
        because = _("处理决定没有要求采购人办理的事项。")
        found.append(Refusal(because, RESULT_BASIS, "", "nothing_ordered"))
    if not text.strip():
        because = _("还没有写明怎样落实。")
        found.append(Refusal(because, RESULT_BASIS, _("请写明办理的情况。"), "no_text"))
    return found


def instead_refusals(*, is_impossible: bool) -> list[Refusal]:
    """A new purchase takes the place of another candidate only where none can be chosen (art. 32)."""
    if is_impossible:
        return []
    because = _("处理决定要求的办理方式还可以办理，不能改为重新开展采购活动。")
    return [Refusal(because, RESULT_BASIS, _("请照处理决定落实。"), "still_possible")]


def time_refusals(*, waits_for: Sequence[str], is_stopped: bool) -> list[Refusal]:
    """Nothing is decided while somebody's time to explain runs or others have the papers (art. 22, 27)."""
    found = []
    if waits_for:
        because = _("以下单位说明的期限还没有满，也没有提交说明：%(names)s。") % {
            "names": "、".join(waits_for)
        }
        found.append(Refusal(because, EXPLAIN_BASIS, _("请等期限届满或者收到说明。"), "explanation_awaited"))
    if is_stopped:
        because = _("处理期限正在停算，还没有收到反馈。")
        remedy = _("请先登记收到反馈的日期。")
        found.append(Refusal(because, PAUSE_BASIS, remedy, "pause_open"))
    return found


def ground_refusals(outcome: str, ground: str, findings: Sequence[str]) -> list[Refusal]:
    """A dismissal names its ground, and only a dismissal has one."""
    if outcome == Outcome.DISMISSED and not ground:
        because = _("没有一项投诉事项成立，决定是驳回投诉，还没有选择驳回的情形。")
        return [Refusal(because, DISMISS_BASIS, _("请选择第二十九条的一种情形。"), "no_ground")]
    if outcome != Outcome.DISMISSED and ground:
        because = _("有投诉事项成立，不能同时选择驳回的情形“%(ground)s”。") % {
            "ground": DismissGround(ground).label
        }
        return [Refusal(because, DISMISS_BASIS, _("请去掉驳回的情形，或者更正每项的认定。"), "ground_unfit")]
    if ground == DismissGround.NO_FACTS and set(findings) <= {Finding.OUT_OF_SCOPE}:
        because = _("所有事项都超出质疑的范围，没有认定过事实。")
        return [Refusal(because, DISMISS_BASIS, _("请选择“不符合法定受理条件”。"), "ground_unfit")]
    return []
