"""The page of a catalogue item: what it is, where its name comes from, and what is bought under it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.editions import queries, rules
from catalog.editions.models import CatalogueItem
from portal.site.notice_rows import rows_of
from procurement.notices.models import Notice

SHOWN = 10


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item, public."""
    found = queries.item_by_code(code)
    if found is None:
        raise Http404
    departmental = list(found.departmental_items.order_by("code"))
    context = {
        "item": found,
        "above": [level for level in (_grandparent(found), found.parent) if level],
        "below": list(found.children.order_by("code")),
        "departmental": departmental,
        "siblings": queries.siblings(found) if found.level >= max(rules.LEVELS) else [],
        "mark": rules.source_mark(found.source),
        "notices": rows_of(Notice.objects.filter(project__catalogue_item__in=[found, *departmental]), SHOWN),
    }
    return render(request, "portal/site/catalogue_item.html", context)


def _grandparent(item: CatalogueItem) -> CatalogueItem | None:
    return item.parent.parent if item.parent else None
