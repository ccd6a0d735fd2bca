"""A legal number as the rules are handed it, and how it is written. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.money import format_amount

THRESHOLD = "dispersed_threshold"
OPEN_TENDER_FIGURE = "open_tender_figure"
WORKS_TENDER_FIGURE = "works_tender_figure"
# Important equipment and materials of works; their survey, design and supervision.
WORKS_OTHERS = ("works_goods_tender_figure", "works_services_tender_figure")
EMALL_REQUIRED = "emall_required_below_threshold"
SPLIT_WARNING = "split_warning_ratio"
SWITCH = "switch"
# How a text of a basis itself says that it was not checked.
TO_BE_CONFIRMED = "待确认"
START_TO_BE_CONFIRMED = "施行日期待确认"


def tender_figure(category: str) -> str:
    """The code of the figure from which open tender is compulsory; works have one of their own (THR-04)."""
    return WORKS_TENDER_FIGURE if category == "works" else OPEN_TENDER_FIGURE


def figures_of(category: str) -> list[str]:
    """The codes of every figure that a route decision for goods, services or works compares."""
    others = WORKS_OTHERS if category == "works" else ()
    return [THRESHOLD, tender_figure(category), EMALL_REQUIRED, SPLIT_WARNING, *others]


@dataclass(frozen=True)
class Parameter:
    """A legal number in force on some day, with its article and how sure it is."""

    code: str
    value: Decimal
    unit: str
    legal_basis: str
    confidence: str
    is_to_be_confirmed: bool
    name: str = ""
    unit_says: str = ""
    region_code: str = ""
    category: str = ""
    effective_from: date | None = None

    def __int__(self) -> int:
        """The number of days, persons, suppliers or minutes."""
        return int(self.value)

    @property
    def basis(self) -> str:
        """The article as it stands beside whatever the number decides: 待确认 where that is so."""
        if not self.is_to_be_confirmed or TO_BE_CONFIRMED in self.legal_basis:
            return self.legal_basis
        return _("%(article)s（待确认）") % {"article": self.legal_basis}

    def says(self) -> str:
        """The value as a person writes it: 2,000,000 元, 10 日, 30%."""
        return written(self.value, self.unit, self.unit_says)


def written(value: Decimal, unit: str, unit_says: str) -> str:
    """A legal number with its unit; a share as a percentage, a switch as a word."""
    if unit == SWITCH:
        return _("是") if value else _("否")
    if unit == "ratio":
        return f"{(value * 100).normalize():f}%"
    number = format_amount(value) if unit == "yuan" else f"{value.normalize():f}"
    return f"{number} {unit_says}"
