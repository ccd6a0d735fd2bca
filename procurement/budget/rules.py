"""Budget first, purchase later (Order 102, art. 16): what a line can carry, in yuan. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount

BUDGET_FIRST = "政府购买服务管理办法（财政部令第102号）第十六条"
YEARS_AROUND = 1


@dataclass(frozen=True)
class Share:
    """How much of something one budget line carries, in yuan."""

    line_id: int
    amount: Decimal


@dataclass(frozen=True)
class Balance:
    """What is arranged on a line and what of it is taken, in yuan."""

    label: str
    amount: Decimal
    committed: Decimal
    contracted: Decimal

    @property
    def available(self) -> Decimal:
        """What is neither committed nor contracted."""
        return self.amount - self.committed - self.contracted


@dataclass(frozen=True)
class LineFacts:
    """A line as the finance department enters it."""

    body_id: int
    fiscal_year: int
    code: str
    title: str
    fund_source: str
    amount: Decimal
    document_number: str = ""


def merged(shares: Iterable[Share]) -> list[Share]:
    """One share a line, in the order of the lines' ids, so that everybody locks in the same order."""
    sums: dict[int, Decimal] = {}
    for share in shares:
        sums[share.line_id] = sums.get(share.line_id, ZERO) + share.amount
    return [Share(line_id, amount) for line_id, amount in sorted(sums.items())]


def total(shares: Iterable[Share]) -> Decimal:
    """The sum of shares."""
    return sum((share.amount for share in shares), ZERO)


def taken_from_last(amount: Decimal, shares: Iterable[Share]) -> list[Share]:
    """The shares that make up `amount`, taken from the last line first; less when there is less."""
    taken = []
    for share in reversed(list(shares)):
        part = min(amount, share.amount)
        if part > 0:
            taken.append(Share(share.line_id, part))
            amount -= part
    return taken


def commit_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """A line carries no more than it has left (Order 102, art. 16)."""
    if amount <= 0:
        return [not_positive(balance)]
    if amount <= balance.available:
        return []
    return [
        Refusal(
            because=_(
                "预算指标“%(line)s”可用余额 %(available)s 元，本次要占用 %(amount)s 元，差 %(missing)s 元。"
            )
            % {
                "line": balance.label,
                "available": format_amount(balance.available),
                "amount": format_amount(amount),
                "missing": format_amount(amount - balance.available),
            },
            basis=BUDGET_FIRST,
            remedy=_("请减少这条指标承担的金额，换一条有余额的指标，或者先请财政部门调整预算。"),
            code="line_exceeded",
        )
    ]


def committed_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """Only what is committed can be released or turned into a contract."""
    if amount <= 0:
        return [not_positive(balance)]
    if amount <= balance.committed:
        return []
    return [
        Refusal(
            because=_(
                "预算指标“%(line)s”已占用 %(committed)s 元，本次要处理 %(amount)s 元，超过了已占用的金额。"
            )
            % {
                "line": balance.label,
                "committed": format_amount(balance.committed),
                "amount": format_amount(amount),
            },
            basis=BUDGET_FIRST,
            remedy=_("请核对金额；合同金额不能超过批准时占用的预算。"),
            code="commitment_exceeded",
        )
    ]


def entry_refusals(*, amount: Decimal, fiscal_year: int, this_year: int, is_known: bool) -> list[Refusal]:
    """A line is entered once, for a year near this one, with money on it."""
    refusals = []
    if amount <= 0:
        refusals.append(
            Refusal(
                because=_("预算安排是 %(amount)s 元，要大于零。") % {"amount": format_amount(amount)},
                basis=BUDGET_FIRST,
                remedy=_("请按预算批复填写金额。"),
                code="amount_not_positive",
            )
        )
    if abs(fiscal_year - this_year) > YEARS_AROUND:
        refusals.append(
            Refusal(
                because=_("预算年度是%(year)s年，现在是%(now)s年，只能录入前后一年以内的指标。")
                % {"year": fiscal_year, "now": this_year},
                basis=BUDGET_FIRST,
                remedy=_("请核对预算年度。"),
                code="year_out_of_range",
            )
        )
    if is_known:
        refusals.append(
            Refusal(
                because=_("这个单位在%(year)s年已经有同一编码、同一资金来源的指标。") % {"year": fiscal_year},
                basis=BUDGET_FIRST,
                remedy=_("请在指标列表中查看已有的指标，不要重复录入。"),
                code="line_known",
            )
        )
    return refusals


def not_positive(balance: Balance) -> Refusal:
    """The refusal of an amount of nothing."""
    return Refusal(
        because=_("预算指标“%(line)s”承担的金额要大于零。") % {"line": balance.label},
        basis=BUDGET_FIRST,
        remedy=_("请填写这条指标承担的金额，或者去掉这条指标。"),
        code="amount_not_positive",
    )
