"""The minutes of a purchase's collective decisions."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, must_have
from procurement.projects import queries as projects
from procurement.projects.decisions import queries, rules, workflow
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.forms import MinutesForm
from procurement.projects.views.access import own_project

TEMPLATES = "procurement/projects/decisions"


@login_required
@require_safe
def minutes_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided together, step by step, and what has no minutes yet."""
    must_have(request, *projects.READERS)
    project = get_object_or_404(projects.visible_to(request.actor), pk=pk)
    found = list(queries.minutes_of(project))
    context = {
        "project": project,
        "steps": [
            (label, [one for one in found if one.step == step]) for step, label in DecisionStep.choices
        ],
        "may_upload": project.purchaser_id == request.actor.body_id
        and request.actor.has_role(*PURCHASER_ROLES),
        "basis": rules.MINUTES_BASIS,
    }
    return render(request, f"{TEMPLATES}/minutes_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload the minutes of a meeting."""
    project = own_project(request, pk, *PURCHASER_ROLES)
    is_sent, attempt = request.method == "POST", Attempt()
    form = MinutesForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.upload_minutes(pk, form.facts, paper=paper, by=request.actor, now=now)
            return redirect("decisions:list", pk=pk)
    context = {"project": project, "form": form, "basis": rules.MINUTES_BASIS}
    return attempt.page(request, f"{TEMPLATES}/minutes_upload.html", context)


@login_required
@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, for those who see the purchase in the workbench."""
    must_have(request, *projects.READERS)
    return uploads.download(get_object_or_404(queries.readable_minutes(request.actor), pk=pk).paper)
