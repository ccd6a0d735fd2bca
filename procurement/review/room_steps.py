"""The steps at the left of the room: what is done, what is now, what comes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.review.choices import ReviewStatus
from procurement.review.models import PanelMember, ReviewSession

ORDER = [
    ReviewStatus.FORMING,
    ReviewStatus.RECUSAL,
    ReviewStatus.EXAMINATION,
    ReviewStatus.CONSULTATION,
    ReviewStatus.QUOTING,
    ReviewStatus.SCORING,
    ReviewStatus.SIGNING,
    ReviewStatus.REPORTED,
]


@dataclass(frozen=True)
class RoomStep:
    """One line of the left column; without `url` it cannot be entered yet."""

    label: str
    note: str
    url: str = ""
    is_current: bool = False


def room_steps(session: ReviewSession, seat: PanelMember, *, current: str) -> list[RoomStep]:
    """The steps of a member's room; `current` is the key of the page shown."""
    table = (
        ("commit", _("到场与承诺"), ReviewStatus.FORMING),
        ("declare", _("回避声明"), ReviewStatus.RECUSAL),
        ("examine", _("资格和符合性审查"), ReviewStatus.EXAMINATION),
        ("consultation", _("磋商记录"), ReviewStatus.CONSULTATION),
        ("quotes", _("最后报价"), ReviewStatus.QUOTING),
        ("sheet", _("评分表"), ReviewStatus.SCORING),
        ("summary", _("汇总与签署"), ReviewStatus.SIGNING),
    )
    return [_step(session, seat, key, label, status, current) for key, label, status in table]


def _step(session, seat, key: str, label: str, status: str, current: str) -> RoomStep:
    now, own = position(session), ORDER.index(status)
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
    if session.status == ReviewStatus.TERMINATED and not done:
        return _("已终止")
    if done:
        return _("已完成")
    return _("进行中") if active else _("未开始")


def position(session: ReviewSession) -> int:
    """How far the review has come; an ended one stands where it can be read to its end."""
    if session.status == ReviewStatus.TERMINATED:
        return ORDER.index(ReviewStatus.SIGNING)
    return ORDER.index(ReviewStatus(session.status))
