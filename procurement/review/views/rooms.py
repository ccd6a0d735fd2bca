"""What every page of a panel member has: the review, the own seat, the steps at the left."""

from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.kernel import clock
from procurement.review import queries
from procurement.review.choices import ReviewStatus
from procurement.review.models import PanelMember, ReviewSession
from procurement.review.room_steps import room_steps


@dataclass(frozen=True)
class Room:
    """One member's view of a review at one moment."""

    session: ReviewSession
    seat: PanelMember
    now: datetime

    def context(self, step: str, **more: object) -> dict:
        """What the page shows; `step` is the one that it belongs to."""
        steps = room_steps(self.session, self.seat, current=step)
        return {"session": self.session, "seat": self.seat, "now": self.now, "steps": steps, **more}


def member_page(view):
    """A page of a member's own room; who has not signed the discipline is led there first."""

    @wraps(view)
    @login_required
    def page(request: HttpRequest, pk: int, **parts) -> HttpResponse:
        session = get_object_or_404(queries.sat_on_by(request.actor), pk=pk)
        room = Room(session, queries.seat_in(session, by=request.actor), clock.now())
        if room.seat.committed_at is None:
            return redirect("review:commit", pk=pk)
        return view(request, room, **parts)

    return page


STEP_PAGES = {
    ReviewStatus.FORMING: "review:declare",
    ReviewStatus.QUALIFYING: "review:declare",
    ReviewStatus.RECUSAL: "review:declare",
    ReviewStatus.EXAMINATION: "review:examine",
    ReviewStatus.CONSULTATION: "review:consultation",
    ReviewStatus.QUOTING: "review:quotes",
    ReviewStatus.LOW_PRICE: "review:low_prices",
    ReviewStatus.SCORING: "review:sheet",
    ReviewStatus.RANKING: "review:ranking",
    ReviewStatus.SIGNING: "review:summary",
    ReviewStatus.REPORTED: "review:summary",
    ReviewStatus.TERMINATED: "review:summary",
    ReviewStatus.MOVED: "review:summary",
}


@member_page
def room(request: HttpRequest, room: Room) -> HttpResponse:
    """Lead a member to the step that is being done now."""
    return redirect(STEP_PAGES[ReviewStatus(room.session.status)], pk=room.session.pk)
