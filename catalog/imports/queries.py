"""Reads of imports of annexes."""

from collections import Counter

from django.db.models import QuerySet

from catalog.editions import queries as editions
from catalog.editions.models import CatalogueEdition
from catalog.editions.rules import ItemFacts
from catalog.imports import rules
from catalog.imports.models import AnnexImport
from catalog.imports.rules import AnnexItem, Known
from portal.kernel.actors import Actor


def visible_to(actor: Actor | None) -> QuerySet[AnnexImport]:
    """The imports into the editions of the own body."""
    found = AnnexImport.objects.select_related("upload", "edition__catalogue", "edition__based_on")
    if actor is None or not actor.body_code:
        return found.none()
    return found.filter(edition__catalogue__owner_code=actor.body_code)


def import_for_update(import_id: int) -> AnnexImport:
    """One import, locked until the transaction ends."""
    rows = AnnexImport.objects.select_for_update(of=("self",))
    return rows.select_related("upload", "edition__catalogue").get(pk=import_id)


def compared_with(edition: CatalogueEdition) -> CatalogueEdition:
    """What an annex is compared with: the edition that the draft follows, else the draft itself."""
    return edition.based_on or edition


def known_items(edition: CatalogueEdition) -> dict[str, Known]:
    """The items of an edition as the comparison needs them."""
    return {
        facts.code: Known(facts.code, facts.level, facts.name, facts.parent_code or facts.general_code)
        for facts in editions.facts_of(edition)
    }


def items_of(found: AnnexImport) -> list[AnnexItem]:
    """The items that were read."""
    return [AnnexItem(**item) for item in found.items]


def changes_of(found: AnnexImport) -> list[rules.Change]:
    """What the annex would change."""
    annex = rules.Annex(items=items_of(found))
    return rules.changes(annex, known_items(compared_with(found.edition)))


def counts_of(found: AnnexImport) -> dict[int, int]:
    """How many items each level has."""
    return dict(sorted(Counter(item.level for item in items_of(found)).items()))


def facts_to_write(found: AnnexImport) -> list[ItemFacts]:
    """The items as the draft will hold them; an item whose name stays keeps its field of service."""
    before = {facts.code: facts for facts in editions.facts_of(compared_with(found.edition))}
    return [_facts(item, before.get(item.code), found.upload.name) for item in items_of(found)]


def _facts(item: AnnexItem, old: ItemFacts | None, file: str) -> ItemFacts:
    is_departmental = item.level == rules.DEPARTMENTAL_LEVEL
    stays = old is not None and old.name == item.name
    return ItemFacts(
        code=item.code,
        level=item.level,
        name=item.name,
        parent_code="" if is_departmental else item.parent,
        general_code=item.parent if is_departmental else "",
        name_en=old.name_en if stays else "",
        field_of_service=old.field_of_service if old else "",
        source=f"annex {file}",
        description=old.description if stays else "",
    )
