"""Final quotes as the panel sees them, and the own score sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.verbs import Attempt, typed
from procurement.review import queries, workflow
from procurement.review.choices import ReviewStatus
from procurement.review.forms import ScoreForm
from procurement.review.models import Score
from procurement.review.response_text import opened_response
from procurement.review.score_grid import SheetGrid
from procurement.review.views.rooms import Room, member_page

LOW_PRICE = ReviewStatus.LOW_PRICE
PLACED = (ReviewStatus.SIGNING, ReviewStatus.REPORTED)
SCORING_OR_LATER = (ReviewStatus.SCORING, *PLACED)
COMPARED = (ReviewStatus.RANKING, *PLACED)


@member_page
def quotes(request: HttpRequest, room: Room) -> HttpResponse:
    """The window for final quotes, then the quotes."""
    session = room.session
    is_opened = session.status in (LOW_PRICE, *SCORING_OR_LATER, *COMPARED) or bool(
        session.termination_reason
    )
    context = room.context(
        "quotes",
        is_opened=is_opened,
        candidates=queries.candidates_of(session) if is_opened else [],
        is_waiting=session.status == ReviewStatus.QUOTING,
    )
    return render(request, "procurement/review/quote_list.html", context)


@member_page
def score_sheet(request: HttpRequest, room: Room) -> HttpResponse:
    """Lead to the first cell that waits, else to the hand-in page."""
    if not _scores(room):
        return redirect("review:room", pk=room.session.pk)
    grid = SheetGrid(room.session, room.seat)
    cell = grid.first_open() if room.session.status == ReviewStatus.SCORING else None
    return redirect(grid.url(cell)) if cell else redirect("review:submit_sheet", pk=room.session.pk)


@member_page
def score_cell(request: HttpRequest, room: Room, candidate_pk: int, criterion_pk: int) -> HttpResponse:
    """One criterion of one supplier: the response left, the mark right, saved by itself."""
    if not room.session.declared.is_scored:
        return redirect("review:room", pk=room.session.pk)
    grid = SheetGrid(room.session, room.seat)
    cell = grid.cell(candidate_pk, criterion_pk)
    if cell is None:
        return redirect("review:sheet", pk=room.session.pk)
    form = ScoreForm(typed(request), initial=cell.initial(), criterion=cell.criterion)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            _save(request, room, cell, form)
            if not request.htmx:
                following = grid.after(cell)
                return redirect(grid.url(following) if following else _hand_in(room))
    context = room.context(
        "sheet",
        form=form,
        grid=SheetGrid(room.session, room.seat) if request.method == "POST" else grid,
        cell=cell,
        before=grid.before(cell),
        response=opened_response(cell.candidate),
        price_note=price_note(room),
        is_saved=request.method == "POST" and form.is_valid() and attempt.refused is None,
    )
    template = "procurement/review/score_save.html"
    if request.htmx:
        return render(request, f"{template}#saved", {**context, "refused": attempt.refused})
    return attempt.page(request, template, context)


@member_page
def sheet_submit(request: HttpRequest, room: Room) -> HttpResponse:
    """The whole own sheet; handing it in is final unless an objective score is unequal."""
    if not _scores(room):
        return redirect("review:room", pk=room.session.pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            workflow.submit_sheet(room.session.pk, by=request.actor, now=room.now)
            return redirect("review:submit_sheet", pk=room.session.pk)
    grid = SheetGrid(room.session, room.seat)
    context = room.context(
        "sheet",
        grid=grid,
        tied=_tied(room),
        is_chair=room.seat.is_chair,
        price_note=price_note(room),
    )
    return attempt.page(request, "procurement/review/sheet_submit.html", context)


@member_page
def ranking(request: HttpRequest, room: Room) -> HttpResponse:
    """The places by the lowest price where nobody scores; equal prices wait for the lot."""
    session = room.session
    if session.declared.is_scored or session.status not in COMPARED:
        return redirect("review:room", pk=session.pk)
    context = room.context(
        "ranking",
        candidates=queries.candidates_of(session).order_by("rank", "final_quote", "pk"),
        tied=_tied(room),
        is_chair=room.seat.is_chair,
    )
    return render(request, "procurement/review/quote_rank.html", context)


@member_page
def draw_tie(request: HttpRequest, room: Room) -> HttpResponse:
    """The chair draws between suppliers equal in everything."""
    if request.method == "POST":
        workflow.draw_tie(room.session.pk, by=request.actor, now=room.now)
    return redirect("review:room", pk=room.session.pk)


def price_note(room: Room) -> str:
    """Where the points for price come from."""
    if room.session.scheme.is_price_fixed:
        return _("价格固定，不列为评分因素。")
    return _("价格分由系统按报价计算。")


def _scores(room: Room) -> bool:
    """Whether members of this review give points, and have come to it."""
    return room.session.declared.is_scored and room.session.status in SCORING_OR_LATER


def _save(request: HttpRequest, room: Room, cell, form: ScoreForm) -> Score:
    return workflow.save_score(
        room.session.pk,
        cell.candidate.pk,
        cell.criterion.pk,
        points=form.cleaned_data["points"],
        reason=form.cleaned_data["reason"],
        by=request.actor,
        now=room.now,
    )


def _hand_in(room: Room) -> str:
    return reverse("review:submit_sheet", args=[room.session.pk])


def _tied(room: Room) -> list[str]:
    """The names of suppliers that only the lot can order."""
    groups = workflow.tied_groups(room.session)
    names = dict(queries.candidates_of(room.session).values_list("pk", "supplier__name"))
    return [_("、").join(names[key] for key in group) for group in groups]
