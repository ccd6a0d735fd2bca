"""Legal numbers of the register as dated rows.

This floor is below procurement, so it reads its own file; procurement loads the same file into its table of
parameters, where the public finds every number with its article. A number that two people changed there is
handed down here by `decide`; its rows are read instead of the file's.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from pathlib import Path

from django.db import transaction

from orgs.registry.models import DecidedNumber
from portal.kernel import reference
from portal.kernel.prepared import Prepared

DATA = Path(__file__).parent / "data" / "parameters.csv"
COLUMNS = ("code", "value", "effective_from", "effective_to", "legal_basis", "confidence")
TO_BE_CONFIRMED = frozenset({"M", "U"})
# All of them, for they are few.
DECIDED = Prepared[DecidedNumber](DecidedNumber.objects.all)
_held: ContextVar[dict | None] = ContextVar("numbers held still", default=None)


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
def delivered() -> tuple[Number, ...]:
    """Every row of the file. Raises portal.kernel.reference.BadData, naming the row."""
    return tuple(reference.read(DATA, _number, columns=COLUMNS, key=("code", "effective_from")))


def number(code: str, *, on: date) -> Number:
    """The number in force on a day; before the first row's day, the first row. KeyError for no such code."""
    return numbers(code, on=on)[code]


def numbers(*codes: str, on: date) -> dict[str, Number]:
    """Several numbers by one query; see `number`."""
    held = _held.get()
    decided = _rows_of(*codes) if held is None else held
    return {code: in_force(decided.get(code) or delivered_rows(code), on=on) for code in codes}


@contextmanager
def held_still() -> Iterator[None]:
    """Ask for changed numbers once while this lasts: thousands of facts are judged by the same."""
    token = _held.set(_rows_of(*{row.code for row in delivered()}))
    try:
        yield
    finally:
        _held.reset(token)


def _rows_of(*codes: str) -> dict[str, list[Number]]:
    """The rows that people changed, by code."""
    rows: dict[str, list[Number]] = {}
    for row in DECIDED.all():
        if row.code in codes:
            rows.setdefault(row.code, []).append(_decided(row))
    return rows


def delivered_rows(code: str) -> list[Number]:
    """The rows of one number in the file. KeyError for no such code."""
    rows = [row for row in delivered() if row.code == code]
    if not rows:
        raise KeyError(code)
    return rows


def in_force(rows: Sequence[Number], *, on: date) -> Number:
    """Of a number's rows that of a day; before the first row's day, the first row."""
    ordered = sorted(rows, key=attrgetter("starts_on"))
    return next((row for row in reversed(ordered) if row.starts_on <= on), ordered[0])


@transaction.atomic
def decide(code: str, rows: Iterable[DecidedNumber]) -> None:
    """Two people have changed a number of the register: from now on it reads these rows, not stored yet."""
    DecidedNumber.objects.filter(code=code).delete()
    DecidedNumber.objects.bulk_create(rows)


def _decided(row: DecidedNumber) -> Number:
    return Number(
        code=row.code,
        value=row.value,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        legal_basis=row.legal_basis,
        is_to_be_confirmed=row.confidence in TO_BE_CONFIRMED,
    )


def _number(row: reference.Row) -> Number:
    return Number(
        code=row["code"],
        value=Decimal(row["value"]),
        starts_on=date.fromisoformat(row["effective_from"]),
        ends_on=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        legal_basis=row["legal_basis"],
        is_to_be_confirmed=row["confidence"] in TO_BE_CONFIRMED,
    )
