"""Pages on which a registrar corrects, strikes off or closes an entry."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from orgs.community import changing, forms, queries, workflow
from orgs.community.changing import Entry
from orgs.community.models import IncubationBase
from orgs.community.views import TEMPLATES
from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed


@login_required
@get_or_post
def organisation_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is right of a community organisation."""
    must_have(request, Role.REGISTRAR)
    found = get_object_or_404(queries.organisations(), pk=pk)
    names = ("name", "kind", "division", "body", "hub", "activities")
    area = queries.area_of(request.actor)
    form = forms.RecordCorrection(typed(request), initial=initial_of(found, names), area=area)

    def verb(**who) -> None:
        facts = workflow.RecordFacts(**form.facts, is_sample=found.is_sample)
        changing.correct_organisation(pk, facts, because=form.because, **who)

    return changed(request, found, form, verb, "organisation_correct")


@login_required
@get_or_post
def organisation_strike_off(request: HttpRequest, pk: int) -> HttpResponse:
    """A community organisation is one no longer."""
    must_have(request, Role.REGISTRAR)
    found = get_object_or_404(queries.organisations(), pk=pk)
    form = forms.EndingForm(typed(request))

    def verb(**who) -> None:
        changing.strike_off(pk, because=form.because, **who)

    return changed(request, found, form, verb, "organisation_strike_off")


@login_required
@get_or_post
def station_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is right of a station, or who runs it now."""
    must_have(request, Role.REGISTRAR)
    found = get_object_or_404(queries.stations(), pk=pk)
    names = ("name", "level", "division", "village", "operator_body", "address")
    initial = initial_of(found, names) | {"fields_of": found.fields}
    form = forms.StationCorrection(typed(request), initial=initial)

    def verb(**who) -> None:
        said = form.facts
        said["fields"] = said.pop("fields_of")
        facts = workflow.StationFacts(**said, opened_on=found.opened_on, is_sample=found.is_sample)
        changing.correct_station(pk, facts, because=form.because, **who)

    return changed(request, found, form, verb, "station_correct")


@login_required
@get_or_post
def station_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from which day a station works no longer."""
    must_have(request, Role.REGISTRAR)
    found = get_object_or_404(queries.stations(), pk=pk)
    form = forms.EndingForm(typed(request))

    def verb(**who) -> None:
        changing.close_station(pk, because=form.because, **who)

    return changed(request, found, form, verb, "station_close")


@login_required
@get_or_post
def base_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is right of a base, or who runs it now."""
    must_have(request, Role.REGISTRAR)
    found = get_object_or_404(queries.bases(), pk=pk)
    names = ("name", "division", "operator_body", "services", "address")
    form = forms.BaseCorrection(typed(request), initial=initial_of(found, names))

    def verb(**who) -> None:
        facts = workflow.BaseFacts(**form.facts, opened_on=found.opened_on, is_sample=found.is_sample)
        changing.correct_base(pk, facts, because=form.because, **who)

    return changed(request, found, form, verb, "base_correct")


@login_required
@get_or_post
def base_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from which day a base works no longer."""
    must_have(request, Role.REGISTRAR)
    found: IncubationBase = get_object_or_404(queries.bases(), pk=pk)
    form = forms.EndingForm(typed(request))

    def verb(**who) -> None:
        changing.close_base(pk, because=form.because, **who)

    return changed(request, found, form, verb, "base_close")


def changed(
    request: HttpRequest, found: Entry, form: forms.EndingForm, verb: Callable[..., None], page: str
) -> HttpResponse:
    """The page of a change; what was typed stays when it is refused."""
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            verb(by=request.actor, now=clock.now())
            messages.success(request, _("已保存，原来的内容仍可查阅。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/{page}.html", {"form": form, "found": found})


def initial_of(found: Entry, names: tuple[str, ...]) -> dict:
    """What a form shows of an entry before it is changed."""
    return {name: getattr(found, name) for name in names}
