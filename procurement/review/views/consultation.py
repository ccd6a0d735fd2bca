"""The consultation: order by lot, minutes per supplier, changes in writing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from portal.kernel.errors import Refused
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, ReviewStatus, Seat
from procurement.review.forms import ChangeForm, MinutesForm
from procurement.review.response_text import opened_responses
from procurement.review.views.rooms import Room, member_page, refused_page


@member_page
def consultation(request: HttpRequest, room: Room) -> HttpResponse:
    """Who comes when, what was said, what has changed."""
    return _show(request, room, ChangeForm(), None)


@member_page
def draw_order(request: HttpRequest, room: Room) -> HttpResponse:
    """Draw the order by lot."""
    return _act(request, room, workflow.draw_order)


@member_page
def finish_consultation(request: HttpRequest, room: Room) -> HttpResponse:
    """The chair ends the consultation; a page of its own says what follows."""
    return _act(request, room, workflow.finish_consultation)


@member_page
def propose_change(request: HttpRequest, room: Room) -> HttpResponse:
    """Propose a change in writing."""
    form, refused = ChangeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            workflow.propose_change(
                room.session.pk, form.cleaned_data["text"], by=request.actor, now=room.now
            )
            return redirect("review:consultation", pk=room.session.pk)
        except Refused as refusal:
            refused = refusal
    return _show(request, room, form, refused)


@require_POST
@member_page
def confirm_change(request: HttpRequest, room: Room, change_pk: int) -> HttpResponse:
    """The purchaser's representative confirms; all suppliers have it at once."""
    change = get_object_or_404(room.session.changes, pk=change_pk)
    workflow.confirm_change(change.pk, by=request.actor, now=room.now)
    return redirect("review:consultation", pk=room.session.pk)


@member_page
def consult(request: HttpRequest, room: Room, candidate_pk: int) -> HttpResponse:
    """Write the minutes of one supplier."""
    candidates = queries.candidates_of(room.session)
    candidate = get_object_or_404(candidates, pk=candidate_pk)
    form = MinutesForm(request.POST or None, initial={"started_at": room.now})
    refused = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            workflow.consult(
                room.session.pk,
                candidate.pk,
                minutes=facts["minutes"],
                started_at=facts["started_at"],
                by=request.actor,
                now=room.now,
            )
            return redirect("review:consultation", pk=room.session.pk)
        except Refused as refusal:
            refused = refusal
    context = room.context(
        "consultation", form=form, candidate=candidate, responses=opened_responses([candidate])
    )
    return refused_page(request, "consultation_record.html", context, refused)


def _act(request: HttpRequest, room: Room, verb) -> HttpResponse:
    if request.method != "POST":
        return redirect("review:consultation", pk=room.session.pk)
    try:
        verb(room.session.pk, by=request.actor, now=room.now)
    except Refused as refusal:
        return _show(request, room, ChangeForm(), refusal)
    return redirect("review:room", pk=room.session.pk)


def _show(request: HttpRequest, room: Room, form: ChangeForm, refused: Refused | None) -> HttpResponse:
    session = room.session
    candidates = list(
        queries.candidates_of(session)
        .exclude(status=CandidateStatus.EXCLUDED)
        .select_related("consultation__recorded_by")
    )
    context = room.context(
        "consultation",
        form=form,
        candidates=candidates,
        is_drawn=any(c.consult_order for c in candidates),
        next_up=next((c for c in candidates if _waits(c)), None),
        changes=session.changes.select_related("proposed_by__user", "confirmed_by__user"),
        is_open=session.status == ReviewStatus.CONSULTATION,
        may_confirm=room.seat.seat == Seat.PURCHASER,
    )
    return refused_page(request, "consultation_detail.html", context, refused)


def _waits(candidate) -> bool:
    return candidate.status == CandidateStatus.QUALIFIED and not hasattr(candidate, "consultation")
