"""Which items stand in the province's central procurement catalogue on a day (HN2025; THR-05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "central-catalogue.csv"
COLUMNS = ("item_code", "name", "has_framework", "effective_from", "effective_to", "legal_basis")


@dataclass(frozen=True)
class CentralItem:
    """An item that is bought centrally, and whether a framework agreement can be used for it."""

    code: str
    name: str
    has_framework: bool
    since: date
    until: date | None
    legal_basis: str

    def covers(self, code: str, on: date) -> bool:
        """Whether an item of this code falls under it on a day: the item itself, or one below it."""
        is_in_force = self.since <= on and (self.until is None or on <= self.until)
        return is_in_force and code.startswith(self.code)


@cache
def delivered() -> tuple[CentralItem, ...]:
    """The rows of the table. Raises portal.kernel.reference.BadData."""
    return tuple(reference.read(DATA, _item, columns=COLUMNS, key=("item_code", "effective_from")))


def item_of(code: str, *, on: date, rows: Iterable[CentralItem] | None = None) -> CentralItem | None:
    """The narrowest item of the catalogue under which a code falls on a day; None outside it."""
    known = delivered() if rows is None else rows
    found = [item for item in known if code and item.covers(code, on)]
    return max(found, key=lambda item: len(item.code), default=None)


def _item(row: reference.Row) -> CentralItem:
    if row["has_framework"] not in ("yes", "no"):
        raise ValueError(_("有无框架协议只能填写 yes 或者 no"))
    if not (row["item_code"] and row["name"] and row["legal_basis"]):
        raise ValueError(_("编码、名称、依据不能为空"))
    return CentralItem(
        code=row["item_code"],
        name=row["name"],
        has_framework=row["has_framework"] == "yes",
        since=date.fromisoformat(row["effective_from"]),
        until=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        legal_basis=row["legal_basis"],
    )
