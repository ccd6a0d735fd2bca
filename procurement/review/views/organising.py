"""The organiser steers: names, replaces, ends. It sees no single score before the report."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, rules, workflow
from procurement.review.choices import GONE, ReviewStatus, Seat
from procurement.review.forms import TerminateForm
from procurement.review.library import queries as library
from procurement.review.library.forms import PanelForm, ReplacementForm
from procurement.review.links import onward
from procurement.review.organiser_steps import organiser_steps

AFTER_WINDOW = (ReviewStatus.SCORING, ReviewStatus.RANKING, ReviewStatus.SIGNING)
AFTER_OPENING = tuple(s for s in ReviewStatus if s != ReviewStatus.FORMING)


@login_required
def organise(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the review stands, who sits, what is to be done."""
    session = get_object_or_404(queries.organised_by(request.actor), pk=pk)
    is_reported = session.status == ReviewStatus.REPORTED
    context = {
        "session": session,
        "not_conducted": rules.conduct_refusals(session.declared),
        "now": clock.now(),
        "steps": organiser_steps(session),
        "members": session.members.select_related("user__expert", "sheet", "signature").order_by("pk"),
        "candidates": _candidates(session, by_rank=is_reported),
        "changes": queries.changes_sent(session),
        "shows_quotes": is_reported or _may_see_quotes(request, session),
        "is_reported": is_reported,
        "quote_url": onward(session, "bidding:window_open"),
        "eligibility_url": onward(session, "opening:eligibility"),
        "award_url": onward(session, "award:package"),
        "is_movable": session.status in workflow.STEPS["move"].sources
        and session.status != ReviewStatus.FORMING,
        "may_terminate": session.status in workflow.STEPS["terminate"].sources,
        "sheets": queries.sheet_sums(session) if is_reported else [],
        "may_fill": session.status in workflow.STEPS["replace_member"].sources,
        "selection": library.selection_of(session),
        "requests": session.library_requests.all(),
        "slips": session.slips.all(),
    }
    return render(request, "procurement/review/review_organise.html", context)


@login_required
def panel_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the drawn experts and the purchaser's representative."""
    session = get_object_or_404(queries.organised_by(request.actor), pk=pk)
    now = clock.now()
    colleagues = queries.colleagues_of(session, on=clock.local_date(now))
    form, attempt = PanelForm(typed(request), colleagues=colleagues), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        meeting = workflow.Meeting(facts["meets_at"], facts["place"], facts["draw_slip"], form.slip)
        with attempt:
            workflow.name_panel(pk, form.seats(), meeting=meeting, by=request.actor, now=now)
            return redirect("review:organise", pk=pk)
    selection = library.selection_of(session)
    context = {"session": session, "form": form, "now": now, "selection": selection}
    return attempt.page(request, "procurement/review/panel_name.html", context)


@login_required
def member_replace(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """Fill the seat of a recused member."""
    session = get_object_or_404(queries.organised_by(request.actor), pk=pk)
    gone = get_object_or_404(session.members, pk=member_pk, status__in=GONE)
    now = clock.now()
    colleagues = queries.colleagues_of(session, on=clock.local_date(now))
    form = ReplacementForm(typed(request), seat=gone.seat, colleagues=colleagues)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.replace_member(
                pk,
                gone.pk,
                user_id=form.user_id(),
                draw_slip=form.cleaned_data["draw_slip"],
                by=request.actor,
                now=now,
            )
            return redirect("review:organise", pk=pk)
    waiting = library.substitutes_of(session) if gone.seat == Seat.EXPERT else []
    context = {"session": session, "gone": gone, "form": form, "now": now, "substitutes": waiting}
    return attempt.page(request, "procurement/review/member_replace.html", context)


@login_required
def terminate(request: HttpRequest, pk: int) -> HttpResponse:
    """End the review; the reason will be published."""
    session = get_object_or_404(queries.organised_by(request.actor), pk=pk)
    form, attempt = TerminateForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            data = form.cleaned_data
            stated = {"because": data["reason"], "cause": data["cause"]}
            workflow.terminate(pk, **stated, by=request.actor, now=clock.now())
            return redirect("review:organise", pk=pk)
    context = {"session": session, "form": form}
    return attempt.page(request, "procurement/review/review_terminate.html", context)


def _candidates(session, *, by_rank: bool):
    """The suppliers after the opening: as they are consulted, then as they are ranked."""
    if session.status not in AFTER_OPENING:
        return []
    candidates = queries.candidates_of(session)
    return candidates.order_by("rank", "pk") if by_rank else candidates


def _may_see_quotes(request: HttpRequest, session) -> bool:
    """Final quotes: the mandated agency after the window, the purchaser's handler after the report."""
    return session.status in AFTER_WINDOW and request.actor.has_role(Role.AGENCY_HANDLER)
