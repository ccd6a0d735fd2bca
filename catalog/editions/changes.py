"""What an edition changes against the former one: of a draft as it would be, of an approved one as it was."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.editions import rules
from catalog.editions.choices import SuccessionKind
from catalog.editions.models import CatalogueEdition, CatalogueItem
from catalog.editions.rules import Link


@dataclass(frozen=True)
class Change:
    """One item that did not stay as it was; `old` is empty for an added one, `new` for a retired one."""

    says: str
    old: CatalogueItem | None
    new: CatalogueItem | None


def changes_of(edition: CatalogueEdition) -> list[Change]:
    """Everything but what was kept, what was added last; nothing of a first edition. Three queries."""
    if edition.based_on_id is None:
        return []
    old = {item.code: item for item in CatalogueItem.objects.filter(edition_id=edition.based_on_id)}
    new = {item.code: item for item in edition.items.all()}
    links = rules.succession(_names(old), _names(new), noted_in(edition))
    told = {link.new for link in links}
    changed = [
        Change(link.how.label, old[link.old], new.get(link.new))
        for link in links
        if link.how != SuccessionKind.KEPT
    ]
    return changed + [Change(_("新增"), None, item) for code, item in new.items() if code not in told]


def noted_in(edition: CatalogueEdition) -> list[Link]:
    """What is written about the successors of the former edition's items."""
    rows = edition.successions.select_related("old", "new")
    return [Link(row.old.code, row.new.code if row.new else "", SuccessionKind(row.how)) for row in rows]


def _names(items: dict[str, CatalogueItem]) -> dict[str, str]:
    return {code: item.name for code, item in items.items()}
