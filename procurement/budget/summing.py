"""What is arranged, held, signed, paid and left, added up by body, year or source."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from portal.kernel.money import ZERO, round_half_up
from procurement.budget.choices import FundSource
from procurement.budget.models import BudgetLine

SHOWN = 500
BODY, YEAR, SOURCE = "body", "year", "source"
GROUPS = {BODY: ("body__name", "body_id"), YEAR: ("fiscal_year",), SOURCE: ("fund_source",)}
"""By what lines are added up, with the columns that name a group; the first one orders them."""
MONEY = {
    "arranged": "amount",
    "held": "committed_amount",
    "signed": "contracted_amount",
    "paid": "spent_amount",
}
"""The sums and the columns of a line that they add up."""


@dataclass(frozen=True)
class Sums:
    """One group of lines; `keys` are its columns, `share` is what is signed or paid in per cent."""

    keys: tuple
    lines: int
    arranged: Decimal
    held: Decimal
    signed: Decimal
    paid: Decimal

    @property
    def left(self) -> Decimal:
        """What is neither held nor signed nor paid."""
        return self.arranged - self.held - self.signed - self.paid

    @property
    def share(self) -> Decimal:
        """How much of the money has a contract, paid or not."""
        if not self.arranged:
            return ZERO
        return round_half_up((self.signed + self.paid) * 100 / self.arranged)

    @property
    def money(self) -> tuple[Decimal, ...]:
        """The amounts in the order in which they are shown."""
        return (self.arranged, self.held, self.signed, self.paid, self.left)


def sums(lines: QuerySet[BudgetLine], *by: str) -> list[Sums]:
    """The lines added up by some of `GROUPS`, in the order of their names, the latest year first."""
    columns = [column for group in by for column in GROUPS[group]]
    added = {name: Coalesce(Sum(column), ZERO) for name, column in MONEY.items()}
    order = [F(column).desc() if column == "fiscal_year" else F(column) for column in columns]
    rows = lines.order_by().values(*columns).annotate(lines=Count("pk"), **added).order_by(*order)
    return [
        Sums(tuple(row[column] for column in columns), row["lines"], *(row[name] for name in MONEY))
        for row in rows
    ]


def total(rows: list[Sums]) -> Sums:
    """All groups together."""
    amounts = [sum((getattr(row, name) for row in rows), ZERO) for name in MONEY]
    return Sums((), sum(row.lines for row in rows), *amounts)


def words(by: str, key: object) -> str:
    """What a group is called."""
    if by == SOURCE:
        return str(FundSource(key).label)
    return _("%(year)s年") % {"year": key} if by == YEAR else str(key)
