"""The public catalogue: a tree that opens in place, a search, the editions with their dates, downloads."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.editions import changes, files, queries, rules, tree
from catalog.editions.choices import EditionStatus
from catalog.editions.filters import CatalogueFilter
from catalog.editions.models import CatalogueEdition, CatalogueItem
from portal.kernel.clock import local_date
from portal.kernel.listing import listing

MOST_OPEN = 40
DEPARTMENT = "department"
COLUMNS = (
    *files.COLUMNS[:3],
    (_("目录"), lambda item: item.edition.title),
    *files.COLUMNS[3:],
)


@require_safe
def item_list(request: HttpRequest) -> HttpResponse:
    """The tree, or the items found when something was searched or filtered for."""
    today = local_date(timezone.now())
    if request.htmx and "branch" in request.GET:
        return branch(request, queries.general(on=today))
    opened = opened_in(request)
    browsing = not is_search(request)
    return listing(
        request,
        queries.in_force(on=today),
        template="catalog/editions/item_list.html",
        order=("code", "pk"),
        filterset_class=CatalogueFilter,
        columns=COLUMNS,
        editions=queries.editions(on=today),
        tree=tree.tree(queries.general(on=today), opened) if browsing else None,
        departmental=queries.departmental(on=today) if browsing and DEPARTMENT in opened else None,
    )


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition that is or was in force, and drafts in consultation, with their dates."""
    today = local_date(timezone.now())
    shown = [(edition, edition.state_on(today)) for edition in queries.public_editions()[:200]]
    return render(request, "catalog/editions/edition_list.html", {"editions": shown, "today": today})


@require_safe
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: when it is in force, what it changed, all its items."""
    edition = get_object_or_404(queries.public_editions(), pk=pk)
    if request.htmx and "branch" in request.GET:
        return branch(request, queries.items_of(edition), has_pages=has_pages(edition))
    context = {
        **panels_of(edition),
        "has_pages": has_pages(edition),
        "tree": tree.tree(queries.items_of(edition), opened_in(request))
        if edition.catalogue.is_general
        else None,
    }
    return render(request, "catalog/editions/edition_detail.html", context)


@require_safe
def edition_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """An edition as "xlsx", "csv" or "pdf"."""
    edition = get_object_or_404(queries.public_editions(), pk=pk)
    return files.response(edition, kind)


def panels_of(edition: CatalogueEdition) -> dict:
    """What the public page and the page at work both show of an edition."""
    today = local_date(timezone.now())
    counts = queries.counts_of(edition)
    return {
        "edition": edition,
        "state": edition.state_on(today),
        "today": today,
        "counts": [(level, counts[level]) for level in sorted(counts)],
        "departs": edition.catalogue.is_general and rules.departs(counts),
        "numbers": rules.numbers_in_words(counts),
        "expected": rules.numbers_in_words(rules.LEVELS),
        "changes": changes.changes_of(edition),
        "items": None if edition.catalogue.is_general else queries.items_of(edition),
    }


def has_pages(edition: CatalogueEdition) -> bool:
    """Whether the items have pages of their own: not before the edition is approved."""
    return edition.status == EditionStatus.APPROVED


def branch(request: HttpRequest, items: QuerySet[CatalogueItem], *, has_pages: bool = True) -> HttpResponse:
    """One branch, opened or closed, as htmx puts it in place."""
    node = tree.branch(items, request.GET["branch"], opened_in(request))
    if node is None:
        raise Http404
    return render(request, "catalog/editions/branch.html", {"node": node, "is_public": has_pages})


def opened_in(request: HttpRequest) -> set[str]:
    """The branches that the address holds open."""
    return set(request.GET.getlist("open")[:MOST_OPEN])


def is_search(request: HttpRequest) -> bool:
    """Whether any filter holds something."""
    return any(request.GET.get(name) for name in CatalogueFilter.base_filters)
