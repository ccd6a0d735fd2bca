"""The bond of a response: none unless the purchaser asks for one and says why. Pure."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from portal.kernel import money
from portal.kernel.errors import Refusal
from procurement.methods.terms import Terms
from procurement.routing.figures import Parameter

HUNDRED = Decimal(100)
YUAN = Decimal(1)
REASON_BASIS = "《关于促进政府采购公平竞争优化营商环境的通知》（财库〔2019〕38号）"


def bond_amount(budget: Decimal, percent: Decimal) -> Decimal:
    """A package's bond in whole yuan; cut off, since rounding up could pass the law's share."""
    return (budget * percent / HUNDRED).quantize(YUAN, ROUND_DOWN)


def bond_refusals(*, is_required: bool, percent: str, reason: str, most: Parameter) -> list[Refusal]:
    """A bond needs a share of the budget within the law's and a reason (Regulation, art. 33)."""
    if not is_required:
        return []
    found = []
    if not reason.strip():
        found.append(
            Refusal(
                because=_("要求缴纳保证金，但没有写明理由。"),
                basis=REASON_BASIS,
                remedy=_("请写明理由；没有必要的，选择不收取。"),
                code="bond_without_reason",
            )
        )
    share = Decimal(percent or 0) / HUNDRED
    if share <= 0:
        found.append(
            Refusal(
                because=_("要求缴纳保证金，但没有写明比例。"),
                basis=most.legal_basis,
                remedy=_("请填写保证金占采购包预算的比例。"),
                code="bond_without_amount",
            )
        )
    if share > most.value:
        found.append(
            Refusal(
                because=_("保证金比例 %(percent)s%% 超过采购包预算的 %(most)s。")
                % {"percent": percent, "most": most.says()},
                basis=most.legal_basis,
                remedy=_("请把比例改到 %(most)s 以内。") % {"most": most.says()},
                code="bond_too_high",
            )
        )
    return found


def says(
    packages: Iterable[tuple[str, Decimal]], *, is_required: bool, percent: str, reason: str, terms: Terms
) -> list[str]:
    """What notice and document say of the bond; `packages` are names and budgets."""
    if not is_required:
        return [f"{terms.bond}：不收取。"]
    amounts = "；".join(
        f"{name} {money.format_amount(bond_amount(budget, Decimal(percent or 0)))} 元"
        for name, budget in packages
    )
    return [
        f"{terms.bond}：{amounts}。收取理由：{reason}",
        "保证金以支票、汇票、本票或者金融机构、担保机构出具的保函等非现金形式提交，优先采用电子保函；"
        f"到账截止时间与{terms.response}提交截止时间相同，按规定期限退还。",
    ]
