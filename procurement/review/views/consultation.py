"""The consultation: order by lot, minutes per supplier, changes in writing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, ReviewStatus, Seat
from procurement.review.forms import ChangeForm, MinutesForm
from procurement.review.response_text import opened_responses
from procurement.review.views.rooms import Room, member_page


@member_page
def consultation(request: HttpRequest, room: Room) -> HttpResponse:
    """Who comes when, what was said, what has changed."""
    return _show(request, room, ChangeForm(), Attempt())


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
    form, attempt = ChangeForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.propose_change(
                room.session.pk, form.cleaned_data["text"], by=request.actor, now=room.now
            )
            return redirect("review:consultation", pk=room.session.pk)
    return _show(request, room, form, attempt)


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
    review = room.session.declared.terms.review
    form = MinutesForm(typed(request), initial={"started_at": room.now}, review=review)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        with attempt:
            workflow.consult(
                room.session.pk,
                candidate.pk,
                minutes=facts["minutes"],
                started_at=facts["started_at"],
                by=request.actor,
                now=room.now,
            )
            return redirect("review:consultation", pk=room.session.pk)
    context = room.context(
        "consultation", form=form, candidate=candidate, responses=opened_responses([candidate])
    )
    return attempt.page(request, "procurement/review/consultation_record.html", context)


def _act(request: HttpRequest, room: Room, verb) -> HttpResponse:
    if request.method != "POST":
        return redirect("review:consultation", pk=room.session.pk)
    with Attempt() as attempt:
        verb(room.session.pk, by=request.actor, now=room.now)
        return redirect("review:room", pk=room.session.pk)
    return _show(request, room, ChangeForm(), attempt)


def _show(request: HttpRequest, room: Room, form: ChangeForm, attempt: Attempt) -> HttpResponse:
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
    return attempt.page(request, "procurement/review/consultation_detail.html", context)


def _waits(candidate) -> bool:
    return candidate.status == CandidateStatus.QUALIFIED and not hasattr(candidate, "consultation")
