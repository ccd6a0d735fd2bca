"""The public catalogue: a tree that opens in place, a search, a download."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalog.editions import queries, rules
from catalog.editions.filters import CatalogueFilter
from portal.kernel.listing import listing

MOST_OPEN = 30
COLUMNS = (
    (_("编码"), lambda item: item.code),
    (_("名称"), lambda item: item.name),
    (_("英文名称"), lambda item: item.name_en),
    (_("目录"), lambda item: item.edition.title),
    (_("级次"), lambda item: item.level if item.level in rules.LEVELS else ""),
    (_("上级或者对应的通用目录品目"), lambda item: str(item.parent or item.general_item or "")),
    (_("服务领域"), lambda item: item.field_of_service),
    (_("名称核对情况"), lambda item: rules.source_mark(item.source).says),
    (_("说明"), lambda item: rules.source_mark(item.source).detail),
)


@require_safe
def item_list(request: HttpRequest) -> HttpResponse:
    """The tree, or the items found when something was searched or filtered for."""
    opened = set(request.GET.getlist("open")[:MOST_OPEN])
    browsing = not is_search(request)
    return listing(
        request,
        queries.in_force(),
        template="catalog/editions/item_list.html",
        order=("code", "pk"),
        filterset_class=CatalogueFilter,
        columns=COLUMNS,
        editions=queries.editions(),
        tree=queries.tree(opened) if browsing else None,
        departmental=queries.departmental() if browsing and "department" in opened else None,
    )


def is_search(request: HttpRequest) -> bool:
    """Whether any filter holds something."""
    return any(request.GET.get(name) for name in CatalogueFilter.base_filters)
