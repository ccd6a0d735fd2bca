"""When a chosen supplier is replaced, by whom, and whether the order of the others holds. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.replacing.choices import REFUSERS, RemovalCause
from procurement.projects.choices import PackageStatus
from procurement.review.rules.scores import price_points

REGULATION_ART_49 = "《中华人民共和国政府采购法实施条例》第四十九条"
ORDER_94_ART_16 = "《政府采购质疑和投诉办法》（财政部令第94号）第十六条"
ORDER_94_ART_32 = "《政府采购质疑和投诉办法》（财政部令第94号）第三十二条"
SHORTEST_REASON = 10


def basis_of(cause: str) -> str:
    """The article by which a supplier falls out: its refusal, the purchaser's answer, the decision."""
    if cause in REFUSERS:
        return REGULATION_ART_49
    return ORDER_94_ART_32 if cause == RemovalCause.COMPLAINT else ORDER_94_ART_16


def nobody_chosen() -> Refusal:
    """Where nobody was chosen, nobody can fall out."""
    because, remedy = _("还没有确定成交供应商。"), _("请按排序拟定。")
    return Refusal(because, REGULATION_ART_49, remedy, "nobody_chosen")


def public_reason(cause: str, reason: str) -> str:
    """What the notice says: of a challenge or complaint only that it was founded, none of its matters.

    Letters are not public, and may hold names, secrets of trade or who sent them.
    """
    if cause in REFUSERS:
        return reason
    because = RemovalCause(cause).label
    return _("%(because)s，依法终止本次采购，重新开展采购活动。") % {"because": because}


def state_refusals(*, status: str, package: str, origin: str, is_awaiting: bool) -> list[Refusal]:
    """A chosen supplier falls out between its choice and the signed contract."""
    if status not in (AwardStatus.APPROVED, AwardStatus.PUBLISHED):
        return [nobody_chosen()]
    if package not in (PackageStatus.DECIDED, PackageStatus.RESULT_PUBLISHED):
        because = _("采购包现在是“%(status)s”，不能再按排序变更成交供应商。") % {
            "status": PackageStatus(package).label
        }
        remedy = _("合同已经签订的，请先依法处理合同。")
        return [Refusal(because, REGULATION_ART_49, remedy, "contract_signed")]
    if is_awaiting:
        because = _("结果公告正在等待首次发布。")
        return [Refusal(because, "", _("请先登记首次发布的编号和时间。"), "awaits_publication")]
    if origin != AwardOrigin.REVIEW:
        because = _("这个采购包没有评审产生的候选人排序。")
        return [Refusal(because, REGULATION_ART_49, _("请重新开展采购活动。"), "no_ranking")]
    return []


def enough_refusals(left: int, *, needed: int, cause: str) -> list[Refusal]:
    """The next one needs a candidate; after a founded challenge, as many as the law asks for."""
    least = 1 if cause in REFUSERS else needed
    if left >= least:
        return []
    because = _("剩下的合格供应商 %(left)d 家，少于 %(least)d 家，不能另行确定。") % {
        "left": left,
        "least": least,
    }
    return [Refusal(because, basis_of(cause), _("请重新开展采购活动。"), "too_few_left")]


def order_holds(
    left: Sequence[int], *, quotes: Mapping[int, Decimal], technical: Mapping[int, Decimal], weight: Decimal
) -> bool:
    """Whether candidates in their order keep it when points for price are counted without who fell out."""
    points = price_points({pk: quotes[pk] for pk in left}, weight)
    totals = [points[pk] + technical[pk] for pk in left]
    return totals == sorted(totals, reverse=True)


def order_refusals(*, holds: bool, cause: str) -> list[Refusal]:
    """An order that depends on the price of a void bid is no order."""
    if holds:
        return []
    because = _("原成交供应商的报价是计算价格分的基准，去掉以后其余候选人的排序会改变。")
    remedy = _("请重新开展采购活动，或者依法组织原评审小组重新评审。")
    return [Refusal(because, basis_of(cause), remedy, "order_changes")]


def reason_refusals(reason: str, *, cause: str, has_paper: bool) -> list[Refusal]:
    """A supplier falls out with a reason; one that refuses, with its paper."""
    found = []
    if len(reason.strip()) < SHORTEST_REASON:
        because = _("没有写明理由，或者少于 %(count)d 个字。") % {"count": SHORTEST_REASON}
        found.append(Refusal(because, basis_of(cause), _("请写明事实和依据。"), "no_reason"))
    if cause in REFUSERS and not has_paper:
        because = _("没有书面材料。")
        remedy = _("请上传供应商的放弃声明，或者催告签约而没有签订的记录。")
        found.append(Refusal(because, REGULATION_ART_49, remedy, "no_paper"))
    return found
