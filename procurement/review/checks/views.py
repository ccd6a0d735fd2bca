"""One score in question before signing: ask, vote, correct."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.kernel.verbs import Attempt, typed
from procurement.review.checks import queries as checks
from procurement.review.checks import workflow
from procurement.review.checks.choices import DoubtStatus
from procurement.review.checks.forms import CorrectionForm, DoubtForm, DoubtVoteForm
from procurement.review.checks.queries import OddScore, SigningCheck
from procurement.review.views.rooms import Room, member_page


@member_page
def score_check(request: HttpRequest, room: Room, score_pk: int) -> HttpResponse:
    """A score that stands far from the others, without its member's name."""
    if not checks.is_open(room.session):
        return redirect("review:room", pk=room.session.pk)
    odd = SigningCheck(room.session, room.seat).one(score_pk)
    if odd is None:
        raise Http404
    form, attempt = _form(request, room, odd), Attempt()
    if request.method == "POST" and form is not None and form.is_valid():
        with attempt:
            _carry_out(request, room, odd, form)
            return redirect("review:summary", pk=room.session.pk)
    context = room.context("summary", odd=odd, form=form)
    return attempt.page(request, "procurement/review/checks/score_check.html", context)


def _form(request: HttpRequest, room: Room, odd: OddScore):
    """What this member can do now, if anything."""
    if odd.doubt is None:
        return DoubtForm(typed(request))
    if odd.doubt.status == DoubtStatus.OPEN and not odd.doubt.votes.filter(member=room.seat).exists():
        return DoubtVoteForm(typed(request))
    if odd.doubt.status == DoubtStatus.RECOGNISED and odd.is_own:
        return CorrectionForm(typed(request))
    return None


def _carry_out(request: HttpRequest, room: Room, odd: OddScore, form) -> None:
    said, who = form.cleaned_data, {"by": request.actor, "now": room.now}
    if isinstance(form, DoubtForm):
        workflow.doubt(room.session.pk, odd.score.pk, reason=said["reason"], **who)
    elif isinstance(form, DoubtVoteForm):
        workflow.vote(odd.doubt.pk, agrees=said["choice"] == DoubtVoteForm.AGREES, **who)
    else:
        workflow.correct(odd.doubt.pk, points=said["points"], reason=said["reason"], **who)
