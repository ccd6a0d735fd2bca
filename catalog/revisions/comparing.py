"""Reads two editions of one catalogue and what lies between them."""

from collections.abc import Iterable

from catalog.editions import changes, rules
from catalog.editions import queries as editions
from catalog.editions.models import CatalogueEdition, CatalogueItem
from catalog.editions.rules import ItemFacts
from catalog.revisions import differences
from catalog.revisions.differences import Pair, Row

LONGEST_LINE = 30


def compare(old: CatalogueEdition, new: CatalogueEdition) -> list[Row]:
    """The items of both editions side by side; at most five queries where one follows the other."""
    before, after = editions.facts_of(old), editions.facts_of(new)
    names = {old.pk: _names(before), new.pk: _names(after)}
    pairs = pairs_of(old, new, names)
    return differences.rows_of(before, after, pairs, place_names(old, new, [*before, *after]))


def pairs_of(old: CatalogueEdition, new: CatalogueEdition, names: dict[int, dict[str, str]]) -> list[Pair]:
    """What became of the items of one edition in the other, over all editions between them.

    Seen backwards where the second is the older one; by the codes alone where neither follows the other.
    `names` are the items by edition, and code, as far as they were read.
    """
    line = line_between(old, new)
    if line:
        return pairs_along(line, names)
    back = line_between(new, old)
    if back:
        return differences.reversed_pairs(pairs_along(back, names), names[old.pk])
    return [(code, code if code in names[new.pk] else "") for code in names[old.pk]]


def line_between(old: CatalogueEdition, new: CatalogueEdition) -> list[CatalogueEdition]:
    """The editions that follow `old` up to `new`, each based on the one before; nothing if it is no line."""
    line, edition = [], new
    while edition is not None and edition.pk != old.pk and len(line) < LONGEST_LINE:
        line.append(edition)
        edition = edition.based_on
    return line[::-1] if edition is not None and edition.pk == old.pk else []


def pairs_along(line: list[CatalogueEdition], names: dict[int, dict[str, str]]) -> list[Pair]:
    """What became of every item from the edition before the line to its last one."""
    found = step(line[0], names)
    for edition in line[1:]:
        found = differences.composed(found, step(edition, names))
    return found


def step(edition: CatalogueEdition, names: dict[int, dict[str, str]]) -> list[Pair]:
    """What became of the items of the edition that this one is based on."""
    for pk in (edition.based_on_id, edition.pk):
        if pk not in names:
            items = CatalogueItem.objects.filter(edition_id=pk).order_by("code")
            names[pk] = dict(items.values_list("code", "name"))
    links = rules.succession(names[edition.based_on_id], names[edition.pk], changes.noted_in(edition))
    return [(link.old, link.new) for link in links]


def place_names(old: CatalogueEdition, new: CatalogueEdition, items: Iterable[ItemFacts]) -> dict[str, str]:
    """The names of what items stand under or fall under, the newer words where both have one."""
    found = {item.code: f"{item.code} {item.name}" for item in items}
    if not new.catalogue.is_general:
        general = CatalogueItem.objects.filter(departmental_items__edition__in=(old, new)).order_by(
            "edition_id"
        )
        found |= {code: f"{code} {name}" for code, name in general.values_list("code", "name")}
    return found


def _names(items: Iterable[ItemFacts]) -> dict[str, str]:
    return {item.code: item.name for item in items}
