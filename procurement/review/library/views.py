"""Pages about the library, for whoever organises the review."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.review import queries as reviews
from procurement.review.choices import MemberStatus
from procurement.review.library import workflow
from procurement.review.library.forms import AbsenceForm, RequestForm, SelectionForm
from procurement.review.library.models import SelfSelection

TEMPLATES = "procurement/review/library"


@login_required
@get_or_post
def request_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked of the library."""
    session = get_object_or_404(reviews.organised_by(request.actor), pk=pk)
    form, attempt = RequestForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.ask(pk, form.facts, by=request.actor, now=clock.now())
            return redirect("review:organise", pk=pk)
    return attempt.page(request, f"{TEMPLATES}/request_enter.html", {"session": session, "form": form})


@login_required
@get_or_post
def selection_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """The consent to select experts without a draw."""
    session = get_object_or_404(reviews.organised_by(request.actor), pk=pk)
    form, attempt, now = SelectionForm(typed(request), request.FILES or None), Attempt(), clock.now()
    if form.is_bound and form.is_valid():
        with attempt:
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.select_self(pk, form.facts, paper=paper, by=request.actor, now=now)
            return redirect("review:organise", pk=pk)
    context = {"session": session, "form": form, "above": session.purchaser.supervising_body}
    return attempt.page(request, f"{TEMPLATES}/selection_enter.html", context)


@login_required
@require_safe
def selection_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of consent."""
    readable = reviews.organised_by(request.actor) | reviews.readable_reports(request.actor)
    kept = SelfSelection.objects.filter(session__in=readable.values("pk")).select_related("paper")
    return uploads.download(get_object_or_404(kept, session=pk).paper)


@login_required
@get_or_post
def member_absent(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """A member did not come."""
    session = get_object_or_404(reviews.organised_by(request.actor), pk=pk)
    members = session.members.select_related("user").filter(status=MemberStatus.NAMED)
    member = get_object_or_404(members, pk=member_pk)
    form, attempt = AbsenceForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            workflow.report_absent(pk, member.pk, reason=reason, by=request.actor, now=clock.now())
            return redirect("review:organise", pk=pk)
    context = {"session": session, "member": member, "form": form}
    return attempt.page(request, f"{TEMPLATES}/member_absent.html", context)
