"""The budget added up: a page by body, year or source, and a table of all three."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import spreadsheets
from portal.kernel.listing import EXPORT_CAP, filtered
from procurement.budget import queries, summing
from procurement.budget.filters import LineFilter
from procurement.budget.summing import BODY, GROUPS, SOURCE, YEAR, Sums
from procurement.budget.views.reading import reader

LABELS = {BODY: gettext_lazy("按单位"), YEAR: gettext_lazy("按年度"), SOURCE: gettext_lazy("按资金来源")}
HEADS = {BODY: gettext_lazy("预算单位"), YEAR: gettext_lazy("预算年度"), SOURCE: gettext_lazy("资金来源")}
AMOUNTS = (
    gettext_lazy("预算安排（元）"),
    gettext_lazy("已占用（元）"),
    gettext_lazy("已签合同（元）"),
    gettext_lazy("已支付（元）"),
    gettext_lazy("可用余额（元）"),
)


@login_required
@require_safe
def line_summary(request: HttpRequest) -> HttpResponse:
    """The lines that one may see, added up; every group leads to its lines."""
    visible = queries.visible_to(reader(request))
    filterset = LineFilter(request.GET, queryset=visible, request=request)
    lines = filtered(filterset, visible)
    kind = request.GET.get("export", "")
    if kind in spreadsheets.WRITERS:
        return table_of(kind, summing.sums(lines, BODY, YEAR, SOURCE)[:EXPORT_CAP])
    by = request.GET.get("by", BODY)
    by = by if by in GROUPS else BODY
    rows = summing.sums(lines, by)
    context = {
        "form": filterset.form,
        "by": by,
        "tabs": [(label, address(request, by=name), name == by) for name, label in LABELS.items()],
        "head": HEADS[by],
        "rows": [
            (summing.words(by, row.keys[0]), lines_url(request, by, row), row)
            for row in rows[: summing.SHOWN]
        ],
        "is_capped": len(rows) > summing.SHOWN,
        "total": summing.total(rows),
        "export_url": address(request, export="xlsx"),
    }
    return render(request, "procurement/budget/line_summary.html", context)


def table_of(kind: str, rows: list[Sums]) -> HttpResponse:
    """Body, year and source, with the amounts, as a file."""
    heads = [str(head) for head in (*HEADS.values(), _("指标条数"), *AMOUNTS, _("已签合同和支付占比（%）"))]
    body = [
        (row.keys[0], row.keys[2], summing.words(SOURCE, row.keys[3]), row.lines, *row.money, row.share)
        for row in rows
    ]
    return spreadsheets.response(kind, body, heads, name=_("预算汇总"))


def address(request: HttpRequest, **changes: str) -> str:
    """This page with the same filters and something else."""
    query = request.GET.copy()
    query.pop("export", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def lines_url(request: HttpRequest, by: str, row: Sums) -> str:
    """The lines of a group: the list with the same filters and the group's own."""
    query = QueryDict(mutable=True)
    kept = {name: request.GET[name] for name in LineFilter.base_filters if request.GET.get(name)}
    own = {BODY: "q", YEAR: "fiscal_year", SOURCE: "fund_source"}[by]
    query.update(kept | {own: str(row.keys[0])})
    return f"{reverse('budget:line_list')}?{query.urlencode()}"
