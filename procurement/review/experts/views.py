"""The pool: a person's own page, and the pages of whoever keeps it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.review.experts import queries, rules, workflow
from procurement.review.experts.choices import EntryStatus
from procurement.review.experts.filters import ExpertFilter
from procurement.review.experts.forms import (
    ApplicationForm,
    DecisionForm,
    EntryForm,
    LeaveForm,
    TieForm,
    TrainingForm,
)

TEMPLATES = "procurement/review/experts"
COLUMNS = (
    (gettext_lazy("入库编号"), lambda expert: expert.number),
    (gettext_lazy("姓名"), lambda expert: expert.user.name),
    (gettext_lazy("工作单位"), lambda expert: expert.employer),
    (gettext_lazy("评审专业"), lambda expert: expert.profession_words),
    (gettext_lazy("状态"), lambda expert: expert.get_status_display()),
    (gettext_lazy("聘期结束"), lambda expert: expert.ends_on),
)


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """A person's own entry, what it declared, its training."""
    expert, today = queries.own(request.user.pk), clock.local_date(clock.now())
    is_serving = expert is not None and expert.serves_on(today)
    context = {
        "expert": expert,
        "is_serving": is_serving,
        "region_words": queries.region_words(expert.regions) if expert else "",
        "may_apply": expert is None or not rules.entry_refusals(expert.status, is_serving=is_serving),
        "ties": queries.ties_of(request.user.pk).select_related("body"),
        "trainings": expert.trainings.all() if expert else [],
        "may_leave": expert is not None and expert.status in workflow.STEPS["leave"].sources,
    }
    return Attempt().page(request, f"{TEMPLATES}/own_detail.html", context)


@login_required
@get_or_post
def own_apply(request: HttpRequest) -> HttpResponse:
    """Apply to be admitted to the pool."""
    acting(request)
    form, attempt = ApplicationForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.apply(form.facts, by=request.actor, now=clock.now())
            messages.success(request, _("申请已提交，审核结果会发到站内消息。"))
            return redirect("experts:own")
    return attempt.page(request, f"{TEMPLATES}/own_apply.html", {"form": form, "basis": rules.BASIS})


@login_required
@get_or_post
def tie_declare(request: HttpRequest) -> HttpResponse:
    """Declare work, office or kinship that may call for recusal."""
    acting(request)
    form, attempt = TieForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.declare_tie(form.facts, by=request.actor, now=clock.now())
            messages.success(request, _("已声明。"))
            return redirect("experts:own")
    return attempt.page(request, f"{TEMPLATES}/tie_declare.html", {"form": form})


@login_required
@get_or_post
def own_leave(request: HttpRequest) -> HttpResponse:
    """Leave the pool."""
    acting(request)
    expert = queries.own(request.user.pk)
    if expert is None:
        raise Http404
    form, attempt = LeaveForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            workflow.leave(expert.pk, reason=reason, by=request.actor, now=clock.now())
            return redirect("experts:own")
    context = {"form": form, "expert": expert, "is_own": True}
    return attempt.page(request, f"{TEMPLATES}/expert_leave.html", context)


@login_required
@require_safe
def expert_list(request: HttpRequest) -> HttpResponse:
    """The pool."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/expert_list.html",
        order=("-pk",),
        filterset=ExpertFilter,
        columns=COLUMNS,
        may_enter=request.actor.has_role(*queries.KEEPERS),
        today=clock.local_date(clock.now()),
    )


@login_required
@get_or_post
def expert_enter(request: HttpRequest) -> HttpResponse:
    """Enter a person from a signed application."""
    must_have(request, *queries.KEEPERS)
    form, attempt = EntryForm(typed(request), request.FILES or None), Attempt()
    if form.is_bound and form.is_valid():
        person, now = form.cleaned_data["username"], clock.now()
        with attempt:
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            made = workflow.enter(form.facts, user_id=person.pk, paper=paper, by=request.actor, now=now)
            return redirect(made)
    return attempt.page(request, f"{TEMPLATES}/expert_enter.html", {"form": form, "basis": rules.BASIS})


@login_required
@require_safe
def expert_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry."""
    must_have(request, *queries.READERS)
    expert, today = found(request, pk), clock.local_date(clock.now())
    is_keeper = request.actor.has_role(*queries.KEEPERS)
    context = {
        "expert": expert,
        "is_serving": expert.serves_on(today),
        "region_words": queries.region_words(expert.regions),
        "ties": queries.ties_of(expert.user_id).select_related("body"),
        "trainings": expert.trainings.all(),
        "may_decide": is_keeper and expert.status == EntryStatus.WAITING,
        "is_own": request.actor.user_id in (expert.entered_by_id, expert.user_id),
        "may_train": is_keeper and expert.status == EntryStatus.ADMITTED,
        "may_leave": is_keeper and expert.status in workflow.STEPS["leave"].sources,
        "basis": rules.BASIS,
    }
    return Attempt().page(request, f"{TEMPLATES}/expert_detail.html", context)


@login_required
@get_or_post
def expert_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person admits or declines."""
    must_have(request, *queries.KEEPERS)
    expert, form, attempt = found(request, pk), DecisionForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        accepts = form.cleaned_data["choice"] == DecisionForm.YES
        with attempt:
            opinion = form.cleaned_data["opinion"]
            workflow.decide(pk, accepts=accepts, opinion=opinion, by=request.actor, now=clock.now())
            return redirect(expert)
    context = {"form": form, "expert": expert, "basis": rules.BASIS}
    years = queries.term_years(on=clock.local_date(clock.now()))
    return attempt.page(request, f"{TEMPLATES}/expert_decide.html", {**context, "years": years})


@login_required
@get_or_post
def training_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a training."""
    must_have(request, *queries.KEEPERS)
    expert, form, attempt = found(request, pk), TrainingForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.train(pk, form.facts, by=request.actor, now=clock.now())
            return redirect(expert)
    return attempt.page(request, f"{TEMPLATES}/training_enter.html", {"form": form, "expert": expert})


@login_required
@get_or_post
def expert_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an expert out of the pool."""
    must_have(request, *queries.KEEPERS)
    expert, form, attempt = found(request, pk), LeaveForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.leave(pk, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
            return redirect(expert)
    context = {"form": form, "expert": expert, "is_own": False}
    return attempt.page(request, f"{TEMPLATES}/expert_leave.html", context)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed application."""
    must_have(request, *queries.READERS)
    expert = found(request, pk)
    if expert.paper is None:
        raise Http404
    return uploads.download(expert.paper)


def found(request: HttpRequest, pk: int):
    """The entry, for whoever keeps or audits the pool."""
    return get_object_or_404(queries.visible_to(request.actor).select_related("paper"), pk=pk)


def acting(request: HttpRequest) -> None:
    """A person acts in a capacity; who has none yet is turned away in words."""
    if request.actor is None:
        must_have(request, because=_("您还没有可以办理事项的身份。"))
