"""Items as the lists of forms offer them: under what stands above them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from catalog.editions import queries
from catalog.editions.models import Catalogue, CatalogueEdition, CatalogueItem
from catalog.editions.rules import LEVELS

Grouped = list[tuple[str, list[tuple[str, str]]]]


def grouped(items: Iterable[CatalogueItem]) -> Grouped:
    """Items as a select offers them, under what stands above them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        above = item.parent or item.general_item
        found.setdefault(str(above) if above else _("第一级"), []).append((item.code, str(item)))
    return list(found.items())


def items_of(edition: CatalogueEdition | None) -> Grouped:
    """All items of an edition."""
    return grouped(queries.items_of(edition)) if edition else []


def places_of(
    catalogue: Catalogue, edition: CatalogueEdition | None, *, on: date, level: int | None = None
) -> Grouped:
    """Under what an item may stand: the upper levels of the edition, or the general catalogue's third level.

    With `level` only what an item of that level stands under.
    """
    if not catalogue.is_general:
        return grouped(queries.general(on=on).filter(level=max(LEVELS)).order_by("code"))
    if edition is None:
        return []
    above = queries.items_of(edition).filter(level__lt=max(LEVELS))
    return grouped(above.filter(level=level - 1) if level else above)


def place_label(catalogue: Catalogue) -> str:
    """What the place of an item is called in a catalogue."""
    return _("上级品目") if catalogue.is_general else _("对应的通用目录品目")
