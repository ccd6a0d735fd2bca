"""Pages of the second phase of framework agreements: orders, turns that were given up."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.award.framework import calling_off, forms, funding, ordering, pages, queries, skipping, steps
from procurement.award.framework.models import FrameworkOrder, FrameworkOrderEnd, FrameworkSkip
from procurement.award.framework.views import page, stored
from procurement.projects.models import Package


@login_required
@get_or_post
def order_enter(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter an order of the second phase."""
    must_have(request, *steps.BUYERS)
    package, attempt = get_object_or_404(queries.visible_to(request.actor), pk=package_id), Attempt()
    shown = pages.detail(package, by=request.actor, now=clock.now())
    members = [one for one, _due in shown["members"] if one.signed_on]
    phase = shown["phase"]
    help_text = pages.GROUNDS.get(phase.code if phase else "", "")
    lines = None
    if request.actor.body_id != package.project.purchaser_id:
        lines = list(funding.lines_for(request.actor, package.project, on=clock.local_date(clock.now())))
    form = forms.OrderForm(
        typed(request), request.FILES or None, members=members, lines=lines, help_text=help_text
    )
    if form.is_bound and form.is_valid():
        with attempt:
            facts, paper = form.facts, stored(request, form)
            ordering.order(package_id, facts, paper=paper, by=request.actor, now=clock.now())
            return redirect("framework:detail", package_id)
    more = {"lines": lines, "held": funding.left_of(package.project) if lines is None else None}
    return page(request, "order_enter", package, form, attempt, **shown, **more)


@login_required
@get_or_post
def order_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the buyer publishes an order."""
    must_have(request, *steps.APPROVERS)
    orders = FrameworkOrder.objects.filter(buyer_id=request.actor.body_id)
    found = get_object_or_404(orders.select_related("member__supplier", "buyer", "line", "entered_by"), pk=pk)
    package = get_object_or_404(queries.visible_to(request.actor), pk=found.member.package_id)
    attempt, form = Attempt(), forms.ConfirmForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            ordering.publish_order(pk, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "order_publish", package, form, attempt, order=found)


@login_required
@get_or_post
def order_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """The buyer strikes an order that was entered by mistake."""
    must_have(request, *PURCHASER_ROLES)
    orders = FrameworkOrder.objects.filter(buyer_id=request.actor.body_id)
    found = get_object_or_404(orders.select_related("member__supplier"), pk=pk)
    package = get_object_or_404(queries.visible_to(request.actor), pk=found.member.package_id)
    attempt, form = Attempt(), forms.StrikeForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            ordering.strike_order(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "order_strike", package, form, attempt, order=found)


@login_required
@get_or_post
def skip_enter(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter that whoever is next in a rotation gave up its turn."""
    must_have(request, *steps.BUYERS)
    package, attempt = get_object_or_404(queries.visible_to(request.actor), pk=package_id), Attempt()
    shown = pages.detail(package, by=request.actor, now=clock.now())
    members = [one for one, _due in shown["members"] if one.signed_on]
    expected = shown["next_in_turn"]
    initial = {"member_id": expected.member_id if expected else None}
    form = forms.SkipForm(typed(request), request.FILES or None, members=members, initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            facts, paper = form.facts, stored(request, form)
            skipping.skip(package_id, facts, paper=paper, by=request.actor, now=clock.now())
            return redirect("framework:detail", package_id)
    return page(request, "skip_enter", package, form, attempt, **shown)


@login_required
@get_or_post
def skip_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the unit confirms that a turn was given up."""
    must_have(request, *steps.APPROVERS)
    found, package = given_up(request.actor, pk)
    attempt, form = Attempt(), forms.ConfirmSkipForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            skipping.confirm(pk, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "skip_confirm", package, form, attempt, found=found)


@login_required
@get_or_post
def skip_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit strikes what was entered by mistake."""
    must_have(request, *PURCHASER_ROLES)
    found, package = given_up(request.actor, pk)
    attempt, form = Attempt(), forms.StrikeForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            skipping.strike(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "skip_strike", package, form, attempt, found=found)


def given_up(actor: Actor, pk: int) -> tuple[FrameworkSkip, Package]:
    """A turn that was given up as the acting unit entered it, and its package."""
    own = FrameworkSkip.objects.filter(buyer_id=actor.body_id)
    found = get_object_or_404(own.select_related("member__supplier", "buyer", "entered_by"), pk=pk)
    return found, get_object_or_404(queries.visible_to(actor), pk=found.member.package_id)


@login_required
@get_or_post
def order_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter why a published order comes to no contract."""
    must_have(request, *steps.BUYERS)
    orders = FrameworkOrder.objects.filter(buyer_id=request.actor.body_id)
    found = get_object_or_404(orders.select_related("member__supplier", "buyer"), pk=pk)
    package = get_object_or_404(queries.visible_to(request.actor), pk=found.member.package_id)
    attempt, form = Attempt(), forms.OrderEndForm(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            reason, paper = form.cleaned_data["reason"], stored(request, form)
            calling_off.propose(pk, reason=reason, paper=paper, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "order_end", package, form, attempt, order=found)


@login_required
@get_or_post
def order_end_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the unit ends a published order."""
    must_have(request, *steps.APPROVERS)
    own = FrameworkOrderEnd.objects.filter(order__buyer_id=request.actor.body_id)
    ending = get_object_or_404(
        own.select_related("order__member__supplier", "order__buyer", "entered_by"), pk=pk
    )
    package = get_object_or_404(queries.visible_to(request.actor), pk=ending.order.member.package_id)
    attempt, form = Attempt(), forms.ConfirmOrderEndForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            calling_off.confirm(pk, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "order_end_confirm", package, form, attempt, order=ending.order, ending=ending)
