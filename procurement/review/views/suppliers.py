"""A supplier during the consultation: its own state, the changes, and the way out."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from portal.kernel import clock
from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, workflow
from procurement.review.choices import CandidateStatus, ReviewStatus
from procurement.review.forms import LeaveForm
from procurement.review.links import onward
from procurement.review.low_price import queries as low_prices

CHANGE_READERS = (
    CandidateStatus.QUALIFIED,
    CandidateStatus.QUOTED,
    CandidateStatus.NO_QUOTE,
    CandidateStatus.INVALID,
    CandidateStatus.RANKED,
)


@login_required
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """The own state only: how many others there are is not told."""
    candidate = get_object_or_404(queries.candidacies_of(request.actor), session_id=pk)
    session = candidate.session
    context = {
        "session": session,
        "candidate": candidate,
        "now": clock.now(),
        "changes": queries.changes_sent(session) if candidate.status in CHANGE_READERS else [],
        "may_leave": _may_leave(candidate),
        "is_quoting": session.status == ReviewStatus.QUOTING
        and candidate.status == CandidateStatus.QUALIFIED,
        "quote_url": onward(session, "bidding:seal", "final_quote"),
        "letter_url": onward(session, "award:package_letter"),
        "low_price": low_prices.own(request.actor).filter(candidate=candidate).first(),
        "is_told": session.disclosed_at is not None,
    }
    return render(request, "procurement/review/candidate_detail.html", context)


@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the consultation: a page of its own says what that means."""
    candidate = get_object_or_404(queries.candidacies_of(request.actor), session_id=pk)
    form, attempt = LeaveForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.leave(
                candidate.pk, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now()
            )
            return redirect("review:supplier", pk=pk)
    context = {"candidate": candidate, "session": candidate.session, "form": form}
    return attempt.page(request, "procurement/review/candidate_leave.html", context)


def _may_leave(candidate) -> bool:
    sources = workflow.STEPS["leave"].sources
    return candidate.status == CandidateStatus.QUALIFIED and candidate.session.status in sources
