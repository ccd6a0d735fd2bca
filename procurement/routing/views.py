"""The law as the public reads it: parameters and the route decision."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.regions.models import Division
from portal.kernel import clock
from portal.kernel.listing import listing
from procurement.routing import explaining, queries
from procurement.routing.asking import answer_to
from procurement.routing.filters import ParameterFilter
from procurement.routing.forms import RouteForm
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import queries as proposals
from procurement.routing.proposals.rules import may_set

COLUMNS = (
    (_("名称"), lambda row: row.name),
    (_("数值"), lambda row: row.value.normalize()),
    (_("单位"), lambda row: row.get_unit_display()),
    (_("适用地区"), lambda row: row.region_name or row.region_code),
    (_("类别"), lambda row: queries.category_says(row.category)),
    (_("生效日期"), lambda row: row.effective_from),
    (_("失效日期"), lambda row: row.effective_to or ""),
    (_("依据"), lambda row: row.legal_basis),
    (_("核对情况"), lambda row: row.get_confidence_display()),
)


@require_safe
def parameter_list(request: HttpRequest) -> HttpResponse:
    """Every legal number with its article, region and time."""
    return listing(
        request,
        with_region_names(),
        template="procurement/routing/parameter_list.html",
        order=("code", "region_code", "category", "effective_from", "pk"),
        filterset_class=ParameterFilter,
        columns=COLUMNS,
        size=50,
        today=clock.local_date(clock.now()),
    )


@require_safe
def number(request: HttpRequest, code: str) -> HttpResponse:
    """One number of the law: every row of it, and who changed it when."""
    rows = list(with_region_names().filter(code=code).order_by("region_code", "category", "-effective_from"))
    if not rows:
        raise Http404
    level = proposals.division_of(request.actor)
    context = {
        "name": rows[0].name.partition("（")[0],
        "code": code,
        "rows": rows,
        "changes": list(proposals.about(code)),
        "today": clock.local_date(clock.now()),
        "level": level,
        "may_set": may_set(code, level),
        "may_end": may_set(code, level) and level != queries.PROVINCE,
    }
    return render(request, "procurement/routing/number.html", context)


@require_safe
def decision(request: HttpRequest) -> HttpResponse:
    """Which routes are lawful for an amount, and why."""
    form = RouteForm(request.GET if "amount" in request.GET else None)
    context = {"form": form}
    if form.is_valid():
        route, refusals = answer_to(form)
        context |= {
            "asked": form.cleaned_data,
            "refusals": refusals,
            "proposed": str(route.default.name) if route else "",
            "route": explaining.explain(route) if route else None,
        }
    return render(request, "procurement/routing/decision.html", context)


def with_region_names() -> QuerySet[RuleParameter]:
    """Parameters with the name of the region of each."""
    region = Division.objects.filter(code=OuterRef("region_code"))
    return RuleParameter.objects.annotate(region_name=Subquery(region.values("name")[:1]))
