"""Pages of contracts: list, draft, edit, send, sign, publish, print."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.contracts import clocks, drafting, pages, queries, sections, workflow
from procurement.contracts.filters import ContractFilter
from procurement.contracts.forms import (
    ConfirmForm,
    ContractForm,
    InstalmentFormSet,
    SignForm,
    facts_of,
)
from procurement.contracts.models import Contract

TEMPLATES = "procurement/contracts"
WAITING_SHOWN = 50

COLUMNS = (
    (gettext_lazy("合同编号"), lambda contract: contract.number),
    (gettext_lazy("项目名称"), lambda contract: contract.award.package.project.title),
    (gettext_lazy("采购人"), lambda contract: contract.award.package.project.purchaser.name),
    (gettext_lazy("供应商"), lambda contract: contract.supplier.name),
    (gettext_lazy("合同金额（元）"), lambda contract: contract.amount),
    (gettext_lazy("签订期限"), lambda contract: contract.sign_by),
    (gettext_lazy("状态"), lambda contract: contract.get_status_display()),
)


@login_required
@require_safe
def contract_list(request: HttpRequest) -> HttpResponse:
    """Contracts that the capacity may see, and awards that still wait for one."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    may_draft = request.actor.has_role(*workflow.DRAFTERS)
    waiting = queries.awards_without_contract(request.actor)[:WAITING_SHOWN] if may_draft else []
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/contract_list.html",
        order=("-pk",),
        filterset_class=ContractFilter,
        columns=COLUMNS,
        now=clock.now(),
        tones=pages.TONES,
        waiting=clocks.signing_limits(waiting),
    )


@login_required
@require_safe
def contract_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract for its parties and those who supervise them."""
    contract = readable(request, pk)
    context = pages.detail(contract, by=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/contract_detail.html", context)


@login_required
@require_safe
def contract_eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the supplier meets the conditions: at the deadline, today or when it was signed."""
    contract = readable(request, pk)
    context = pages.eligibility_of(contract, by=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/contract_eligibility.html", context)


@login_required
@require_safe
def contract_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract on paper, with the digest of what is signed."""
    contract = readable(request, pk)
    page = sections.on_paper(contract, text_sha256=workflow.text_digest(contract))
    response = HttpResponse(page.render(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{contract.number}.pdf"'
    return response


@login_required
@get_or_post
def contract_draft(request: HttpRequest, award_pk: int) -> HttpResponse:
    """Draft the contract of an award."""
    must_have(request, *workflow.DRAFTERS)
    award = get_object_or_404(queries.awards_without_contract(request.actor), pk=award_pk)
    initial = drafting.first_draft(award, on=clock.local_date(clock.now()))
    verb = partial(workflow.draft, award.pk)
    return writing(request, award, verb, initial, title=_("起草合同"))


@login_required
@get_or_post
def contract_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    contract = own(request, pk)
    procedure.allow(workflow.STEPS, "edit", by=request.actor)
    verb = partial(workflow.edit, contract.pk)
    return writing(request, contract.award, verb, drafting.as_drafted(contract), title=_("修改合同"))


def writing(request: HttpRequest, award, verb: Callable, initial: drafting.Draft, *, title: str):
    """The form of a draft; what was typed stays when it is refused."""
    data, attempt = typed(request), Attempt()
    form = ContractForm(data, initial=initial.contract)
    instalments = InstalmentFormSet(data, initial=None if data else initial.instalments)
    if request.method == "POST" and all([form.is_valid(), instalments.is_valid()]):
        with attempt:
            contract = verb(facts_of(form, instalments), by=request.actor, now=clock.now())
            messages.success(request, _("已保存合同草稿。核对无误后发给供应商签署。"))
            return redirect(contract)
    context = {
        "award": award,
        "limit": clocks.signing_limit(award),
        "sign_basis": pages.sign_basis(award),
        "form": form,
        "instalments": instalments,
        "title": title,
        "now": clock.now(),
    }
    return attempt.page(request, f"{TEMPLATES}/contract_edit.html", context)


@login_required
@get_or_post
def contract_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the text and send it to the supplier."""
    contract, attempt = own(request, pk), Attempt()
    procedure.allow(workflow.STEPS, "offer", by=request.actor)
    if request.method == "POST":
        with attempt:
            workflow.offer(pk, by=request.actor, now=clock.now())
            messages.success(request, _("已发给供应商签署，供应商已收到通知。"))
            return redirect(contract)
    return step_page(request, contract, "contract_offer", attempt=attempt)


@login_required
@require_POST
def contract_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text back before the supplier has signed."""
    contract = own(request, pk)
    workflow.recall(pk, by=request.actor, now=clock.now())
    messages.success(request, _("已收回，可以修改后重新发送。"))
    return redirect(contract)


@login_required
@get_or_post
def contract_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for the own side, after typing the contract's number."""
    contract = readable(request, pk)
    verb = signing_verb(request, contract)
    shown = {"text_sha256": workflow.text_digest(contract)}
    form, attempt = SignForm(typed(request), initial=shown, number=contract.number), Attempt()
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["text_sha256"]
        with attempt:
            verb(pk, text_sha256=digest, by=request.actor, now=clock.now())
            messages.success(request, _("已签署合同 %(number)s。") % {"number": contract.number})
            return redirect(contract)
    return step_page(request, contract, "contract_sign", attempt=attempt, form=form)


def signing_verb(request: HttpRequest, contract: Contract) -> Callable:
    """The signature of the side for which the capacity stands."""
    if contract.supplier_id == request.actor.body_id:
        must_have(request, Role.SUPPLIER_SIGNATORY)
        return workflow.sign_as_supplier
    own(request, contract.pk)
    must_have(request, *workflow.SIGNERS)
    return workflow.sign_as_purchaser


@login_required
@get_or_post
def contract_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the signed contract, after typing its number."""
    contract, attempt = own(request, pk), Attempt()
    procedure.allow(workflow.STEPS, "publish", by=request.actor)
    form = ConfirmForm(typed(request), number=contract.number)
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.publish(pk, by=request.actor, now=clock.now())
            messages.success(request, _("合同已公告，任何人都可以查阅。"))
            return redirect(contract)
    return step_page(request, contract, "contract_publish", attempt=attempt, form=form)


def step_page(
    request: HttpRequest, contract: Contract, name: str, *, attempt: Attempt, form=None
) -> HttpResponse:
    """A page of one binding step, with the whole contract to check above its form."""
    now = clock.now()
    known = pages.eligibility_of(contract, by=request.actor, now=now)
    context = {**known, **pages.detail(contract, by=request.actor, now=now), "form": form}
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context)


def readable(request: HttpRequest, pk: int) -> Contract:
    """A contract that the capacity may see; 404 for any other."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    return get_object_or_404(queries.visible_to(request.actor).select_related("drafted_by"), pk=pk)


def own(request: HttpRequest, pk: int) -> Contract:
    """A contract of the acting purchaser; 404 for any other body's."""
    must_have(request, *PURCHASER_ROLES)
    contracts = queries.visible_to(request.actor).filter(
        award__package__project__purchaser_id=request.actor.body_id
    )
    return get_object_or_404(contracts.select_related("drafted_by"), pk=pk)
