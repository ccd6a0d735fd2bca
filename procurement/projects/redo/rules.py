"""Which package may be done again, and who takes no part in it. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.projects.choices import PackageStatus

REFUSED_BASIS = (
    "《中华人民共和国政府采购法实施条例》第四十九条；"
    "《政府采购非招标采购方式管理办法》（财政部令第74号）第二十二条（其他采购方式是否适用，待确认）"
)


@dataclass(frozen=True)
class Earlier:
    """A package that is named as the predecessor of another one."""

    number: str
    status: str
    is_own: bool
    redone_by: str = ""


def predecessor_refusals(earlier: Earlier) -> list[Refusal]:
    """The predecessor is an own package, has ended, and is done again once: then the later one is named."""
    if not earlier.is_own:
        because = _("采购包 %(number)s 是其他单位的采购。") % {"number": earlier.number}
        return [Refusal(because, "", _("请选择本单位已经终止的采购包。"), "redo_of_others")]
    if earlier.status != PackageStatus.TERMINATED:
        because = _("采购包 %(number)s 没有终止，现在是“%(status)s”。") % {
            "number": earlier.number,
            "status": PackageStatus(earlier.status).label,
        }
        return [Refusal(because, "", _("只有已经终止的采购包可以重新采购。"), "redo_not_ended")]
    if earlier.redone_by:
        because = _("采购包 %(number)s 已经由 %(later)s 重新采购。") % {
            "number": earlier.number,
            "later": earlier.redone_by,
        }
        remedy = _("%(later)s 也已终止的，请选择它作为前次采购；还没有终止的，请在它上面继续办理。")
        return [Refusal(because, "", remedy % {"later": earlier.redone_by}, "redone_already")]
    return []


def twice_refusals(chosen: list[int]) -> list[Refusal]:
    """Two packages of one purchase name two predecessors."""
    if len(chosen) == len(set(chosen)):
        return []
    because = _("两个采购包选择了同一个前次采购包。")
    return [Refusal(because, "", _("一个已经终止的采购包只能重新采购一次，请改选。"), "redo_chosen_twice")]


def refused_refusals(numbers: list[str]) -> list[Refusal]:
    """Who refused the contract takes no part when the purchase is done again."""
    if not numbers:
        return []
    because = _("该供应商在前次采购（%(number)s）中成交后拒绝签订合同，不得参加重新开展的采购活动。")
    return [
        Refusal(
            because=because % {"number": "、".join(numbers)},
            basis=REFUSED_BASIS,
            remedy=_("本次采购不能参加；认为记录有误的，请向采购人提出询问或者质疑。"),
            code="refused_before",
        )
    ]
