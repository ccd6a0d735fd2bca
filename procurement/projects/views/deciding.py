"""Submitting a project, and the second person's decision."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.negative import queries as negative_list
from orgs.people.choices import Duty
from portal.kernel import clock
from portal.kernel.errors import Refusal, Refused
from portal.kernel.verbs import Attempt
from procurement.projects import duties, pages, progress, queries, readiness, workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.forms import DecisionForm, SubmitForm
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import pages as plans
from procurement.projects.views.access import own_project


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the answers and hand the project to a second person."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    now = clock.now()
    today = clock.local_date(now)
    heads = negative_list.heads(on=today)
    form, attempt = SubmitForm(request.POST if request.method == "POST" else None, heads=heads), Attempt()
    if request.method == "POST" and form.is_valid():
        ticked = form.cleaned_data["negative_heads"]
        with attempt:
            workflow.submit(pk, outside_negative_list=True, ticked=ticked, by=request.actor, now=now)
            messages.success(request, _("已提交审批。复核人员和分管领导已收到通知。"))
            return redirect(project)
    context = {
        **pages.panels(project, on=today, by=request.actor),
        **plans.panel(project, by=request.actor),
        "form": form,
        "heads": heads,
        "missing": readiness.submission_refusals(project, queries.submission_of(project, on=today), on=today),
        "steps": progress.steps(project, "project_submit"),
    }
    return attempt.page(request, "procurement/projects/project_submit.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a project or send it back, by a person who took no part in it."""
    project = own_project(request, pk, *workflow.REVIEWERS)
    now = clock.now()
    form, attempt = DecisionForm(request.POST if request.method == "POST" else None), Attempt()
    if request.method == "POST" and form.is_valid():
        verb = workflow.return_for_changes if "return" in request.POST else workflow.approve
        opinion = form.cleaned_data["opinion"]
        with attempt:
            verb(pk, opinion=opinion, by=request.actor, now=now)
            messages.success(request, said(verb))
            return redirect(project)
    barred = duties.refusals_for(pk, Duty.DEMAND_REVIEW, by=request.actor)
    context = {
        **pages.panels(project, on=clock.local_date(now), by=request.actor),
        **plans.panel(project, by=request.actor),
        "form": form,
        "refused": Refused(*barred) if barred else None,
        "missing": missing_of(project, today=clock.local_date(now)),
        "may_decide": workflow.may_handle(project, "approve", by=request.actor) and not barred,
    }
    return attempt.page(request, "procurement/projects/project_decide.html", context)


def missing_of(project: ProcurementProject, *, today: date) -> list[Refusal]:
    """What keeps a submission from being approved."""
    if project.status != ProjectStatus.SUBMITTED:
        return []
    submission = queries.submission_of(project, on=project.decided_on)
    return readiness.approval_refusals(project, submission, today=today)


def said(verb) -> str:
    """What was done, and what happens next."""
    if verb is workflow.approve:
        return _("已批准，预算已经占用。经办人已收到通知，可以编制采购文件。")
    return _("已退回修改。经办人已收到通知。")
