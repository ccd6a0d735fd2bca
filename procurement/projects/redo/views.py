"""The page on which a draft names what it does again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.projects import workflow as projects
from procurement.projects.redo import rules, workflow
from procurement.projects.redo.forms import PredecessorsForm
from procurement.projects.views.access import own_project


@login_required
@get_or_post
def predecessors_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the ended package that each package of a draft does again."""
    project = own_project(request, pk, *projects.DRAFTERS)
    form, attempt = PredecessorsForm(typed(request), project=project), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.name_predecessors(pk, form.chosen, by=request.actor, now=clock.now())
            return redirect("projects:project_edit", pk=pk)
    context = {
        "project": project,
        "form": form,
        "basis": rules.REFUSED_BASIS,
        "may_edit": projects.may_handle(project, "edit", by=request.actor),
    }
    return attempt.page(request, "procurement/projects/redo/predecessors_name.html", context)
