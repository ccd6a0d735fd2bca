"""Pages of the short path: offers or a result from elsewhere, the proposal, the publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.award import queries as awards
from procurement.award.direct import announcements, moving, pages, queries, rules, workflow
from procurement.award.direct.forms import (
    ConfirmForm,
    GiveUpForm,
    MallForm,
    MoveForm,
    OfferForm,
    ProposeForm,
    ReasonForm,
    ResultForm,
)
from procurement.notices.official import rules as official
from procurement.notices.official.reading import form_of
from procurement.projects import queries as projects
from procurement.projects.models import Package

TEMPLATES = "procurement/award/direct"


@login_required
@require_safe
def package_detail(request: HttpRequest, package_id: int) -> HttpResponse:
    """Who offered what, what was decided by whom, and the one next step."""
    must_have(request, *awards.READERS)
    package = get_object_or_404(queries.visible_to(request.actor), pk=package_id)
    return Attempt().page(
        request, f"{TEMPLATES}/package_detail.html", pages.detail(package, by=request.actor)
    )


@login_required
@get_or_post
def offer_add(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter what a supplier offered."""
    package, attempt = own(request, package_id, "offer"), Attempt()
    form = OfferForm(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.add_offer(package_id, form.facts, paper=paper, by=request.actor, now=now)
            messages.success(request, _("报价已登记。"))
            return redirect("direct:detail", package_id=package_id)
    return page(request, "offer_add", package, form, attempt)


@login_required
@get_or_post
def offer_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an offer that was entered by mistake."""
    must_have(request, *workflow.STEPS["strike"].roles)
    offer = get_object_or_404(queries.readable_offers(request.actor), pk=pk, struck_because="")
    package, attempt = own(request, offer.award.package_id, "strike"), Attempt()
    form = ReasonForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.strike_offer(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("direct:detail", package_id=package.pk)
    return page(request, "offer_strike", package, form, attempt, offer=offer)


@login_required
@get_or_post
def offer_propose(request: HttpRequest, package_id: int) -> HttpResponse:
    """Propose one of the offers."""
    package, attempt = own(request, package_id, "propose"), Attempt()
    award = queries.award_of(package)
    offers = list(queries.offers_of(award)) if award else []
    initial = {"offer_id": offers[0].pk} if offers else {}
    form = ProposeForm(typed(request), offers=offers, initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.propose(package_id, form.proposal, by=request.actor, now=clock.now())
            return redirect("direct:detail", package_id=package_id)
    more = {"offers": offers, "least": queries.least_offers(package)}
    return page(request, "offer_propose", package, form, attempt, **more)


@login_required
@get_or_post
def result_enter(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter what another platform decided."""
    package, attempt = own(request, package_id, "enter_result"), Attempt()
    kind = MallForm if queries.is_on_the_mall(package) else ResultForm
    form = kind(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.enter_result(package_id, form.facts, paper=paper, by=request.actor, now=now)
            return redirect("direct:detail", package_id=package_id)
    return page(request, "result_enter", package, form, attempt)


@login_required
@get_or_post
def result_publish(request: HttpRequest, package_id: int) -> HttpResponse:
    """What will be public; then it is."""
    package, attempt = own(request, package_id, "publish_result"), Attempt()
    award = queries.award_of(package)
    if award is None or award.approved_at is None:
        return redirect("direct:detail", package_id=package_id)
    form = ConfirmForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            return redirect(workflow.publish_result(package_id, by=request.actor, now=clock.now()))
    award.package = package
    sections = official.compose(form_of(announcements.type_of(award)), announcements.values(award))
    return page(request, "result_publish", package, form, attempt, sections=sections)


@login_required
@get_or_post
def package_give_up(request: HttpRequest, package_id: int) -> HttpResponse:
    """End the purchase before its decision."""
    package, attempt = own(request, package_id, "give_up"), Attempt()
    counts, now = queries.counts_elsewhere(package), clock.now()
    form = GiveUpForm(typed(request), request.FILES or None, counts_elsewhere=counts)
    if form.is_bound and form.is_valid():
        with attempt:
            given = dict(form.cleaned_data)
            file = given.pop("paper", None)
            paper = uploads.store(file, owner_id=request.actor.user_id, now=now) if file else None
            workflow.give_up(package_id, **given, paper=paper, by=request.actor, now=now)
            messages.success(request, _("采购已终止，占用的资金已退回预算指标。"))
            return redirect(package.project)
    return page(request, "package_give_up", package, form, attempt)


@login_required
@get_or_post
def package_move(request: HttpRequest, package_id: int) -> HttpResponse:
    """Another platform carries on what was opened here."""
    procedure.allow(moving.STEPS, "move", by=request.actor)
    visible = projects.visible_to(request.actor).values("pk")
    package = get_object_or_404(Package.objects.select_related("project"), pk=package_id, project__in=visible)
    form, attempt = MoveForm(typed(request), request.FILES or None), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            moving.move(package_id, form.facts, paper=paper, by=request.actor, now=now)
            messages.success(request, _("已转到其他平台办理，办完后请在这里登记结果。"))
            return redirect("direct:detail", package_id=package_id)
    context = {"package": package, "project": package.project, "form": form, "basis": rules.MOVE_BASIS}
    return attempt.page(request, f"{TEMPLATES}/package_move.html", context)


@login_required
@require_safe
def move_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Why another platform carries on, for those who see the purchase."""
    must_have(request, *awards.READERS)
    return uploads.download(get_object_or_404(queries.readable_moves(request.actor), pk=pk).paper)


@login_required
@require_safe
def end_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """By what another platform ended it, for those who see the purchase."""
    must_have(request, *awards.READERS)
    return uploads.download(get_object_or_404(queries.readable_ends(request.actor), pk=pk).paper)


@login_required
@require_safe
def offer_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A supplier's paper, for those who see the purchase."""
    must_have(request, *awards.READERS)
    return uploads.download(get_object_or_404(queries.readable_offers(request.actor), pk=pk).paper)


@login_required
@require_safe
def result_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The other platform's paper, for those who see the purchase."""
    must_have(request, *awards.READERS)
    return uploads.download(get_object_or_404(queries.readable_results(request.actor), pk=pk).paper)


def own(request: HttpRequest, package_id: int, verb: str) -> Package:
    """The acting body's package, for a capacity that carries out the verb."""
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    mine = queries.visible_to(request.actor).filter(project__purchaser_id=request.actor.body_id)
    return get_object_or_404(mine, pk=package_id)


def page(
    request: HttpRequest, name: str, package: Package, form, attempt: Attempt, **more: object
) -> HttpResponse:
    """A page of one step."""
    basis = rules.MOVE_BASIS if package.moved_at else rules.BASIS
    context = {"package": package, "project": package.project, "form": form, "basis": basis, **more}
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context)
