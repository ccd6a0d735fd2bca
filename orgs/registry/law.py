"""Legal numbers of the register as dated rows.

This floor is below procurement, so it reads its own file; procurement loads the same file into its table of
parameters, where the public finds every number with its article.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "parameters.csv"
COLUMNS = ("code", "value", "effective_from", "effective_to", "legal_basis", "confidence")
TO_BE_CONFIRMED = frozenset({"M", "U"})


@dataclass(frozen=True)
class Number:
    """One legal number in force from a day to a day (None: open)."""

    code: str
    value: Decimal
    starts_on: date
    ends_on: date | None
    legal_basis: str
    is_to_be_confirmed: bool

    def __int__(self) -> int:
        return int(self.value)


@cache
def numbers() -> tuple[Number, ...]:
    """Every row of the file. Raises portal.kernel.reference.BadData, naming the row."""
    return tuple(reference.read(DATA, _number, columns=COLUMNS, key=("code", "effective_from")))


def number(code: str, *, on: date) -> Number:
    """The number in force on a day; before the first row's day, the first row. KeyError for no such code."""
    rows = sorted((row for row in numbers() if row.code == code), key=lambda row: row.starts_on)
    in_force = [row for row in rows if row.starts_on <= on]
    if not rows:
        raise KeyError(code)
    return in_force[-1] if in_force else rows[0]


def _number(row: reference.Row) -> Number:
    return Number(
        code=row["code"],
        value=Decimal(row["value"]),
        starts_on=date.fromisoformat(row["effective_from"]),
        ends_on=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        legal_basis=row["legal_basis"],
        is_to_be_confirmed=row["confidence"] in TO_BE_CONFIRMED,
    )
