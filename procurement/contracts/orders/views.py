"""Pages of the contracts of orders: those of a package, entry, publication."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.award import queries as awards
from procurement.award.framework import queries as agreements
from procurement.award.framework import steps
from procurement.award.framework.models import FrameworkOrder
from procurement.contracts import rules as contract_rules
from procurement.contracts.orders import forms, queries, rules, workflow
from procurement.contracts.orders.models import OrderContract

TEMPLATES = "procurement/contracts/orders"
ORDER = ("member__package__project__purchaser__budget_division", "member__supplier", "buyer", "notice")


@login_required
@require_safe
def contract_list(request: HttpRequest, package_id: int) -> HttpResponse:
    """The orders of an agreement with their contracts and the days that run."""
    must_have(request, *awards.READERS)
    package = get_object_or_404(agreements.visible_to(request.actor), pk=package_id)
    more = {
        "rows": queries.orders_of(package, request.actor),
        "may_keep": request.actor.has_role(*steps.BUYERS),
        "may_publish": request.actor.has_role(*steps.APPROVERS),
    }
    return page(request, "contract_list", package, None, Attempt(), **more)


@login_required
@get_or_post
def contract_keep(request: HttpRequest, order_pk: int) -> HttpResponse:
    """Keep the contract of an order; what was entered before is shown for correction."""
    must_have(request, *steps.BUYERS)
    own = FrameworkOrder.objects.filter(buyer_id=request.actor.body_id, notice__isnull=False)
    order, attempt = get_object_or_404(own.select_related(*ORDER), pk=order_pk), Attempt()
    before = queries.contract_of(order)
    initial = {name: getattr(before, name) for name in workflow.OrderContractFacts.__annotations__ if before}
    form = forms.OrderContractForm(typed(request), request.FILES or None, initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.keep(order_pk, form.facts, paper=paper, by=request.actor, now=now)
            return redirect("order_contracts:list", order.member.package_id)
    limits = queries.limits_of(order, before, queries.law_of(order.member.package.project))
    return page(
        request, "contract_keep", order.member.package, form, attempt, order=order, limits=limits, kept=before
    )


@login_required
@get_or_post
def contract_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the unit publishes the contract of an order."""
    must_have(request, *steps.APPROVERS)
    own = OrderContract.objects.filter(order__buyer_id=request.actor.body_id)
    contract = get_object_or_404(
        own.select_related("entered_by", "paper", *(f"order__{name}" for name in ORDER)), pk=pk
    )
    order, attempt, shown = contract.order, Attempt(), {"seen": workflow.digest(contract)}
    form = forms.OrderContractPublishForm(typed(request), initial=shown)
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.publish(pk, seen=form.cleaned_data["seen"], by=request.actor, now=clock.now())
            return redirect("order_contracts:list", order.member.package_id)
        form = forms.OrderContractPublishForm(initial=shown)
    more = {"order": order, "contract": contract}
    return page(request, "contract_publish", order.member.package, form, attempt, **more)


@login_required
@require_safe
def contract_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract as it was signed, for both parties, and for readers once it is published."""
    must_have(request, *awards.READERS, *SUPPLIER_ROLES)
    return uploads.download(get_object_or_404(queries.papers(request.actor), pk=pk).paper)


def page(request: HttpRequest, name: str, package, form, attempt: Attempt, **more: object) -> HttpResponse:
    """A page of one step."""
    context = {
        "package": package,
        "project": package.project,
        "form": form,
        "sign_basis": rules.SIGN_BASIS,
        "publish_basis": contract_rules.PUBLISH_BASIS,
        "file_basis": contract_rules.FILE_BASIS,
        **more,
    }
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context)
