"""A catalogue as a tree whose branches open in place, each with the address that opens or closes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from catalog.editions.models import CatalogueItem


@dataclass(frozen=True)
class Node:
    """One item; `children` is None while it is closed, `query` toggles it and no other."""

    item: CatalogueItem
    children: list["Node"] | None = None
    query: str = ""

    @property
    def is_open(self) -> bool:
        """Whether its items are shown."""
        return self.children is not None


def tree(items: QuerySet[CatalogueItem], opened: Iterable[str]) -> list[Node]:
    """A general catalogue with the second level shown, and the third where a branch was opened."""
    opened = set(opened)
    below: dict[str, list[CatalogueItem]] = {}
    for item in items.filter(Q(level__lte=2) | Q(parent__code__in=opened)).order_by("code"):
        below.setdefault(item.parent.code if item.parent else "", []).append(item)
    return [
        Node(top, [_branch(item, below.get(item.code, []), opened) for item in below.get(top.code, [])])
        for top in below.get("", [])
    ]


def branch(items: QuerySet[CatalogueItem], code: str, opened: Iterable[str]) -> Node | None:
    """One branch by itself, as htmx puts it in the place of the former; None for an unknown code."""
    opened = set(opened)
    found = items.filter(Q(code=code) | Q(parent__code=code)).order_by("level", "code")
    top = next((item for item in found if item.code == code and item.level == 2), None)
    return _branch(top, [item for item in found if item.code != code], opened) if top else None


def _branch(item: CatalogueItem, leaves: list[CatalogueItem], opened: set[str]) -> Node:
    shown = [Node(leaf) for leaf in leaves] if item.code in opened else None
    return Node(item, shown, urlencode({"open": sorted(opened ^ {item.code})}, doseq=True))
