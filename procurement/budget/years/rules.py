"""Money of later years: how a contract lies on the years, and when a year may begin. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount, round_half_up
from procurement.budget.rules import BUDGET_FIRST, Standing, commit_refusals, unsettled
from procurement.budget.rules import Balance as LineBalance

TERM_BASIS = "政府购买服务管理办法（财政部令第102号）第二十四条"


@dataclass(frozen=True)
class Chosen:
    """The line that is to carry a year: its own year, whose it is, whether it was given, what it has left."""

    standing: Standing
    balance: LineBalance
    is_own: bool


def later_shares(part: Decimal, *, whole: Decimal, later: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What of a part falls on each later year, as the whole is divided; the first year has the rest."""
    return {year: round_half_up(part * amount / whole) for year, amount in sorted(later.items()) if amount}


def first_year(part: Decimal, *, whole: Decimal, later: Mapping[int, Decimal]) -> Decimal:
    """What of a part the first year carries."""
    return part - sum(later_shares(part, whole=whole, later=later).values(), ZERO)


def divided(
    part: Decimal, *, whole: Decimal, later: Mapping[int, Decimal], most: Decimal
) -> tuple[Decimal, dict[int, Decimal]]:
    """A part as first and later years carry it, to the cent; the first carries no more than `most`."""
    shares = later_shares(part, whole=whole, later=later)
    if not shares:
        return part, {}
    first = min(part - sum(shares.values(), ZERO), most)
    shares[max(shares)] += part - first - sum(shares.values(), ZERO)
    return first, shares


def plan_refusals(later: Mapping[int, Decimal], *, fiscal_year: int, most_years: int) -> list[Refusal]:
    """Later years follow the project's own, no more of them than a contract may last (Order 102, art. 24)."""
    last = fiscal_year + most_years - 1
    if all(fiscal_year < year <= last for year, amount in later.items() if amount):
        return []
    return [
        Refusal(
            because=_("以后年度只能安排在%(first)s年至%(last)s年。")
            % {"first": fiscal_year + 1, "last": last},
            basis=TERM_BASIS,
            remedy=_("请核对各年度的金额。"),
            code="year_out_of_term",
        )
    ]


def line_refusals(chosen: Chosen, *, year: int, this_year: int, amount: Decimal) -> list[Refusal]:
    """A year is carried by a given line of that year, from January of that year on.

    Once that year has ended, by a line of the current one.
    """
    line, year_of_line = chosen.standing, carrying_year(year, this_year=this_year)
    if this_year < year:
        return [not_begun(year)]
    if not chosen.is_own or line.fiscal_year != year_of_line:
        because = _("预算指标“%(line)s”是%(has)s年的，要用%(year)s年本单位的指标。")
        return [
            Refusal(
                because=because % {"line": line.label, "has": line.fiscal_year, "year": year_of_line},
                basis=BUDGET_FIRST,
                remedy=_("请改选这一年度的指标；没有的，请先由财政部门录入。"),
                code="line_of_another_year",
            )
        ]
    settled = [] if line.is_settled else [unsettled(line)]
    return settled + commit_refusals(chosen.balance, amount)


def carrying_year(year: int, *, this_year: int) -> int:
    """Of which year the line must be that carries a contract's year: its own, or the current one if later."""
    return max(year, this_year)


def start_refusals(*, is_confirmed: bool, year: int, this_year: int, amount: Decimal) -> list[Refusal]:
    """Without the line the contract year does not start (Order 102, art. 16 and 24)."""
    if this_year < year:
        return [not_begun(year)]
    if is_confirmed:
        return []
    return [
        Refusal(
            because=_("合同%(year)s年度的 %(amount)s 元还没有确认的预算指标，这一年度不能开始。")
            % {"year": year, "amount": format_amount(amount)},
            basis=BUDGET_FIRST,
            remedy=_("请先安排这一年度的预算指标，并由财政部门确认。"),
            code="year_without_line",
        )
    ]


def not_begun(year: int) -> Refusal:
    """The refusal of a year that has not come."""
    return Refusal(
        because=_("%(year)s年还没有开始。") % {"year": year},
        basis=BUDGET_FIRST,
        remedy=_("请在该年一月办理。"),
        code="year_not_begun",
    )
