"""The steps at the left of the room: what is done, what is now, what comes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.review import labels, queries
from procurement.review.choices import ReviewStatus
from procurement.review.models import PanelMember, ReviewSession

PAGES = {
    ReviewStatus.RECUSAL: "declare",
    ReviewStatus.EXAMINATION: "examine",
    ReviewStatus.CONSULTATION: "consultation",
    ReviewStatus.QUOTING: "quotes",
    ReviewStatus.LOW_PRICE: "low_prices",
    ReviewStatus.SCORING: "sheet",
    ReviewStatus.RANKING: "ranking",
    ReviewStatus.SIGNING: "summary",
}


ENDED = (ReviewStatus.TERMINATED, ReviewStatus.MOVED)


@dataclass(frozen=True)
class RoomStep:
    """One line of the left column; without `url` it cannot be entered yet."""

    label: str
    note: str
    url: str = ""
    is_current: bool = False


def room_steps(session: ReviewSession, seat: PanelMember, *, current: str) -> list[RoomStep]:
    """The steps of a member's room; `current` is the key of the page shown."""
    path = queries.path_of(session)
    first = _step(session, seat, "commit", _("到场与承诺"), ReviewStatus.FORMING, current)
    shown = [status for status in path if status in PAGES]
    return [first, *(_step(session, seat, PAGES[s], labels.step(session, s), s, current) for s in shown)]


def _step(session, seat, key: str, label: str, status: str, current: str) -> RoomStep:
    now, own = position(session), queries.path_of(session).index(status)
    is_open = seat.committed_at is not None and now >= own or key == "commit"
    if key == "declare" and seat.committed_at is not None:
        is_open = True
    return RoomStep(
        label=label,
        note=_note(session, seat, key, done=now > own, active=now == own),
        url=reverse(f"review:{key}", args=[session.pk]) if is_open else "",
        is_current=key == current,
    )


def _note(session, seat, key: str, *, done: bool, active: bool) -> str:
    if key == "commit":
        return _("已完成") if seat.committed_at else _("待签署")
    if key == "declare" and seat.declared_at:
        return _("已完成")
    if session.status in ENDED and not done:
        return session.get_status_display()
    if done:
        return _("已完成")
    return _("进行中") if active else _("未开始")


def position(session: ReviewSession) -> int:
    """How far the review has come; an ended one stands where it can be read to its end."""
    status = ReviewStatus.SIGNING if session.status in ENDED else session.status
    return queries.path_of(session).index(ReviewStatus(status))
