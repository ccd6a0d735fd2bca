"""The units for which a superior purchases."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.joint import queries, rules, workflow
from procurement.projects.joint.forms import UnitForm
from procurement.projects.models import ProcurementProject
from procurement.projects.views.access import own_project

TEMPLATES = "procurement/projects/joint"


@login_required
@require_safe
def purchase_list(request: HttpRequest) -> HttpResponse:
    """What the superior purchases for the acting unit: how far it is, what the unit's lines carry."""
    must_have(request, *PURCHASER_ROLES)
    return listing(
        request, queries.of_unit(request.actor), template=f"{TEMPLATES}/purchase_list.html", order=("-pk",)
    )


@login_required
@require_safe
def unit_list(request: HttpRequest, pk: int) -> HttpResponse:
    """For whom the purchaser purchases as well."""
    must_have(request, *projects.READERS)
    project = get_object_or_404(projects.visible_to(request.actor), pk=pk)
    return render(request, f"{TEMPLATES}/unit_list.html", page_of(request, project))


@login_required
@get_or_post
def unit_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a unit with its paper."""
    project = own_project(request, pk, *project_workflow.DRAFTERS)
    form, attempt = UnitForm(typed(request), request.FILES or None, project=project), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            body = form.cleaned_data["body"]
            workflow.add_unit(pk, body.pk, paper=paper, by=request.actor, now=now)
            return redirect("joint:list", pk=pk)
    return attempt.page(request, f"{TEMPLATES}/unit_add.html", {**page_of(request, project), "form": form})


@login_required
@require_POST
def unit_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a unit off the draft."""
    must_have(request, *project_workflow.DRAFTERS)
    mine = queries.readable(request.actor).filter(project__purchaser_id=request.actor.body_id)
    unit, attempt = get_object_or_404(mine.select_related("project"), pk=pk), Attempt()
    with attempt:
        workflow.remove_unit(pk, by=request.actor, now=clock.now())
        return redirect("joint:list", pk=unit.project_id)
    return attempt.page(request, f"{TEMPLATES}/unit_list.html", page_of(request, unit.project))


@login_required
@require_safe
def unit_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's paper, for those who see the purchase in the workbench."""
    must_have(request, *projects.READERS)
    return uploads.download(get_object_or_404(queries.papers_of(request.actor), pk=pk).paper)


def page_of(request: HttpRequest, project: ProcurementProject) -> dict:
    """What every page about the units needs."""
    return {
        "project": project,
        "units": list(queries.units_of(project)),
        "may_edit": project_workflow.may_handle(project, "edit", by=request.actor),
        "basis": rules.BASIS,
    }
