"""Sums, places, signatures, and the report."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, workflow
from procurement.review.checks import queries as checks
from procurement.review.checks.queries import SigningCheck
from procurement.review.choices import ReviewStatus
from procurement.review.forms import SignatureForm
from procurement.review.models import ReportSignature
from procurement.review.views.rooms import Room, member_page

SHOWN = (ReviewStatus.SIGNING, ReviewStatus.REPORTED, ReviewStatus.TERMINATED, ReviewStatus.MOVED)


@member_page
def summary(request: HttpRequest, room: Room) -> HttpResponse:
    """The computed ranking; each member signs, or dissents with reasons."""
    session = room.session
    if session.status not in SHOWN:
        return redirect("review:room", pk=session.pk)
    form, attempt = SignatureForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data["choice"] == SignatureForm.AGREES
        dissent = form.cleaned_data["dissent"]
        with attempt:
            workflow.sign(session.pk, agrees=agrees, dissent=dissent, by=request.actor, now=room.now)
            return redirect("review:summary", pk=session.pk)
    own = ReportSignature.objects.filter(member=room.seat).first()
    context = room.context(
        "summary",
        form=form,
        candidates=queries.candidates_of(session).order_by("rank", "pk"),
        panel=queries.panel_of(session).select_related("signature"),
        own=own,
        check=_check(room),
        may_sign=session.status == ReviewStatus.SIGNING and own is None,
        sheets=queries.sheet_sums(session) if session.status == ReviewStatus.REPORTED else [],
    )
    return attempt.page(request, "procurement/review/report_sign.html", context)


def _check(room: Room) -> SigningCheck | None:
    """What is held against the four lawful causes, while scores are given and nobody has signed."""
    return SigningCheck(room.session, room.seat) if checks.is_open(room.session) else None


@login_required
def report_file(request: HttpRequest, pk: int) -> FileResponse:
    """The frozen report, for the panel and for whoever organises the review."""
    session = get_object_or_404(queries.readable_reports(request.actor), pk=pk)
    if not session.report_file:
        raise Http404
    return FileResponse(session.report_file.open(), filename=f"{session.number}.pdf")
