"""Invitation, discipline, recusal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.verbs import Attempt, must_have, typed
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.forms import CommitForm, DeclarationForm
from procurement.review.views.rooms import Room, member_page

SHOWN = 50


@login_required
def panel_list(request: HttpRequest) -> HttpResponse:
    """Whatever this capacity has to do with reviews: own seats, reviews to organise, own candidacies."""
    must_have(request, *queries.READERS, because=_("评审与磋商供采购人、代理机构、评审专家和供应商办理。"))
    actor = request.actor
    seats = queries.seats_of(actor).select_related("session", "user__expert")
    context = {
        "seats": list(seats.order_by("-pk")[:SHOWN]),
        "organised": list(queries.organised_by(actor)[:SHOWN]),
        "candidacies": list(queries.candidacies_of(actor).order_by("-pk")[:SHOWN]),
        "now": clock.now(),
        "may_write_schemes": queries.may_write_schemes(actor),
    }
    return render(request, "procurement/review/panel_list.html", context)


@login_required
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Time and place, then the discipline; more of the purchase is shown only after it has been signed."""
    session = get_object_or_404(queries.sat_on_by(request.actor), pk=pk)
    room = Room(session, queries.seat_in(session, by=request.actor), clock.now())
    form, attempt = CommitForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.commit(pk, by=request.actor, now=room.now)
            return redirect("review:declare", pk=pk)
    return attempt.page(request, "procurement/review/seat_commit.html", room.context("commit", form=form))


@member_page
def declare(request: HttpRequest, room: Room) -> HttpResponse:
    """The supplier list is read; the member is free, or leaves with a reason."""
    session, form, attempt = room.session, DeclarationForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        recuses = form.cleaned_data["choice"] == DeclarationForm.RECUSED
        with attempt:
            workflow.declare(
                session.pk,
                recuses=recuses,
                reasons=form.cleaned_data["reasons"],
                remark=form.cleaned_data["remark"],
                by=request.actor,
                now=room.now,
            )
            return redirect("review:panel_list") if recuses else redirect("review:room", pk=session.pk)
    is_read = session.status != ReviewStatus.FORMING
    context = room.context(
        "declare",
        form=form,
        candidates=queries.candidates_of(session) if is_read else [],
        ties=workflow.ties_of(session, room.seat, now=room.now) if is_read else [],
        is_read=is_read,
    )
    return attempt.page(request, "procurement/review/seat_declare.html", context)
