"""Purchaser or agency check who qualifies, before the panel hears of anybody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.forms import ExaminationForm
from procurement.review.response_text import opened_responses


@login_required
@get_or_post
def qualify(request: HttpRequest, pk: int) -> HttpResponse:
    """Every bidder against every qualification condition, its documents beside; handed in once."""
    session = get_object_or_404(queries.organised_by(request.actor), pk=pk)
    if session.status != ReviewStatus.QUALIFYING:
        return redirect("review:organise", pk=pk)
    candidates = list(queries.candidates_of(session))
    criteria = queries.qualification_criteria(session)
    form, attempt = ExaminationForm(typed(request), candidates=candidates, criteria=criteria), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.qualify(pk, form.findings(), by=request.actor, now=clock.now())
            return redirect("review:organise", pk=pk)
    context = {
        "session": session,
        "form": form,
        "grid": form.grid(),
        "responses": opened_responses(candidates),
        "basis": workflow.STEPS["qualify"].basis,
    }
    return attempt.page(request, "procurement/review/review_qualify.html", context)
