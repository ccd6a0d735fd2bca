"""Pages of acceptance: list, plan, one page of the whole, hear, judge, conclude, publish, print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from orgs.people.choices import PURCHASER_ROLES, Duty
from portal.kernel import clock
from portal.kernel.errors import Refused
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.contracts.forms import ConfirmForm
from procurement.delivery import pages, queries, sections, workflow
from procurement.delivery.filters import AcceptanceFilter
from procurement.delivery.forms import YES, ConclusionForm, ItemForm, PlanForm, VoiceForm
from procurement.delivery.models import Acceptance
from procurement.projects import duties

TEMPLATES = "procurement/delivery"
WAITING_SHOWN = 50

COLUMNS = (
    (gettext_lazy("合同编号"), lambda found: found.contract.number),
    (gettext_lazy("项目名称"), lambda found: found.contract.award.package.project.title),
    (gettext_lazy("采购人"), lambda found: found.contract.award.package.project.purchaser.name),
    (gettext_lazy("供应商"), lambda found: found.contract.supplier.name),
    (gettext_lazy("状态"), lambda found: found.get_status_display()),
    (gettext_lazy("结果"), sections.result_words),
)


@login_required
@require_safe
def acceptance_list(request: HttpRequest) -> HttpResponse:
    """Acceptances that the capacity may see, and contracts that still wait for one."""
    must_have(request, *queries.READERS)
    may_plan = request.actor.has_role(*PURCHASER_ROLES)
    waiting = queries.contracts_to_accept(request.actor).order_by("ends_on", "pk") if may_plan else []
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/acceptance_list.html",
        order=("-pk",),
        filterset_class=AcceptanceFilter,
        columns=COLUMNS,
        now=clock.now(),
        waiting=waiting[:WAITING_SHOWN],
    )


@login_required
@get_or_post
def acceptance_plan(request: HttpRequest, contract_pk: int) -> HttpResponse:
    """Plan the acceptance of a contract."""
    must_have(request, *PURCHASER_ROLES)
    contract = get_object_or_404(queries.contracts_to_accept(request.actor), pk=contract_pk)
    proposed = {"plan": sections.PLAN, "requirements": "\n".join(sections.requirements_of(contract))}
    form, attempt = PlanForm(typed(request), initial=proposed), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            acceptance = workflow.plan_acceptance(contract.pk, form.facts, by=request.actor, now=clock.now())
            messages.success(request, _("验收方案已保存。下一步逐项查验并听取服务对象意见。"))
            return redirect("delivery:detail", pk=acceptance.pk)
    barred = duties.refusals_for(contract.award.package.project_id, Duty.ACCEPTANCE, by=request.actor)
    context = {
        "contract": contract,
        "form": form,
        "refused": Refused(*barred) if barred else None,
        "now": clock.now(),
    }
    return attempt.page(request, f"{TEMPLATES}/acceptance_plan.html", context)


@login_required
@require_safe
def acceptance_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole acceptance: items, voices, opinion, record."""
    must_have(request, *queries.READERS)
    acceptance = get_object_or_404(readable(request), pk=pk)
    context = pages.detail(acceptance, by=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/acceptance_detail.html", context)


@login_required
@require_safe
def acceptance_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on paper."""
    must_have(request, *queries.READERS)
    acceptance = get_object_or_404(readable(request), pk=pk)
    response = HttpResponse(sections.report(acceptance).render(), content_type="application/pdf")
    name = f"{acceptance.contract.number}-YS.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@login_required
@get_or_post
def acceptance_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the items one by one; saved as far as one has come."""
    acceptance, attempt = own(request, pk), Attempt()
    data = typed(request)
    forms = [ItemForm(data, item=item) for item in acceptance.items.all()]
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        judgements = {form.item.pk: form.judgement for form in forms}
        with attempt:
            workflow.judge(pk, judgements, by=request.actor, now=clock.now())
            messages.success(request, _("已保存查验情况。"))
            return redirect("delivery:detail", pk=pk)
    return step_page(request, acceptance, "acceptance_judge", attempt=attempt, forms=forms)


@login_required
@get_or_post
def acceptance_hear(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a recipient said."""
    acceptance, attempt = own(request, pk), Attempt()
    form = VoiceForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.hear(pk, form.facts, by=request.actor, now=clock.now())
            messages.success(request, _("已记录服务对象意见，姓名已经遮住。"))
            return redirect("delivery:detail", pk=pk)
    return step_page(request, acceptance, "acceptance_hear", attempt=attempt, form=form)


@login_required
@get_or_post
def acceptance_conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Form the opinion."""
    acceptance, attempt = own(request, pk), Attempt()
    form = ConclusionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        passed, conclusion = form.cleaned_data["passed"] == YES, form.cleaned_data["conclusion"]
        with attempt:
            workflow.conclude(pk, passed=passed, conclusion=conclusion, by=request.actor, now=clock.now())
            messages.success(request, _("已形成验收意见。核对后公告验收结果。"))
            return redirect("delivery:detail", pk=pk)
    return step_page(request, acceptance, "acceptance_conclude", attempt=attempt, form=form)


@login_required
@get_or_post
def acceptance_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the result, after typing the contract's number."""
    acceptance, attempt = own(request, pk), Attempt()
    form = ConfirmForm(typed(request), number=acceptance.contract.number)
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.publish(pk, by=request.actor, now=clock.now())
            messages.success(request, _("验收结果已公告。"))
            return redirect("delivery:detail", pk=pk)
    return step_page(request, acceptance, "acceptance_publish", attempt=attempt, form=form)


@login_required
@require_POST
def acceptance_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin again after a failure was put right."""
    own(request, pk)
    workflow.reopen(pk, by=request.actor, now=clock.now())
    messages.success(request, _("已重新开始验收，不符合的事项要再次查验。"))
    return redirect("delivery:detail", pk=pk)


def step_page(
    request: HttpRequest, acceptance: Acceptance, name: str, *, attempt: Attempt, **more
) -> HttpResponse:
    """A page of one step with what is known so far."""
    context = pages.detail(acceptance, by=request.actor, now=clock.now())
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context | more)


def readable(request: HttpRequest):
    """The acceptances that the capacity may read."""
    return queries.visible_to(request.actor).select_related("organised_by")


def own(request: HttpRequest, pk: int) -> Acceptance:
    """An acceptance of the acting purchaser; 404 for any other body's."""
    must_have(request, *PURCHASER_ROLES)
    return get_object_or_404(queries.own_acceptances(request.actor).select_related("organised_by"), pk=pk)
