"""The page of the terms in the draft."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from portal.kernel import clock
from portal.kernel.verbs import Attempt
from procurement.projects import workflow as projects
from procurement.projects.terms import queries, workflow
from procurement.projects.terms.forms import TermsForm
from procurement.projects.views.access import own_project


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def terms_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the terms of a draft."""
    project = own_project(request, pk, *projects.DRAFTERS)
    initial = TermsForm.initial_of(queries.terms_of(project))
    form = TermsForm(request.POST if request.method == "POST" else None, initial=initial)
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.set_terms(pk, form.facts, by=request.actor, now=clock.now())
            return redirect("projects:project_edit", pk=pk)
    context = {
        "project": project,
        "form": form,
        "may_edit": projects.may_handle(project, "edit", by=request.actor),
    }
    return attempt.page(request, "procurement/projects/terms/terms_set.html", context)
