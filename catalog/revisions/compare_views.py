"""Two editions of one catalogue side by side, for everybody; keepers see their drafts too."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.editions import queries as editions
from catalog.editions.models import CatalogueEdition
from catalog.editions.rules import ORDER_102
from catalog.revisions import comparing, differences
from catalog.revisions.choices import ChangeKind
from catalog.revisions.differences import Row, Words
from catalog.revisions.forms import CompareForm
from portal.kernel import clock, spreadsheets

MOST = 200
HEADERS = (
    gettext_lazy("变化"),
    gettext_lazy("原编码"),
    gettext_lazy("原名称"),
    gettext_lazy("原说明、位置和领域"),
    gettext_lazy("新编码"),
    gettext_lazy("新名称"),
    gettext_lazy("新说明、位置和领域"),
)


@require_safe
def edition_compare(request: HttpRequest) -> HttpResponse:
    """Choose two editions, then row by row what changed; by kind of change, or as a table to take home."""
    known = list(readable(request)[:MOST])
    chosen = request.GET if "old" in request.GET or "new" in request.GET else first_pair(known)
    form = CompareForm(chosen or None, editions=known)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "basis": ORDER_102}
        return render(request, "catalog/revisions/edition_compare.html", context)
    old, new = form.pair
    rows = comparing.compare(old, new)
    kind = request.GET.get("kind", "")
    shown = [row for row in rows if is_shown(row, kind)]
    if request.GET.get("export") == "xlsx":
        name = _("%(new)s与%(old)s比较") % {"new": new.title, "old": old.title}
        return spreadsheets.response("xlsx", map(flat, shown), HEADERS, name=name[:120])
    today = clock.local_date(clock.now())
    context = {
        "form": form,
        "old": old,
        "new": new,
        "old_state": old.state_on(today),
        "new_state": new.state_on(today),
        "rows": shown,
        "kind": kind,
        "counts": counted(rows),
        "address": f"old={old.pk}&new={new.pk}",
        "basis": ORDER_102,
    }
    return render(request, "catalog/revisions/edition_compare.html", context)


def readable(request: HttpRequest) -> QuerySet[CatalogueEdition]:
    """The public editions and, for those who keep a catalogue, its drafts."""
    pks = [CatalogueEdition.objects.public().values("pk"), editions.visible_to(request.actor).values("pk")]
    found = CatalogueEdition.objects.filter(pk__in=pks[0]) | CatalogueEdition.objects.filter(pk__in=pks[1])
    found = found.select_related("catalogue", "based_on")
    return found.order_by("-catalogue__kind", "catalogue_id", "-pk")


def first_pair(known: Sequence[CatalogueEdition]) -> dict[str, int] | None:
    """What is shown before anything is chosen: the newest edition beside the one it changes."""
    pks = {edition.pk for edition in known}
    newest = sorted(known, key=lambda edition: edition.pk, reverse=True)
    found = next((edition for edition in newest if edition.based_on_id in pks), None)
    return {"old": found.based_on_id, "new": found.pk} if found else None


def is_shown(row: Row, kind: str) -> bool:
    """The rows of one kind, of all kinds ("all"), or every change when nothing is asked for."""
    if kind in ChangeKind.values:
        return kind in row.kinds
    return kind == "all" or ChangeKind.KEPT not in row.kinds


def counted(rows: Sequence[Row]) -> list[tuple[ChangeKind, int]]:
    """The kinds that occur, in the order of the list, with their numbers."""
    counts = differences.counts_of(rows)
    return [(kind, counts[kind]) for kind in ChangeKind if counts[kind]]


def flat(row: Row) -> list[str]:
    """A row of the table to take home."""
    kinds = "、".join(str(kind.label) for kind in row.kinds)
    sides = []
    for item, side in ((row.old, "old"), (row.new, "new")):
        details = "；".join(
            f"{each.label}：{text_of(each, side)}" for each in row.details if text_of(each, side)
        )
        sides += [item.code if item else "", text_of(row.name, side), details]
    return [kinds, *sides]


def text_of(words: Words, side: str) -> str:
    """One side without marks."""
    return "".join(piece.text for piece in getattr(words, side))
