"""Intentions in the workbench: drafted, published by a second person, withdrawn, chosen for a project."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.projects import queries as projects
from procurement.projects.intention import queries, rules, workflow
from procurement.projects.intention.filters import WorkFilter
from procurement.projects.intention.forms import IntentionChoiceForm, IntentionForm, ReasonForm
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.intention.views import COLUMNS, TEMPLATES, TONES
from procurement.projects.views.access import own_project

VERBS = tuple(workflow.STEPS)


@login_required
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The intentions of the own body."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/work_list.html",
        order=("-pk",),
        filterset_class=WorkFilter,
        columns=[column for column in COLUMNS if column[0] != _("公开日期")],
        tones=TONES,
        may_draft=request.actor.has_role(*workflow.DRAFTERS),
    )


@login_required
@require_safe
def work_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One intention with what may be done about it."""
    must_have(request, *queries.READERS)
    return detail_page(request, get_object_or_404(queries.visible_to(request.actor), pk=pk), Attempt())


def detail_page(request: HttpRequest, intention: PurchaseIntention, attempt: Attempt) -> HttpResponse:
    """The page of one intention, also when a button of it was refused."""
    may = {verb: workflow.may_handle(intention, verb, by=request.actor) for verb in VERBS}
    is_own = intention.drafted_by_id == request.actor.user_id
    context = {
        "intention": intention,
        "tone": TONES[intention.status],
        "opens": queries.opens_on(intention) if intention.is_public else None,
        "may": may,
        "is_own": is_own,
        "basis": rules.BASIS,
        "is_first_here": settings.SELF_PUBLICATION,
    }
    return attempt.page(request, f"{TEMPLATES}/work_detail.html", context)


@login_required
@get_or_post
def intention_draft(request: HttpRequest) -> HttpResponse:
    """Begin an intention, from a project's draft where one is named."""
    must_have(request, *workflow.DRAFTERS)
    today = clock.local_date(clock.now())
    form = IntentionForm(typed(request), today=today, initial=begun(request))
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            made = workflow.draft(form.facts, by=request.actor, now=clock.now())
            return redirect(made.work_url)
    return attempt.page(request, f"{TEMPLATES}/intention_draft.html", {"form": form, "basis": rules.BASIS})


def begun(request: HttpRequest) -> dict:
    """What a project's draft says already."""
    pk = request.GET.get("project", "")[:12]
    project = projects.visible_to(request.actor).filter(pk=pk).first() if pk.isdecimal() else None
    if project is None:
        return {}
    return {
        "title": project.title,
        "catalogue_item": project.catalogue_item_id,
        "overview": project.demand[:2000],
        "budget_amount": projects.amount_of(project) or None,
    }


@login_required
@get_or_post
def intention_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    intention = own(request, pk, "edit")
    today = clock.local_date(clock.now())
    initial = IntentionForm.initial_of(intention)
    form = IntentionForm(typed(request), today=today, initial=initial)
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.edit(pk, form.facts, by=request.actor, now=clock.now())
            return redirect(intention.work_url)
    context = {"form": form, "intention": intention, "basis": rules.BASIS}
    return attempt.page(request, f"{TEMPLATES}/intention_draft.html", context)


@login_required
@require_POST
def intention_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a draft to a second person."""
    intention, attempt = own(request, pk, "submit"), Attempt()
    with attempt:
        workflow.submit(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已送复核。复核人员和分管领导已收到通知。"))
        return redirect(intention.work_url)
    return detail_page(request, intention, attempt)


@login_required
@require_POST
def intention_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish; the page of the intention says before what that means."""
    intention, attempt = own(request, pk, "publish"), Attempt()
    with attempt:
        published = workflow.publish(pk, by=request.actor, now=clock.now())
        if published.is_public:
            day = queries.opens_on(published).date.isoformat()
            messages.success(request, _("采购意向已公开，最早 %(day)s 可以发布采购公告。") % {"day": day})
        else:
            messages.success(request, _("采购意向已交付，在指定媒体发布后登记，天数从发布时间起算。"))
        return redirect(intention.work_url)
    return detail_page(request, intention, attempt)


@login_required
@get_or_post
def intention_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft back with an opinion."""
    intention = own(request, pk, "return")
    return reason_page(request, intention, _("退回修改"), workflow.return_for_changes, "opinion")


@login_required
@get_or_post
def intention_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what waits for its first publication."""
    intention = own(request, pk, "take_back")
    return reason_page(request, intention, _("收回采购意向"), workflow.take_back, "reason")


@login_required
@get_or_post
def intention_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a published intention with its reason."""
    intention = own(request, pk, "withdraw")
    return reason_page(request, intention, _("撤销采购意向"), workflow.withdraw, "reason")


@login_required
@get_or_post
def intention_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a withdrawal that waits for its first publication."""
    intention = own(request, pk, "keep")
    return reason_page(request, intention, _("收回撤销"), workflow.keep, "reason")


def reason_page(
    request: HttpRequest, intention: PurchaseIntention, title: str, verb, name: str
) -> HttpResponse:
    """A step that needs nothing but its reason."""
    form, attempt = ReasonForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            verb(intention.pk, by=request.actor, now=clock.now(), **{name: form.cleaned_data["reason"]})
            return redirect(intention.work_url)
    is_first_elsewhere = verb == workflow.withdraw and not settings.SELF_PUBLICATION
    context = {"form": form, "intention": intention, "title": title, "basis": rules.BASIS}
    context["is_first_elsewhere"] = is_first_elsewhere
    return attempt.page(request, f"{TEMPLATES}/intention_reason.html", context)


@login_required
@get_or_post
def intention_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which intention a project has, or why it needs none."""
    project = own_project(request, pk, *workflow.DRAFTERS)
    kept = queries.of_project(project)
    names = ("intention_id", "exception", "reason")
    initial = {name.removesuffix("_id"): getattr(kept, name) for name in names} if kept else {}
    form = IntentionChoiceForm(typed(request), project=project, initial=initial)
    attempt, now = Attempt(), clock.now()
    if form.is_bound and form.is_valid():
        with attempt:
            keep(project.pk, form.cleaned_data, by=request.actor, now=now)
            return redirect(project)
    day = projects.law_day(project, today=clock.local_date(now))
    context = {
        "project": project,
        "form": form,
        "days": queries.days_for(project.purchaser.budget_division_id, on=day),
        "is_due": queries.is_due(project, on=day),
    }
    return attempt.page(request, f"{TEMPLATES}/intention_choose.html", context)


def keep(project_id: int, data: dict, *, by, now) -> None:
    """One of both ways."""
    if data["intention"]:
        workflow.choose(project_id, data["intention"].pk, by=by, now=now)
    else:
        workflow.except_from(project_id, data["exception"], reason=data["reason"], by=by, now=now)


def own(request: HttpRequest, pk: int, verb: str) -> PurchaseIntention:
    """The acting body's intention; NotPermitted for the wrong role, 404 for another body's."""
    must_have(request, *workflow.STEPS[verb].roles)
    mine = queries.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(mine, pk=pk)
