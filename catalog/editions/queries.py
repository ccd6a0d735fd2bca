"""Reads of the guidance catalogue."""

from dataclasses import dataclass

from django.db.models import Case, Q, QuerySet, When

from catalog.editions import rules
from catalog.editions.choices import CatalogueOwner, EditionStatus
from catalog.editions.models import CatalogueEdition, CatalogueItem


@dataclass(frozen=True)
class Node:
    """One item in the tree; `children` is None while the node is closed."""

    item: CatalogueItem
    children: list["Node"] | None = None


def in_force() -> QuerySet[CatalogueItem]:
    """Items of the editions in force, of both catalogues."""
    return CatalogueItem.objects.filter(edition__status=EditionStatus.IN_FORCE).select_related(
        "edition", "parent", "general_item"
    )


def purchasable() -> QuerySet[CatalogueItem]:
    """What a project may name: departmental items and third-level items of the general catalogue."""
    return in_force().filter(level__gte=max(rules.LEVELS))


def editions() -> list[CatalogueEdition]:
    """The editions in force, the general one first."""
    return list(CatalogueEdition.objects.filter(status=EditionStatus.IN_FORCE).order_by("-owner"))


def item_by_code(code: str) -> CatalogueItem | None:
    """The item of this code in force, else of the newest edition that had it."""
    items = CatalogueItem.objects.filter(code=code).select_related(
        "edition", "parent__parent", "general_item__parent"
    )
    current = Case(When(edition__status=EditionStatus.IN_FORCE, then=0), default=1)
    return items.order_by(current, "-edition_id").first()


def search(items: QuerySet[CatalogueItem], words: str) -> QuerySet[CatalogueItem]:
    """Items whose code, name, pinyin or pinyin initials hold every word typed."""
    for word in words.split()[:10]:
        latin = word.casefold()
        found = Q(name__icontains=word) | Q(code__icontains=word) | Q(name_en__icontains=word)
        if latin.isascii():
            found |= Q(pinyin__contains=latin) | Q(pinyin_initials__contains=latin)
        items = items.filter(found)
    return items


def tree(opened: set[str]) -> list[Node]:
    """The general catalogue with the second level shown, and the third where a branch was opened."""
    general = in_force().filter(edition__owner=CatalogueOwner.GENERAL)
    shown = general.filter(Q(level__lte=2) | Q(parent__code__in=opened)).order_by("code")
    below: dict[str, list[CatalogueItem]] = {}
    for item in shown:
        below.setdefault(item.parent.code if item.parent else "", []).append(item)
    return [
        Node(top, [Node(item, _leaves(below, item.code, opened)) for item in below.get(top.code, [])])
        for top in below.get("", [])
    ]


def departmental() -> list[CatalogueItem]:
    """The items of the department of civil affairs."""
    return list(in_force().exclude(edition__owner=CatalogueOwner.GENERAL).order_by("code"))


def siblings(item: CatalogueItem) -> list[CatalogueItem]:
    """Items next to this one: the same parent, or the same general item for a departmental one."""
    near = CatalogueItem.objects.filter(edition=item.edition).exclude(pk=item.pk)
    if item.general_item_id:
        return list(near.filter(general_item_id=item.general_item_id).order_by("code"))
    return list(near.filter(parent_id=item.parent_id, level=item.level).order_by("code"))


def _leaves(below: dict[str, list[CatalogueItem]], code: str, opened: set[str]) -> list[Node] | None:
    return [Node(leaf) for leaf in below.get(code, [])] if code in opened else None
