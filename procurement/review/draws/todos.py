"""What is left to do about draws."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.review.draws import queries
from procurement.review.draws.choices import DrawStatus, Outcome
from procurement.review.draws.models import Draw, ListedExpert
from procurement.review.experts.rules import BASIS

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Lists to draw from, and invitations to answer."""
    if of is not None:
        return []
    mine = queries.invitations_of(actor.user_id).filter(
        outcome=Outcome.SELECTED, answered_at__isnull=True, draw__meets_at__gt=now
    )
    found = [_to_answer(entry) for entry in mine[:SHOWN]]
    if actor.has_role(*queries.DRAWERS):
        waiting = queries.visible_to(actor).filter(status=DrawStatus.FROZEN, meets_at__gt=now)
        others = waiting.exclude(frozen_by_id=actor.user_id)
        found += [_to_draw(draw) for draw in others.order_by("meets_at")[:SHOWN]]
    return found


def _to_answer(entry: ListedExpert) -> Todo:
    return Todo(
        title=_("确认参加评审"),
        subject=_("评审邀请，%(place)s") % {"place": entry.draw.place},
        why=_("您被抽中，请确认能否参加"),
        url=reverse("draws:own"),
        button=_("查看邀请"),
        due_at=entry.draw.meets_at,
    )


def _to_draw(draw: Draw) -> Todo:
    return Todo(
        title=_("抽取专家"),
        subject=str(draw),
        why=_("同事已固定名单，由另一个人抽取"),
        url=draw.get_absolute_url(),
        button=_("查看抽取"),
        due_at=draw.meets_at,
        basis=BASIS,
    )
