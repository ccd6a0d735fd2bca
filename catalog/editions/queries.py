"""Reads of the guidance catalogues."""

from collections import Counter
from datetime import date

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL

from catalog import capacities
from catalog.editions import rules
from catalog.editions.choices import CatalogueKind, EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition, CatalogueItem, ItemSuccession
from portal.kernel.actors import Actor

READERS = (capacities.FINANCE, *capacities.PURCHASERS, capacities.SUPERVISOR, capacities.AUDITOR)
OVERSEERS = (capacities.AUDITOR, capacities.OPERATOR)

# An item, those it came from and those that came from it, through approved editions only.
KIN = """
WITH RECURSIVE link AS (
    SELECT s.old_id, s.new_id FROM catalog_itemsuccession s
    JOIN catalog_catalogueedition e ON e.id = s.edition_id
    WHERE e.status = 'approved' AND s.new_id IS NOT NULL
), back(id) AS (
    SELECT %s::bigint UNION SELECT link.old_id FROM link JOIN back ON link.new_id = back.id
), forth(id) AS (
    SELECT %s::bigint UNION SELECT link.new_id FROM link JOIN forth ON link.old_id = forth.id
)
SELECT id FROM back UNION SELECT id FROM forth
"""


def in_force(*, on: date) -> QuerySet[CatalogueItem]:
    """Items of the editions in force on a day, of all catalogues."""
    return CatalogueItem.objects.filter(edition__in=CatalogueEdition.objects.in_force(on=on)).select_related(
        "edition__catalogue", "parent", "general_item"
    )


def purchasable(*, on: date) -> QuerySet[CatalogueItem]:
    """What a project may name on a day: departmental items and third-level items of the general catalogue."""
    return in_force(on=on).filter(level__gte=max(rules.LEVELS))


def general(*, on: date) -> QuerySet[CatalogueItem]:
    """Items of the general edition in force on a day."""
    return in_force(on=on).filter(edition__catalogue__kind=CatalogueKind.GENERAL)


def departmental(*, on: date) -> QuerySet[CatalogueItem]:
    """The items of the departments' editions in force on a day, by catalogue and code."""
    items = in_force(on=on).filter(edition__catalogue__kind=CatalogueKind.DEPARTMENTAL)
    return items.order_by("edition__catalogue_id", "code")


def editions(*, on: date) -> list[CatalogueEdition]:
    """The editions in force on a day, the general one first."""
    found = CatalogueEdition.objects.in_force(on=on).select_related("catalogue")
    return list(found.order_by("-catalogue__kind", "catalogue_id"))


def public_editions() -> QuerySet[CatalogueEdition]:
    """What everybody may read, by catalogue, the newest first."""
    return (
        CatalogueEdition.objects.public()
        .select_related("catalogue")
        .order_by("-catalogue__kind", "catalogue_id", "-pk")
    )


def item_by_code(code: str, *, on: date) -> CatalogueItem | None:
    """The item of this code in force on a day, else of the newest approved edition that had it."""
    items = CatalogueItem.objects.filter(code=code, edition__status=EditionStatus.APPROVED)
    is_in_force = Exists(CatalogueEdition.objects.in_force(on=on).filter(pk=OuterRef("edition_id")))
    return (
        items.select_related("edition__catalogue", "parent__parent", "general_item__parent")
        .order_by(Case(When(is_in_force, then=0), default=1), "-edition_id")
        .first()
    )


def search(items: QuerySet[CatalogueItem], words: str) -> QuerySet[CatalogueItem]:
    """Items whose code, name, pinyin or pinyin initials hold every word typed."""
    for word in words.split()[:10]:
        latin = word.casefold()
        found = Q(name__icontains=word) | Q(code__icontains=word) | Q(name_en__icontains=word)
        if latin.isascii():
            found |= Q(pinyin__contains=latin) | Q(pinyin_initials__contains=latin)
        items = items.filter(found)
    return items


def neighbours_of(item: CatalogueItem, *, on: date) -> tuple[list[CatalogueItem], list[CatalogueItem]]:
    """Items next to this one, and the departments' items in force under it. One query.

    Next to it is what has the same parent, or the same general item; what falls under it may also fall
    under its former self.
    """
    under = departmental(on=on).filter(general_item_id__in=kin(item.pk)).order_by()
    beside = Q(edition_id=item.edition_id, level=item.level, parent_id=item.parent_id)
    if item.general_item_id:
        beside = Q(edition_id=item.edition_id, general_item_id=item.general_item_id)
    found = CatalogueItem.objects.filter(beside | Q(pk__in=under.values("pk"))).exclude(pk=item.pk)
    rows = list(found.select_related("edition__catalogue").order_by("edition__catalogue_id", "code"))
    return (
        [row for row in rows if row.edition_id == item.edition_id],
        [row for row in rows if row.edition_id != item.edition_id],
    )


def kin(item_id: int) -> RawSQL:
    """The ids of an item, of those it came from and of those that came from it, for a filter."""
    return RawSQL(KIN, [item_id, item_id], output_field=BigIntegerField())  # noqa: S611 - ids only


def successors_on(item: CatalogueItem, *, on: date) -> tuple[str, ...]:
    """What an item is called in the edition in force on a day, after renaming, splitting or merging."""
    return tuple(in_force(on=on).filter(pk__in=kin(item.pk)).order_by("code").values_list("name", flat=True))


def history_of(item: CatalogueItem) -> list[ItemSuccession]:
    """What became of an item from edition to edition, the newest change first."""
    line = kin(item.pk)
    found = ItemSuccession.objects.filter(
        Q(old_id__in=line) | Q(new_id__in=line), edition__status=EditionStatus.APPROVED
    )
    return list(found.select_related("edition", "old__edition", "new").order_by("-edition_id", "pk"))


# Work


def edition_for_update(edition_id: int) -> CatalogueEdition:
    """The edition, locked after its catalogue, so that two verbs on one catalogue follow one another."""
    catalogue_id = CatalogueEdition.objects.values_list("catalogue_id", flat=True).get(pk=edition_id)
    catalogue = catalogue_for_update(catalogue_id)
    edition = CatalogueEdition.objects.select_for_update(of=("self",)).get(pk=edition_id)
    edition.catalogue = catalogue
    return edition


def catalogue_for_update(catalogue_id: int) -> Catalogue:
    """The catalogue, locked until the transaction ends."""
    return Catalogue.objects.select_for_update().get(pk=catalogue_id)


def visible_to(actor: Actor | None) -> QuerySet[CatalogueEdition]:
    """The editions that a capacity sees at work: its own body's, and what is public; auditors see all."""
    found = CatalogueEdition.objects.select_related("catalogue", "based_on")
    if actor is None:
        return found.none()
    if actor.has_role(*OVERSEERS):
        return found
    own = Q(catalogue__owner_code=actor.body_code) & ~Q(catalogue__owner_code="")
    return found.filter(own | Q(pk__in=CatalogueEdition.objects.public().values("pk")))


def kept_by(actor: Actor | None) -> QuerySet[Catalogue]:
    """The catalogues that the acting body keeps."""
    if actor is None or not actor.body_code:
        return Catalogue.objects.none()
    return Catalogue.objects.filter(owner_code=actor.body_code)


def latest_approved(catalogue: Catalogue) -> CatalogueEdition | None:
    """The approved edition that comes last, in force or still to come."""
    return catalogue.editions.filter(status=EditionStatus.APPROVED, in_force_to=None).order_by("-pk").first()


def in_preparation(catalogue: Catalogue) -> CatalogueEdition | None:
    """The one draft of a catalogue, as a draft or in consultation."""
    found = catalogue.editions.filter(status__in=(EditionStatus.DRAFT, EditionStatus.CONSULTATION))
    return found.first()


def unanswered(edition: CatalogueEdition) -> int:
    """How many comments on an edition (catalog.revisions) nobody has answered yet."""
    return edition.comments.filter(verdict="").count()


def counts_of(edition: CatalogueEdition) -> Counter[int]:
    """How many items an edition has at each level."""
    return Counter(edition.items.order_by().values_list("level", flat=True))


def facts_of(edition: CatalogueEdition) -> list[rules.ItemFacts]:
    """The items of an edition as the rules judge them, by code."""
    rows = edition.items.select_related("parent", "general_item").order_by("code")
    return [
        rules.ItemFacts(
            code=item.code,
            level=item.level,
            name=item.name,
            parent_code=item.parent.code if item.parent else "",
            general_code=item.general_item.code if item.general_item else "",
            name_en=item.name_en,
            field_of_service=item.field_of_service,
            source=item.source,
            description=item.description,
        )
        for item in rows
    ]


def third_level_on(day: date) -> dict[str, CatalogueItem]:
    """The third-level items of the general edition in force on a day, by code."""
    items = general(on=day).filter(level=max(rules.LEVELS))
    return {item.code: item for item in items}


def items_of(edition: CatalogueEdition) -> QuerySet[CatalogueItem]:
    """The items of an edition by code, with what each row shows."""
    return edition.items.select_related("edition", "parent", "general_item").order_by("code")
