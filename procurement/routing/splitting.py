"""Splitting a purchase to stay below the open-tender figure (化整为零). Pure: figures are handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount
from procurement.routing.figures import Parameter

# How many other purchases a refusal names; the page lists them all.
NAMED = 5


@dataclass(frozen=True)
class Other:
    """Another purchase of the same budget project and item in the year, by another method than open tender.

    `amount` is what it takes of that budget project, `status` in words.
    """

    number: str
    title: str
    amount: Decimal
    status: str
    url: str = ""


@dataclass(frozen=True)
class YearOfItem:
    """What a purchaser buys of one item under one budget project in a year: this project's part, and others.

    `is_arranged` is False while the project has no funds: then the fullest budget project is looked at.
    """

    mine: Decimal
    others: Sequence[Other] = ()
    code: str = ""
    title: str = ""
    is_arranged: bool = True

    @property
    def bought(self) -> Decimal:
        """The other purchases."""
        return sum((other.amount for other in self.others), ZERO)

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.bought + self.mine


@dataclass(frozen=True)
class Splitting:
    """The year's total of one budget project and item against the open-tender figure (MTH-03)."""

    total: Decimal
    figure: Decimal
    warning: str = ""
    refusal: Refusal | None = None


def judge_splitting(
    *, year: YearOfItem, figure: Parameter, warning_ratio: Parameter, is_approved: bool = False
) -> Splitting:
    """Whether the year's total, this project included, evades open tender (Regulation, art. 28).

    Counts the same budget project and item bought by other methods than open tender. Above the figure it is
    refused unless the finance department approved another method (`is_approved`).
    """
    total = year.total
    facts = {"total": format_amount(total), "figure": format_amount(figure.value)}
    if total > figure.value and not is_approved:
        refusal = Refusal(
            because=_(
                "本年度同一预算项目同一品目以非公开招标方式累计 %(total)s 元，"
                "超过公开招标数额标准 %(figure)s 元，属于化整为零规避公开招标。"
            )
            % facts
            + named(year.others),
            basis=_("《政府采购法》第二十八条；《政府采购法实施条例》第二十八条"),
            remedy=_("请改用公开招标，或者合并为一个项目；其他采购方式经过批准的，先登记批准文件再提交。"),
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


def named(others: Sequence[Other]) -> str:
    """The other purchases in words, the largest first."""
    if not others:
        return ""
    largest = sorted(others, key=lambda other: -other.amount)[:NAMED]
    rows = [
        _("%(title)s（%(number)s，%(amount)s 元，%(status)s）")
        % {
            "title": other.title,
            "number": other.number,
            "amount": format_amount(other.amount),
            "status": other.status,
        }
        for other in largest
    ]
    more = _("等 %(count)s 项") % {"count": len(others)} if len(others) > NAMED else ""
    return _("其他采购：%(rows)s%(more)s。") % {"rows": "；".join(rows), "more": more}
