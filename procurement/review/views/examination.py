"""The grid of qualification and conformity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.forms import ExaminationForm
from procurement.review.labels import examines
from procurement.review.response_text import opened_responses
from procurement.review.views.rooms import Room, member_page


@member_page
def examine(request: HttpRequest, room: Room) -> HttpResponse:
    """Every supplier against every condition, the response beside; handed in once."""
    session = room.session
    if session.status in (ReviewStatus.FORMING, ReviewStatus.QUALIFYING, ReviewStatus.RECUSAL):
        return redirect("review:declare", pk=session.pk)
    candidates, criteria = list(queries.examined_candidates(session)), queries.examined_criteria(session)
    form = ExaminationForm(typed(request), candidates=candidates, criteria=criteria)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.examine(session.pk, form.findings(), by=request.actor, now=room.now)
            return redirect("review:room", pk=session.pk)
    own = {(e.candidate_id, e.criterion_id): e for e in room.seat.examinations.all()}
    context = room.context(
        "examine",
        form=form,
        grid=form.grid(),
        responses=opened_responses(candidates),
        own=_own_rows(criteria, candidates, own),
        is_open=session.status == ReviewStatus.EXAMINATION and not own,
        candidates=candidates,
        examines=examines(session),
        is_concluded=session.status not in (ReviewStatus.EXAMINATION,),
    )
    return attempt.page(request, "procurement/review/examination_submit.html", context)


def _own_rows(criteria, candidates, own) -> list[dict]:
    return [
        {"criterion": k, "cells": [{"candidate": c, "finding": own.get((c.pk, k.pk))} for c in candidates]}
        for k in criteria
    ]
