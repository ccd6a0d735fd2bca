"""Public pages of incubation bases, and what a registrar enters about them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from orgs.community import queries, workflow
from orgs.community.filters import BaseFilter
from orgs.community.forms import AdmissionForm, BaseForm, DayForm, SubsidyForm
from orgs.community.models import IncubationBase
from orgs.community.views import ORDER, TEMPLATES, is_registrar
from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.money import ZERO
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

COLUMNS = (
    (_("名称"), lambda found: found.name),
    (_("所在地"), lambda found: found.division.name),
    (_("服务"), lambda found: found.service_words),
    (_("补助合计（元）"), lambda found: found.subsidised),
    (_("在孵组织"), lambda found: found.inside),
    (_("启用日期"), lambda found: found.opened_on),
)


@require_safe
def base_list(request: HttpRequest) -> HttpResponse:
    """Bases with what they have been paid, and the total."""
    return listing(
        request,
        queries.bases(),
        template=f"{TEMPLATES}/base_list.html",
        order=ORDER,
        filterset_class=BaseFilter,
        columns=COLUMNS,
        totals=queries.base_totals(),
        may_enter=is_registrar(request),
    )


@require_safe
def base_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One base: services, subsidies by year, organisations."""
    found = base_of(pk)
    subsidies = found.subsidies.all()
    context = {
        "found": found,
        "subsidies": subsidies,
        "subsidised": sum((subsidy.amount for subsidy in subsidies), ZERO),
        "changes": found.changes.select_related("base"),
        "may_enter": is_registrar(request),
        "may_change": is_registrar(request) and found.closed_on is None,
    }
    return render(request, f"{TEMPLATES}/base_detail.html", context)


@login_required
@get_or_post
def base_open(request: HttpRequest) -> HttpResponse:
    """Enter a base."""
    must_have(request, Role.REGISTRAR)
    form, attempt = BaseForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            facts = workflow.BaseFacts(**form.cleaned_data)
            return redirect(workflow.open_base(facts, by=request.actor, now=clock.now()))
    return attempt.page(request, f"{TEMPLATES}/base_open.html", {"form": form})


@login_required
@get_or_post
def subsidy_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the subsidy of a year."""
    must_have(request, Role.REGISTRAR)
    found, attempt = base_of(pk), Attempt()
    form = SubsidyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.enter_subsidy(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/subsidy_enter.html", {"form": form, "found": found})


@login_required
@get_or_post
def organisation_admit(request: HttpRequest, pk: int) -> HttpResponse:
    """An organisation enters the base."""
    must_have(request, Role.REGISTRAR)
    found, attempt = base_of(pk), Attempt()
    form = AdmissionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.admit(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/organisation_admit.html", {"form": form, "found": found})


@login_required
@get_or_post
def organisation_release(request: HttpRequest, pk: int) -> HttpResponse:
    """An organisation leaves its base."""
    must_have(request, Role.REGISTRAR)
    incubation, attempt = queries.incubation(pk), Attempt()
    if incubation is None:
        raise Http404
    form = DayForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.release(pk, on=form.cleaned_data["on"], by=request.actor, now=clock.now())
            return redirect(incubation.base)
    context = {"form": form, "found": incubation.base, "incubation": incubation}
    return attempt.page(request, f"{TEMPLATES}/organisation_release.html", context)


def base_of(pk: int) -> IncubationBase:
    """One base, or no such page."""
    found = queries.base(pk)
    if found is None:
        raise Http404
    return found
