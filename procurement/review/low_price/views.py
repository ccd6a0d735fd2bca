"""Pages of abnormally low prices: the panel's, the supplier's, and the shares that a document raises."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.review import queries, workflow
from procurement.review.low_price import pages
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price.forms import AskForm, DoubtForm, ExplanationForm, OpinionForm, SharesForm
from procurement.review.views.rooms import Room, member_page

TEMPLATES = "procurement/review/low_price/"


@member_page
def low_prices_page(request: HttpRequest, room: Room) -> HttpResponse:
    """Every price beside its measures, what is asked, said and found."""
    form, attempt = AskForm(typed(request), initial=pages.least_minutes(room.session)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            minutes = form.cleaned_data["minutes"]
            workflow.ask_price(room.session.pk, minutes=minutes, by=request.actor, now=room.now)
            messages.success(request, _("已要求供应商说明，时间开始计算。"))
            return redirect("review:low_prices", pk=room.session.pk)
    context = room.context("low_prices", form=form, **pages.overview(room.session, room.seat, now=room.now))
    return attempt.page(request, f"{TEMPLATES}price_list.html", context)


@member_page
def doubt_price(request: HttpRequest, room: Room) -> HttpResponse:
    """The chair says that the panel finds a price low."""
    valid = room.session.candidates.filter(status__in=low_prices.VALID, low_price_review=None)
    form, attempt = DoubtForm(typed(request), candidates=valid.select_related("supplier")), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            candidate, reason = form.cleaned_data["candidate"], form.cleaned_data["reason"]
            workflow.doubt_price(candidate.pk, reason=reason, by=request.actor, now=room.now)
            return redirect("review:low_prices", pk=room.session.pk)
    context = room.context("low_prices", form=form)
    return attempt.page(request, f"{TEMPLATES}price_doubt.html", context)


@member_page
def judge_price(request: HttpRequest, room: Room, review_pk: int) -> HttpResponse:
    """One member's opinion beside the supplier's words."""
    review = get_object_or_404(low_prices.reviews_of(room.session), pk=review_pk)
    form, attempt = OpinionForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            opinion = form.opinion()
            workflow.judge_price(review.pk, opinion, by=request.actor, clock=clock.database_clock)
            return redirect("review:low_prices", pk=room.session.pk)
    context = room.context("low_prices", form=form, **pages.one(review, room.seat, now=room.now))
    return attempt.page(request, f"{TEMPLATES}price_judge.html", context)


@login_required
@get_or_post
def explain_price(request: HttpRequest, pk: int) -> HttpResponse:
    """The supplier explains its own price while the time runs."""
    review = get_object_or_404(low_prices.own(request.actor), candidate__session_id=pk)
    form, attempt = ExplanationForm(typed(request), request.FILES or None), Attempt()
    now = clock.now()
    if request.method == "POST" and form.is_valid():
        with attempt:
            owner = request.actor.user_id
            papers = [uploads.store(file, owner_id=owner, now=now) for file in form.papers()]
            workflow.explain_price(
                review.pk,
                text=form.cleaned_data["text"],
                papers=papers,
                by=request.actor,
                clock=clock.database_clock,
            )
            messages.success(request, _("说明已提交。请保持联系，直到评审结束。"))
            return redirect("review:supplier", pk=pk)
    context = pages.told(review, now=now) | {"form": form}
    return attempt.page(request, f"{TEMPLATES}price_explain.html", context)


@login_required
@require_safe
def explanation_file(request: HttpRequest, pk: int) -> FileResponse:
    """A file of an explanation, for its supplier, the panel, and after the report its readers."""
    return uploads.download(get_object_or_404(low_prices.readable_files(request.actor), pk=pk).paper)


@login_required
@get_or_post
def scheme_shares(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document raises above the shares of the law."""
    scheme = get_object_or_404(queries.visible_schemes(request.actor), pk=pk)
    if scheme.is_frozen:
        return redirect(scheme)
    now = clock.now()
    form, attempt = SharesForm(typed(request), initial=pages.raised_percent(scheme)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.raise_shares(scheme.pk, form.shares(), by=request.actor, now=now)
            messages.success(request, _("已保存。"))
            return redirect(scheme)
    context = {"form": form, "scheme": scheme, "law": pages.law_percent(scheme, now=now)}
    return attempt.page(request, f"{TEMPLATES}shares_edit.html", context)
