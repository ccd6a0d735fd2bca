"""The pages of a plan: what the method asks, who is invited, papers of others, objections."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock, uploads
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import Upload
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.projects import progress
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import converting, pages, queries, rules, workflow
from procurement.projects.plans.forms import AnswerForm, ApprovalForm, InviteForm, ObjectionForm, PlanForm
from procurement.projects.views.access import own_project

TEMPLATES = "procurement/projects/plans"
DRAFTERS = project_workflow.DRAFTERS


@login_required
@get_or_post
def plan_set(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the wizard after the method: only what the method asks."""
    project = own_project(request, pk, *DRAFTERS)
    method = queries.method_of(project)
    if method is None or not rules.asks(method):
        return redirect("projects:project_method", pk=pk)
    row = queries.row_of(project)
    initial = PlanForm.initial_of(queries.facts_of(project, row), row)
    form = PlanForm(typed(request), request.FILES or None, method=method, initial=initial)
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            slip = stored(request, form.cleaned_data.get("draw_slip"))
            workflow.set_plan(pk, form.facts, draw_slip=slip, by=request.actor, now=clock.now())
            return redirect(after_plan(project), pk=pk)
    context = {
        "project": project,
        "method": method,
        "form": form,
        "has_plan": row is not None,
        "may_edit": workflow.may_edit(project, by=request.actor),
        "steps": progress.steps(project, "project_plan"),
    }
    return attempt.page(request, f"{TEMPLATES}/plan_set.html", context)


def after_plan(project: ProcurementProject) -> str:
    """Who is asked comes next where suppliers are named one by one."""
    if queries.found_of(project) in (rules.LIBRARY, rules.RECOMMENDED):
        return "plans:overview"
    return progress.after("project_plan")


@login_required
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a project says about its method, with the papers."""
    must_have(request, *projects.READERS)
    visible = projects.visible_to(request.actor).select_related("agency_mandate")
    project = get_object_or_404(visible, pk=pk)
    context = pages.panel(project, by=request.actor)
    context |= {"project": project, **pages.buttons(project, context, by=request.actor)}
    return render(request, f"{TEMPLATES}/overview.html", context)


@login_required
@get_or_post
def supplier_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a supplier on the list of the invited."""
    project = own_project(request, pk, *DRAFTERS)
    form = InviteForm(typed(request), request.FILES or None, found=queries.found_of(project))

    def verb() -> object:
        paper = stored(request, form.cleaned_data["paper"])
        return workflow.invite(pk, form.facts, paper=paper, by=request.actor, now=clock.now())

    return form_page(request, project, form, verb, "supplier_invite")


@login_required
@require_POST
def supplier_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a supplier off the list."""
    must_have(request, *DRAFTERS)
    mine = queries.readable_invited(request.actor).filter(plan__project__purchaser_id=request.actor.body_id)
    row = get_object_or_404(mine, pk=pk)
    project_id = row.plan.project_id
    workflow.drop(pk, by=request.actor, now=clock.now())
    return redirect("plans:overview", pk=project_id)


@login_required
@get_or_post
def approval_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the superior's consent or the finance department's approval."""
    project = own_project(request, pk, *DRAFTERS)
    form = ApprovalForm(typed(request), request.FILES or None)

    def verb() -> object:
        paper = stored(request, form.cleaned_data["paper"])
        return workflow.keep_approval(pk, form.facts, paper=paper, by=request.actor, now=clock.now())

    return form_page(request, project, form, verb, "approval_keep")


@login_required
@get_or_post
def approval_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an approval for a negotiation after a failed tender when the project is approved already."""
    project = own_project(request, pk, *project_workflow.REVIEWERS)
    form = ApprovalForm(typed(request), request.FILES or None)

    def verb() -> object:
        paper = stored(request, form.cleaned_data["paper"])
        return converting.keep_late_approval(pk, form.facts, paper=paper, by=request.actor)

    return form_page(request, project, form, verb, "approval_keep")


@login_required
@get_or_post
def objection_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an objection against the single source."""
    project = own_project(request, pk, *DRAFTERS)
    form = ObjectionForm(typed(request))

    def verb() -> object:
        return workflow.object_to(pk, form.facts, by=request.actor, now=clock.now())

    return form_page(request, project, form, verb, "objection_keep")


@login_required
@get_or_post
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the supplementary argument found."""
    must_have(request, *DRAFTERS)
    mine = queries.readable_objections(request.actor).filter(project__purchaser_id=request.actor.body_id)
    objection = get_object_or_404(mine.select_related("project"), pk=pk)
    form = AnswerForm(typed(request))

    def verb() -> object:
        is_founded = form.cleaned_data["is_founded"] == "yes"
        return workflow.answer_objection(
            pk, form.cleaned_data["answer"], is_founded=is_founded, by=request.actor, now=clock.now()
        )

    return form_page(request, objection.project, form, verb, "objection_answer", objection=objection)


@login_required
@require_safe
def approval_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper of the superior or of the finance department, for those who see the purchase."""
    must_have(request, *projects.READERS)
    return uploads.download(get_object_or_404(queries.readable_approvals(request.actor), pk=pk).paper)


@login_required
@require_safe
def invited_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """How an invited supplier was chosen, for those who may know its name."""
    must_have(request, *projects.READERS)
    rows = queries.readable_invited(request.actor).filter(paper__isnull=False)
    return uploads.download(get_object_or_404(rows, pk=pk).paper)


@login_required
@require_safe
def draw_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The slip of a draw, for those who may know who was drawn."""
    must_have(request, *projects.READERS)
    rows = queries.readable_plans(request.actor).filter(draw_slip__isnull=False)
    return uploads.download(get_object_or_404(rows, pk=pk).draw_slip)


def form_page(
    request: HttpRequest,
    project: ProcurementProject,
    form: PortalForm,
    verb: Callable[[], object],
    page: str,
    **more: object,
) -> HttpResponse:
    """A form that carries out one verb and leads back to the plan."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            verb()
            return redirect("plans:overview", pk=project.pk)
    return attempt.page(request, f"{TEMPLATES}/{page}.html", {"project": project, "form": form, **more})


def stored(request: HttpRequest, file) -> Upload | None:
    """A file that was sent, kept."""
    if not file:
        return None
    return uploads.store(file, owner_id=request.actor.user_id, now=clock.now())
