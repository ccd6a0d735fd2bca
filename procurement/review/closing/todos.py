"""What is left to do after a review."""

from datetime import datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.review.choices import MemberStatus, ReviewStatus, Seat
from procurement.review.closing import queries, rules
from procurement.review.closing.models import FeeSheet
from procurement.review.models import PanelMember, ReviewSession

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Experts whose conduct nobody recorded, and sheets that wait for a second person."""
    mine = narrowed(queries.organised(actor), number=of)
    unrecorded = PanelMember.objects.filter(
        session=OuterRef("pk"), seat=Seat.EXPERT, status=MemberStatus.SEATED, conduct_record__isnull=True
    )
    of_others = FeeSheet.objects.filter(session=OuterRef("pk"), confirmed_at__isnull=True)
    of_others = of_others.exclude(entered_by_id=actor.user_id)
    rows = mine.annotate(
        asks_conduct=Case(
            When(status=ReviewStatus.REPORTED, then=Exists(unrecorded)), default=Value(value=False)
        ),
        asks_fees=Exists(of_others),
    ).filter(Q(asks_conduct=True) | Q(asks_fees=True))
    sessions = list(rows.order_by("pk")[:SHOWN])
    return [
        *(_conduct(session) for session in sessions if session.asks_conduct),
        *(_fees(session) for session in sessions if session.asks_fees),
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
