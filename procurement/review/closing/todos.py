"""What is left to do after a review."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.review.choices import MemberStatus, ReviewStatus, Seat
from procurement.review.closing import queries, rules
from procurement.review.models import ReviewSession

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Experts whose conduct nobody recorded, and sheets that wait for a second person."""
    mine = narrowed(queries.organised(actor), number=of)
    open_records = mine.filter(
        status=ReviewStatus.REPORTED,
        members__seat=Seat.EXPERT,
        members__status=MemberStatus.SEATED,
        members__conduct_record__isnull=True,
    )
    waiting = mine.filter(fee_sheet__confirmed_at__isnull=True, fee_sheet__isnull=False)
    others = waiting.exclude(fee_sheet__entered_by_id=actor.user_id)
    return [
        *(_conduct(session) for session in open_records.distinct().order_by("pk")[:SHOWN]),
        *(_fees(session) for session in others.order_by("pk")[:SHOWN]),
    ]


def _conduct(session: ReviewSession) -> Todo:
    return Todo(
        title=_("记录评审专家的履职情况"),
        subject=str(session),
        why=_("评审已经结束，逐名记录专家的履职情况"),
        url=reverse("closing:detail", args=[session.pk]),
        button=_("记录履职"),
        due_at=at_local(queries.record_by(session) + timedelta(days=1)),
        basis=rules.BASIS,
    )


def _fees(session: ReviewSession) -> Todo:
    return Todo(
        title=_("复核专家劳务报酬表"),
        subject=str(session),
        why=_("同事已编制，需要第二个人复核"),
        url=reverse("closing:detail", args=[session.pk]),
        button=_("查看报酬表"),
        basis=rules.BASIS,
    )
