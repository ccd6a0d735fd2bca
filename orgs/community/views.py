"""Public pages of community social organisations and stations, and what a registrar enters."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.community import queries, workflow
from orgs.community.filters import OrganisationFilter, StationFilter
from orgs.community.forms import RecordForm, StationForm
from orgs.people.choices import Role
from orgs.regions import tiles
from orgs.regions.filters import townships
from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "orgs/community"
PROVINCE = "43"
ORDER = ("name", "pk")

ORGANISATION_COLUMNS = (
    (_("名称"), lambda found: found.name),
    (_("类别"), lambda found: found.get_kind_display()),
    (_("登记情况"), lambda found: found.standing.label),
    (_("统一社会信用代码"), lambda found: found.body.credit_code if found.body else ""),
    (_("乡镇（街道）"), lambda found: found.division.name),
    (_("备案（列入）日期"), lambda found: found.recorded_on),
)
STATION_COLUMNS = (
    (_("名称"), lambda found: found.name),
    (_("层级"), lambda found: found.get_level_display()),
    (_("乡镇（街道）"), lambda found: found.division.name),
    (_("村（社区）"), lambda found: found.village),
    (_("承接的社会组织"), lambda found: found.operator_body.name if found.operator_body else ""),
    (_("服务领域"), lambda found: found.field_words),
    (_("启用日期"), lambda found: found.opened_on),
    (_("停止日期"), lambda found: found.closed_on or ""),
)


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Community social organisations by name."""
    return listing(
        request,
        queries.organisations(),
        template=f"{TEMPLATES}/organisation_list.html",
        order=ORDER,
        filterset_class=OrganisationFilter,
        columns=ORGANISATION_COLUMNS,
        townships=townships(request),
        may_enter=is_registrar(request),
    )


@require_safe
def organisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what it is, what it may and may not do."""
    found = queries.organisation(pk)
    if found is None:
        raise Http404
    today = clock.local_date(clock.now())
    context = {
        "found": found,
        "contract_refusals": found.contract_refusals(today),
        "grant_refusals": found.grant_refusals(today),
        "is_legal_person": found.is_legal_person(today),
        "changes": found.changes.select_related("organisation"),
        "may_change": is_registrar(request) and found.struck_off_on is None,
    }
    return render(request, f"{TEMPLATES}/organisation_detail.html", context)


@login_required
@get_or_post
def organisation_record(request: HttpRequest) -> HttpResponse:
    """Enter one, registered or only on record."""
    must_have(request, Role.REGISTRAR)
    form = RecordForm(typed(request), area=queries.area_of(request.actor))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            facts = workflow.RecordFacts(**form.cleaned_data)
            return redirect(workflow.put_on_record(facts, by=request.actor, now=clock.now()))
    return attempt.page(request, f"{TEMPLATES}/organisation_record.html", {"form": form})


@require_safe
def station_list(request: HttpRequest) -> HttpResponse:
    """Stations of both levels, how many there are, and where."""
    counts = queries.stations_below(PROVINCE)
    return listing(
        request,
        queries.stations(),
        template=f"{TEMPLATES}/station_list.html",
        order=ORDER,
        filterset_class=StationFilter,
        columns=STATION_COLUMNS,
        townships=townships(request),
        counts=counts,
        map=tiles.count_map(
            (place.code, place.name, number.stations, prefecture_address(place.code))
            for place, number in counts.rows
        ),
        may_enter=is_registrar(request),
    )


@require_safe
def station_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One station."""
    found = get_object_or_404(queries.stations(), pk=pk)
    context = {
        "found": found,
        "changes": found.changes.select_related("station"),
        "may_change": is_registrar(request) and found.closed_on is None,
    }
    return render(request, f"{TEMPLATES}/station_detail.html", context)


@login_required
@get_or_post
def station_open(request: HttpRequest) -> HttpResponse:
    """Enter a station."""
    must_have(request, Role.REGISTRAR)
    form, attempt = StationForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            facts = dict(form.cleaned_data)
            facts["fields"] = facts.pop("fields_of")
            made = workflow.open_station(workflow.StationFacts(**facts), by=request.actor, now=clock.now())
            return redirect(made)
    return attempt.page(request, f"{TEMPLATES}/station_open.html", {"form": form})


def is_registrar(request: HttpRequest) -> bool:
    """Whether the reader keeps the register."""
    return request.actor is not None and request.actor.has_role(Role.REGISTRAR)


def prefecture_address(code: str, show: str = "stations") -> str:
    """The map of a prefecture."""
    return f"{reverse('community:prefecture_map', args=[code])}?show={show}"
