"""The numbers of the law that must be there, held against the rows in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from portal.kernel import reference
from portal.kernel.errors import Refused
from procurement.routing import queries
from procurement.routing.figures import Parameter

DATA = Path(__file__).parent / "data" / "numbers.csv"
COLUMNS = ("number", "code", "category", "value")


@dataclass(frozen=True)
class Expected:
    """A number as the sources give it, and the parameter that holds it."""

    number: str
    code: str
    category: str
    value: Decimal


@dataclass(frozen=True)
class Finding:
    """An expected number and its row in force on the day; None where there is none."""

    expected: Expected
    row: Parameter | None

    @property
    def holds(self) -> bool:
        """Whether the row is there and says the number."""
        return self.row is not None and self.row.value == self.expected.value


def expected() -> list[Expected]:
    """Every number, in the order of the sources. Raises portal.kernel.reference.BadData."""
    return reference.read(DATA, _expected, columns=COLUMNS, key=("number",))


def findings(*, on: date) -> Iterator[Finding]:
    """Every number with its row in force in the province on a day."""
    for number in expected():
        try:
            row = queries.parameter(number.code, on=on, category=number.category)
        except Refused:
            row = None
        yield Finding(number, row)


def _expected(row: reference.Row) -> Expected:
    return Expected(row["number"], row["code"], row["category"], Decimal(row["value"]))
