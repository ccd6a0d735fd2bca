"""Pages of evaluations: list, open, three voices, compute, publish; the public result."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from evaluation.performance import pages, queries, workflow
from evaluation.performance.filters import EvaluationFilter
from evaluation.performance.forms import DEFAULT_WEIGHTS, OpenForm, OpinionForm
from evaluation.performance.models import PerformanceEvaluation
from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.contracts.forms import ConfirmForm

TEMPLATES = "evaluation/performance"
WAITING_SHOWN = 50
ASK_FOR = timedelta(days=14)

COLUMNS = (
    (gettext_lazy("合同编号"), lambda found: found.contract.number),
    (gettext_lazy("项目名称"), lambda found: found.contract.award.package.project.title),
    (gettext_lazy("承接组织"), lambda found: found.contract.supplier.name),
    (gettext_lazy("第三方机构"), lambda found: found.institution.name),
    (gettext_lazy("综合得分"), lambda found: found.total),
    (gettext_lazy("等次"), lambda found: found.get_band_display()),
    (gettext_lazy("状态"), lambda found: found.get_status_display()),
)


@login_required
@require_safe
def evaluation_list(request: HttpRequest) -> HttpResponse:
    """Evaluations that the capacity may see, and accepted contracts that still wait for one."""
    must_have(request, *queries.READERS)
    may_open = request.actor.has_role(*workflow.OPENERS)
    waiting = queries.contracts_to_evaluate(request.actor)[:WAITING_SHOWN] if may_open else []
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/evaluation_list.html",
        order=("-pk",),
        filterset_class=EvaluationFilter,
        columns=COLUMNS,
        now=clock.now(),
        waiting=waiting,
    )


@login_required
@get_or_post
def evaluation_open(request: HttpRequest, contract_pk: int) -> HttpResponse:
    """Open the evaluation of an accepted contract."""
    must_have(request, *workflow.OPENERS)
    contract = get_object_or_404(queries.contracts_to_evaluate(request.actor), pk=contract_pk)
    now = clock.now()
    initial = {**DEFAULT_WEIGHTS, "link_closes_on": clock.local_date(now) + ASK_FOR}
    form, attempt = OpenForm(typed(request), initial=initial), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            evaluation = workflow.open_evaluation(contract.pk, form.facts, by=request.actor, now=now)
            messages.success(request, _("已发起绩效评价，第三方机构已收到通知。请把短链接发给服务对象。"))
            return redirect(evaluation)
    context = {"contract": contract, "form": form, "now": now}
    return attempt.page(request, f"{TEMPLATES}/evaluation_open.html", context)


@login_required
@require_safe
def evaluation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole evaluation for those who take part or supervise."""
    evaluation = readable(request, pk)
    context = pages.detail(evaluation, by=request.actor, now=clock.now())
    context |= pages.link(request, evaluation)
    return render(request, f"{TEMPLATES}/evaluation_detail.html", context)


@login_required
@get_or_post
def evaluation_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the own body's points by indicator."""
    evaluation, attempt = readable(request, pk), Attempt()
    workflow.voice_of(evaluation, by=request.actor)
    form = OpinionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.give_opinion(pk, form.facts, by=request.actor, now=clock.now())
            messages.success(request, _("已提交评价意见。"))
            return redirect(evaluation)
    return step_page(request, evaluation, "evaluation_opinion", attempt=attempt, form=form)


@login_required
@get_or_post
def evaluation_compute(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the link and compute the total."""
    evaluation, attempt = own(request, pk), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.compute(pk, by=request.actor, now=clock.now())
            messages.success(request, _("已计算综合得分，等待另一人复核公布。"))
            return redirect(evaluation)
    return step_page(request, evaluation, "evaluation_compute", attempt=attempt)


@login_required
@get_or_post
def evaluation_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the result, after typing the contract's number."""
    evaluation, attempt = own(request, pk), Attempt()
    must_have(request, *workflow.PUBLISHERS)
    form = ConfirmForm(typed(request), number=evaluation.contract.number)
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.publish(pk, by=request.actor, now=clock.now())
            messages.success(request, _("评价结果已公布，记入承接组织的主页。"))
            return redirect(evaluation)
    return step_page(request, evaluation, "evaluation_publish", attempt=attempt, form=form)


@login_required
@require_POST
def evaluation_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a computed evaluation back."""
    evaluation = own(request, pk)
    workflow.reopen(pk, by=request.actor, now=clock.now())
    messages.success(request, _("已退回，可以继续收集评价。"))
    return redirect(evaluation)


@login_required
@require_safe
def evaluation_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The link and its code on one page to print and hang up."""
    evaluation = own(request, pk)
    context = {"evaluation": evaluation, **pages.link(request, evaluation)}
    return render(request, f"{TEMPLATES}/evaluation_poster.html", context)


@require_safe
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The published result of a contract, for everybody."""
    evaluation = get_object_or_404(queries.published(), contract__number=number)
    return render(request, f"{TEMPLATES}/evaluation_result.html", pages.public(evaluation, now=clock.now()))


def step_page(
    request: HttpRequest, evaluation: PerformanceEvaluation, name: str, *, attempt: Attempt, **more
) -> HttpResponse:
    """A page of one step with what is known so far."""
    context = pages.detail(evaluation, by=request.actor, now=clock.now())
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context | more)


def readable(request: HttpRequest, pk: int) -> PerformanceEvaluation:
    """An evaluation that the capacity may see; 404 for any other."""
    must_have(request, *queries.READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def own(request: HttpRequest, pk: int) -> PerformanceEvaluation:
    """An evaluation of the acting purchaser; 404 for any other body's."""
    must_have(request, *PURCHASER_ROLES)
    evaluations = queries.visible_to(request.actor).filter(
        contract__award__package__project__purchaser_id=request.actor.body_id
    )
    return get_object_or_404(evaluations, pk=pk)
