"""Writing the items of a draft: whole, copied, one by one; the caller holds the edition's lock."""

from collections.abc import Iterable, Mapping
from datetime import date

from catalog.editions import queries, rules
from catalog.editions.changes import noted_in
from catalog.editions.models import CatalogueEdition, CatalogueItem, CategoryLink, ItemSuccession
from catalog.editions.rules import ItemFacts, Link
from portal.kernel import pinyin

FACTS = (
    "level", "parent", "general_item", "name", "name_en", "field_of_service", "source", "description",
    "pinyin", "pinyin_initials",
)  # fmt: skip


def item_of(facts: ItemFacts) -> CatalogueItem:
    """An item as it is stored, not yet in an edition; found by its pinyin as well."""
    return CatalogueItem(
        code=facts.code,
        level=facts.level,
        name=facts.name,
        name_en=facts.name_en,
        field_of_service=facts.field_of_service,
        source=facts.source,
        description=facts.description,
        pinyin=pinyin.syllables(facts.name).replace(" ", ""),
        pinyin_initials=pinyin.initials(facts.name)[:120],
    )


def write_all(
    edition: CatalogueEdition, items: Iterable[ItemFacts], *, general: Mapping[str, CatalogueItem]
) -> None:
    """Put these items into the edition, the upper levels first; an item of the same code keeps its row.

    A parent or general item that is not there stays empty; what follows from it is said before approval.
    """
    above: dict[str, CatalogueItem] = {}
    ordered = sorted(items, key=lambda facts: facts.level)
    for level in sorted({facts.level for facts in ordered}):
        rows = [facts for facts in ordered if facts.level == level]
        made = [item_of(facts) for facts in rows]
        for item, facts in zip(made, rows, strict=True):
            item.edition = edition
            item.parent = above.get(facts.parent_code)
            item.general_item = general.get(facts.general_code)
        above |= saved(edition, made)


def saved(edition: CatalogueEdition, items: list[CatalogueItem]) -> dict[str, CatalogueItem]:
    """The items as stored, by code."""
    CatalogueItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["edition", "code"], update_fields=list(FACTS)
    )
    codes = [item.code for item in items]
    return {item.code: item for item in edition.items.filter(code__in=codes)}


def remove(edition: CatalogueEdition, codes: Iterable[str]) -> None:
    """Take items out of a draft, the lower levels first."""
    rows = edition.items.filter(code__in=list(codes))
    for level in sorted(set(rows.values_list("level", flat=True)), reverse=True):
        rows.filter(level=level).delete()


def copy(source: CatalogueEdition, target: CatalogueEdition, *, on: date) -> None:
    """All items of an edition into a new draft, mapped to the general edition of the day, with categories."""
    write_all(target, queries.facts_of(source), general=queries.third_level_on(on))
    made = {item.code: item for item in target.items.all()}
    links = CategoryLink.objects.filter(item__edition=source).select_related("item")
    CategoryLink.objects.bulk_create(
        CategoryLink(
            item=made[link.item.code],
            category_id=link.category_id,
            source=link.source,
            is_verified=link.is_verified,
        )
        for link in links
    )


def map_to_general(edition: CatalogueEdition, *, on: date) -> None:
    """Point departmental items to the general edition of a day, by the codes they already name."""
    general = queries.third_level_on(on)
    moved = []
    for item in edition.items.exclude(general_item=None).select_related("general_item"):
        current = general.get(item.general_item.code)
        if current is not None and current.pk != item.general_item_id:
            item.general_item = current
            moved.append(item)
    CatalogueItem.objects.bulk_update(moved, ["general_item"])


def note(edition: CatalogueEdition, former: CatalogueEdition, links: Iterable[Link]) -> None:
    """Keep what became of items of the former edition."""
    old = {item.code: item for item in former.items.all()}
    new = {item.code: item for item in edition.items.all()}
    ItemSuccession.objects.bulk_create(
        ItemSuccession(
            edition=edition, old=old[link.old], new=new[link.new] if link.new else None, how=link.how
        )
        for link in links
    )


def close(former: CatalogueEdition, edition: CatalogueEdition) -> None:
    """The former edition ends where the new one begins; every item is led to its successor."""
    noted = noted_in(edition)
    names = [dict(source.items.values_list("code", "name")) for source in (former, edition)]
    found = rules.succession(*names, noted)
    note(edition, former, [link for link in found if link not in noted])
    former.in_force_to = edition.in_force_from
    former.save(update_fields=["in_force_to"])
