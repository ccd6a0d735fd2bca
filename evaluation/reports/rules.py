"""The month's figures from its contracts; pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.ledger.rules import plain
from portal.kernel.money import round_half_up

ZERO = Decimal(0)
FIRST_MONTH = date(2000, 1, 1)
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Deal:
    """One signed contract as the report counts it; codes and names of the groups it falls into."""

    number: str
    title: str
    purchaser: str
    supplier: str
    is_social: bool
    region: str
    item: str
    item_name: str
    method: str
    amount: Decimal
    signed_on: date


@dataclass(frozen=True)
class Line:
    """One line of a table: how many contracts, how much money, how much of it to social organisations."""

    code: str
    name: str
    purchases: int = 0
    amount: Decimal = ZERO
    social_amount: Decimal = ZERO

    @property
    def share(self) -> Decimal | None:
        """Per cent of money that went to social organisations."""
        return share_of(self.social_amount, self.amount)


@dataclass(frozen=True)
class Target:
    """What the share is held against: an indicator for readers, never a condition of a purchase."""

    name: str
    says: str
    percent: Decimal
    basis: str
    is_to_be_confirmed: bool


@dataclass(frozen=True)
class Figures:
    """Everything that a report says."""

    month: date
    total: Line
    regions: tuple[Line, ...]
    items: tuple[Line, ...]
    methods: tuple[Line, ...]
    deals: tuple[Deal, ...]
    target: Target | None = None


def share_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """Per cent with one decimal, half-up; None where nothing was bought."""
    return round_half_up(part * 100 / whole, 1) if whole else None


def is_below(share: Decimal | None, percent: Decimal) -> bool:
    """Whether a share stays below a percentage."""
    return share is not None and share < percent


def figures_of(
    month: date,
    deals: Iterable[Deal],
    *,
    places: Mapping[str, str],
    methods: Mapping[str, str],
    target: Target | None,
) -> Figures:
    """The tables of a month: every place, also one without a purchase; items and methods that occur."""
    deals = tuple(deals)
    regions = [line_of(code, name, deals, lambda d: d.region) for code, name in places.items()]
    elsewhere = [deal for deal in deals if deal.region not in places]
    if elsewhere:
        regions.append(sum_of("", _("未标明预算级次"), elsewhere))
    items = [line_of(code, name, deals, lambda d: d.item) for code, name in items_in(deals).items()]
    used = {deal.method for deal in deals}
    by_method = [line_of(code, name, deals, lambda d: d.method) for code, name in methods.items()]
    return Figures(
        month=month,
        total=sum_of("", _("合计"), deals),
        regions=tuple(regions),
        items=tuple(sorted(items, key=lambda line: (-line.amount, line.code))),
        methods=tuple(line for line in by_method if line.code in used),
        deals=deals,
        target=target,
    )


def items_in(deals: Iterable[Deal]) -> dict[str, str]:
    """The catalogue items bought, by code."""
    return {deal.item: deal.item_name for deal in deals}


def line_of(code: str, name: str, deals: Iterable[Deal], group: Callable[[Deal], str]) -> Line:
    """The sums of the deals that fall into one group."""
    return sum_of(code, name, [deal for deal in deals if group(deal) == code])


def sum_of(code: str, name: str, deals: Iterable[Deal]) -> Line:
    """The sums of these deals."""
    deals = list(deals)
    return Line(
        code,
        str(name),
        purchases=len(deals),
        amount=sum((deal.amount for deal in deals), ZERO),
        social_amount=sum((deal.amount for deal in deals if deal.is_social), ZERO),
    )


def as_record(figures: Figures) -> dict:
    """The figures as JSON: what is stored, compared and hashed."""
    return plain(asdict(figures))


def total_of(record: Mapping) -> Line:
    """The total line of stored figures."""
    total = dict(record["total"])
    money = {name: Decimal(total[name]) for name in ("amount", "social_amount")}
    return Line(**{**total, **money})


def target_of(record: Mapping) -> Target | None:
    """The indicator of stored figures."""
    target = record["target"]
    return Target(**{**target, "percent": Decimal(target["percent"])}) if target else None


def parse_month(text: str) -> date:
    """The first day of a month written 2026-10; ValueError for anything else."""
    found = MONTH.fullmatch(text)
    if not found:
        raise ValueError(f"no month: {text!r}")
    return date(int(found[1]), int(found[2]), 1)


def previous_month(day: date) -> date:
    """The first day of the month before."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def month_refusals(month: date, *, today: date) -> list[Refusal]:
    """A report is made of a month that is over."""
    last = previous_month(today)
    if FIRST_MONTH <= month <= last:
        return []
    return [
        Refusal(
            because=_("%(month)s 不能生成月度报告：只能生成已经结束的月份，最近一个是 %(last)s。")
            % {"month": f"{month:%Y-%m}", "last": f"{last:%Y-%m}"},
            remedy=_("请等这个月结束以后再生成。"),
            code="month_not_over",
        )
    ]
