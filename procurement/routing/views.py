"""The law as the public reads it: parameters, the route decision, the calendar, a deadline calculator."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.regions.models import Division
from portal.kernel import clock
from portal.kernel.calendar import queries as calendar_queries
from portal.kernel.listing import listing
from procurement.routing import explaining, periods, queries
from procurement.routing.asking import answer_to
from procurement.routing.filters import ParameterFilter
from procurement.routing.forms import FIRST, LAST, PeriodForm, RouteForm
from procurement.routing.models import RuleParameter

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
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year; a year without a notice is provisional."""
    loaded = calendar_queries.loaded_years()
    this_year = clock.local_date(clock.now()).year
    year = _year(request.GET.get("year", ""), this_year)
    current = calendar_queries.current()
    context = {
        "year": year,
        "is_provisional": year not in loaded,
        "source": calendar_queries.source_of(year),
        "months": periods.months(year, calendar=current, names=calendar_queries.names_of(year)),
        "years": sorted({*loaded, this_year, this_year + 1}),
    }
    return render(request, "procurement/routing/calendar.html", context)


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """Where a period ends and which days are skipped."""
    form = PeriodForm(request.GET if "start" in request.GET else None)
    period = None
    if form.is_valid():
        facts = form.cleaned_data
        current = calendar_queries.current()
        names = calendar_queries.all_names()
        period = periods.count(facts["start"], facts["number"], facts["unit"], calendar=current, names=names)
    return render(request, "procurement/routing/deadline.html", {"form": form, "period": period})


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


def _year(typed: str, this_year: int) -> int:
    if not typed:
        return this_year
    if not typed.isascii() or not typed.isdigit() or not FIRST.year <= int(typed[:6]) <= LAST.year:
        raise Http404
    return date(int(typed), 1, 1).year
