"""Splitting a purchase to stay below the open-tender figure (化整为零). Pure: figures are handed in."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.routing.figures import Parameter


@dataclass(frozen=True)
class Splitting:
    """The year's total of one budget project and item against the open-tender figure (MTH-03)."""

    total: Decimal
    figure: Decimal
    warning: str = ""
    refusal: Refusal | None = None


def judge_splitting(
    *, total: Decimal, figure: Parameter, warning_ratio: Parameter, is_approved: bool = False
) -> Splitting:
    """Whether the year's total, this project included, evades open tender (Regulation, art. 28).

    `total` counts the same budget project and item bought by other methods than open tender. Above the
    figure it is refused unless the finance department approved another method (`is_approved`).
    """
    facts = {"total": format_amount(total), "figure": format_amount(figure.value)}
    if total > figure.value and not is_approved:
        refusal = Refusal(
            because=_(
                "本年度同一预算项目同一品目以非公开招标方式累计 %(total)s 元，"
                "超过公开招标数额标准 %(figure)s 元，属于化整为零规避公开招标。"
            )
            % facts,
            basis=_("《政府采购法》第二十八条；《政府采购法实施条例》第二十八条"),
            remedy=_("请改用公开招标；项目预算经过调整或者其他采购方式经过批准的，请上传批准文件后再办理。"),
            code="splitting",
        )
        return Splitting(total, figure.value, refusal=refusal)
    if total >= figure.value * warning_ratio.value:
        warning = (
            _(
                "本年度同一预算项目同一品目累计 %(total)s 元，"
                "已接近公开招标数额标准 %(figure)s 元；超过后不得再用其他方式。"
            )
            % facts
        )
        if warning_ratio.is_to_be_confirmed:
            warning += _("（提醒比例 %(ratio)s 待确认）") % {"ratio": warning_ratio.says()}
        return Splitting(total, figure.value, warning=warning)
    return Splitting(total, figure.value)
