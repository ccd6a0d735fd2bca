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
from procurement.routing.proposals import queries as proposals

DATA = Path(__file__).parent / "data" / "numbers.csv"
COLUMNS = ("number", "code", "category", "value", "unit", "since", "article")


@dataclass(frozen=True)
class Expected:
    """A number as the sources give it, the parameter that holds it, and its article, in short (O87:69).

    `since` is the first day on which it is law; a day is a working day or one of the calendar by its `unit`.
    """

    number: str
    code: str
    category: str
    value: Decimal
    unit: str
    since: date
    article: str = ""


@dataclass(frozen=True)
class Finding:
    """An expected number and its row in force on the day; None where there is none.

    `is_law`: the day is not before the number became law. `is_changed`: two people have changed the number
    since it was delivered, and what they said holds.
    """

    expected: Expected
    row: Parameter | None
    is_law: bool = True
    is_changed: bool = False

    @property
    def holds(self) -> bool:
        """Whether the row is there and says the number in its unit, or what was approved; once it is law."""
        if self.row is None or not self.is_law:
            return not self.is_law
        said, meant = (self.row.value, self.row.unit), (self.expected.value, self.expected.unit)
        return self.is_changed or said == meant


def expected() -> list[Expected]:
    """Every number, in the order of the sources. Raises portal.kernel.reference.BadData."""
    return reference.read(DATA, _expected, columns=COLUMNS, key=("number",))


def findings(*, on: date) -> Iterator[Finding]:
    """Every number with its row in force in the province on a day."""
    changed = proposals.in_peoples_hands()
    for number in expected():
        try:
            row = queries.parameter(number.code, on=on, category=number.category)
        except Refused:
            row = None
        is_changed = row is not None and (row.code, row.region_code, row.category) in changed
        yield Finding(number, row, number.since <= on, is_changed)


def _expected(row: reference.Row) -> Expected:
    return Expected(
        row["number"],
        row["code"],
        row["category"],
        Decimal(row["value"]),
        row["unit"],
        date.fromisoformat(row["since"]),
        row["article"],
    )
