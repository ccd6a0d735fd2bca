"""The making of a demand in the workbench."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import Duty
from portal.kernel import clock, uploads
from portal.kernel.errors import Refused
from portal.kernel.hearing.forms import AnswerForm
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects.demand import executing, queries, rules, workflow
from procurement.projects.demand.choices import ITEMS
from procurement.projects.demand.forms import (
    ElsewhereForm,
    ExecutionForm,
    HearingForm,
    LegalForm,
    OutcomeForm,
    ReviewForm,
    SurveyForm,
)
from procurement.projects.models import ProcurementProject
from procurement.projects.views.access import own_project
from procurement.routing.queries import parameter

TEMPLATES = "procurement/projects/demand"


@login_required
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Survey, hearing, reviews and counsel's opinion of one project, and what may be done."""
    must_have(request, *projects.READERS)
    visible = projects.visible_to(request.actor).select_related("purchaser__budget_division")
    project = get_object_or_404(visible, pk=pk)
    hearing, today = queries.hearing_of(project), clock.local_date(clock.now())
    standing = queries.standing(project, on=project.decided_on or today)
    context = {
        "project": project,
        "survey": queries.survey_of(project),
        "hearing": hearing,
        "opinions": hearing.opinions.all() if hearing else [],
        "reviews": [(review, item_rows(review)) for review in queries.reviews_of(project)],
        "legal_reviews": queries.legal_reviews_of(project),
        "standing": standing,
        "plan": executing.plan_of(project),
        "kind": rules.needed_review(standing).label,
        "may": {verb: workflow.may_handle(project, verb, by=request.actor) for verb in workflow.STEPS},
        "is_open": bool(hearing) and queries.is_open_on(hearing, today),
        "basis": {"survey": rules.SURVEY_BASIS, "hearing": rules.HEARING_BASIS, "review": rules.REVIEW_BASIS,
                  "legal": rules.LEGAL_BASIS, "plan": executing.PLAN_BASIS},
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/overview.html", context)


def item_rows(review) -> list[tuple[str, bool]]:
    """Each item of a review in words, with its result."""
    return [(words, review.findings[code]) for code, words in ITEMS[review.kind] if code in review.findings]


@login_required
@get_or_post
def survey_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the survey."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    today = clock.local_date(clock.now())
    region = project.purchaser.budget_division_id
    initial = SurveyForm.initial_of(queries.survey_of(project))
    form = SurveyForm(typed(request), initial=initial)
    more = {
        "least": parameter(rules.RESPONDENTS, on=today, region_code=region),
        "years": parameter(rules.REUSE_YEARS, on=today, region_code=region),
    }

    def verb():
        return workflow.survey(pk, form.facts, by=request.actor, now=clock.now())

    return step_page(request, project, form, verb, "survey_record.html", more)


@login_required
@get_or_post
def execution_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how the purchase is to be carried out."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    form = ExecutionForm(typed(request), initial=ExecutionForm.initial_of(executing.plan_of(project)))

    def verb():
        return executing.write(pk, form.facts, by=request.actor, now=clock.now())

    return step_page(request, project, form, verb, "execution_write.html")


@login_required
@get_or_post
def hearing_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the demand out for everybody's opinion."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    form = HearingForm(typed(request))

    def verb():
        until = form.cleaned_data["until"]
        return workflow.ask(pk, until=until, by=request.actor, now=clock.now())

    return step_page(request, project, form, verb, "hearing_ask.html")


@login_required
@get_or_post
def hearing_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the public was asked outside the portal."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    form = ElsewhereForm(typed(request))

    def verb():
        return workflow.heard_elsewhere(pk, by=request.actor, now=clock.now(), **form.cleaned_data)

    return step_page(request, project, form, verb, "hearing_elsewhere.html")


@login_required
@get_or_post
def hearing_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of the opinions, for everybody to read."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    hearing = queries.hearing_of(project)
    if hearing is None:
        raise Http404
    form = OutcomeForm(typed(request))

    def verb():
        return workflow.conclude(pk, by=request.actor, now=clock.now(), **form.cleaned_data)

    more = {"hearing": hearing, "unanswered": hearing.opinions.unanswered().count()}
    return step_page(request, project, form, verb, "hearing_conclude.html", more)


@login_required
@get_or_post
def review_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the demand item by item, by a person who did not draft it."""
    project = own_project(request, pk, *workflow.REVIEWERS)
    today = clock.local_date(clock.now())
    kind = rules.needed_review(queries.standing(project, on=project.decided_on or today))
    form = ReviewForm(typed(request), items=ITEMS[kind])
    barred = duties.refusals_for(pk, Duty.DEMAND_REVIEW, by=request.actor)

    def verb():
        findings, opinion = form.findings, form.cleaned_data["opinion"]
        return workflow.review(pk, kind, findings, opinion=opinion, by=request.actor, now=clock.now())

    more = {
        "kind": kind.label,
        "refused": Refused(*barred) if barred else None,
        "may_review": workflow.may_handle(project, "review", by=request.actor) and not barred,
    }
    return step_page(request, project, form, verb, "review_write.html", more)


@login_required
@get_or_post
def legal_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what counsel said about the contract's text."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    is_sent = request.method == "POST"
    form = LegalForm(request.POST if is_sent else None, request.FILES if is_sent else None)

    def verb():
        now, file = clock.now(), form.cleaned_data["paper"]
        paper = uploads.store(file, owner_id=request.actor.user_id, now=now) if file else None
        return workflow.legal_review(pk, form.facts, paper=paper, by=request.actor, now=now)

    return step_page(request, project, form, verb, "legal_record.html")


@login_required
@require_safe
def legal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Counsel's paper, for those who see the project in the workbench."""
    must_have(request, *projects.READERS)
    found = queries.legal_reviews_readable(request.actor)
    return uploads.download(get_object_or_404(found, pk=pk).paper)


@login_required
@get_or_post
def opinion_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an opinion."""
    must_have(request, *workflow.DRAFTERS)
    mine = queries.readable_opinions(request.actor)
    opinion = get_object_or_404(mine.filter(hearing__project__purchaser_id=request.actor.body_id), pk=pk)
    initial = {name: getattr(opinion, name) for name in ("verdict", "answer", "withheld")}
    form = AnswerForm(typed(request), initial=initial)
    attempt, project = Attempt(), opinion.hearing.project
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.answer(pk, form.given, by=request.actor, now=clock.now())
            left = opinion.hearing.opinions.unanswered().exclude(pk=pk).first()
            return redirect(left or workflow.overview_url(project))
    context = {"opinion": opinion, "form": form, "project": project, "basis": rules.HEARING_BASIS}
    return attempt.page(request, f"{TEMPLATES}/opinion_answer.html", context)


def step_page(
    request: HttpRequest,
    project: ProcurementProject,
    form: Form,
    verb: Callable[[], object],
    template: str,
    more: dict | None = None,
) -> HttpResponse:
    """One step: the form, the verb, then back to the overview; a refusal keeps what was typed."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            verb()
            messages.success(request, _("已保存。"))
            return redirect(workflow.overview_url(project))
    context = {"project": project, "form": form, **(more or {})}
    return attempt.page(request, f"{TEMPLATES}/{template}", context)
