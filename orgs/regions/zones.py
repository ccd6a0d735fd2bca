"""Which budget level somebody means: a division, a special code, or a zone without a code of its own."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from orgs.regions import queries
from orgs.regions.models import Division
from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "zones.csv"
COLUMNS = ("code", "name", "division", "to_be_confirmed")
# Budget systems write nine digits, the statistics bureau twelve.
LONG = (9, 12)


@dataclass(frozen=True)
class Zone:
    """A code without a budget of its own and the division that it is assigned to."""

    code: str
    name: str
    division: str
    is_to_be_confirmed: bool


@dataclass(frozen=True)
class BudgetLevel:
    """A division with a budget; `zone` by which it was found, None where it was named itself."""

    division: Division
    zone: Zone | None = None

    @property
    def note(self) -> str:
        """How a zone was understood; empty where nothing had to be assigned."""
        if self.zone is None:
            return ""
        says = _("“%(name)s”（%(code)s）没有独立的预算级次，按对照表归入%(division)s。")
        if self.zone.is_to_be_confirmed:
            says = _("“%(name)s”（%(code)s）没有独立的预算级次，按对照表归入%(division)s（待确认）。")
        facts = {"name": self.zone.name, "code": self.zone.code, "division": self.division.name}
        return says % facts


@cache
def assigned() -> dict[str, Zone]:
    """The table of assignments by code. Raises portal.kernel.reference.BadData."""
    return {zone.code: zone for zone in reference.read(DATA, _zone, columns=COLUMNS, key=("code",))}


def budget_levels(words: str) -> list[BudgetLevel]:
    """Whom a code, a name or the beginning of a name means; several where it is not clear.

    A six, nine or twelve digit code, a name with or without the division above it, 城步.
    """
    text = _six(words.strip())
    if zone := assigned().get(text):
        return _levels([zone])
    named = queries.named(text.removesuffix("00").removesuffix("00") if text.isdecimal() else text)
    found = list(queries.budget_divisions().filter(pk__in=[d.pk for d in named]).order_by("code"))
    if found:
        return [BudgetLevel(division) for division in found]
    if zones := [assigned()[division.pk] for division in named if division.pk in assigned()]:
        return _levels(zones)
    return [BudgetLevel(division) for division in queries.beginning(text)]


def _six(text: str) -> str:
    """The six digits of a longer code that ends in zeros; anything else as it is."""
    is_long = text.isascii() and text.isdigit() and len(text) in LONG
    return text[:6] if is_long and not text[6:].strip("0") else text


def _levels(zones: list[Zone]) -> list[BudgetLevel]:
    divisions = queries.budget_divisions().in_bulk([zone.division for zone in zones])
    return [BudgetLevel(divisions[zone.division], zone) for zone in zones if zone.division in divisions]


def _zone(row: reference.Row) -> Zone:
    if row["to_be_confirmed"] not in ("yes", "no"):
        raise ValueError(_("是否待确认只能填写 yes 或者 no"))
    return Zone(row["code"], row["name"], row["division"], row["to_be_confirmed"] == "yes")
