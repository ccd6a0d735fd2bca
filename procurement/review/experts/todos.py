"""What is left to do about the pool."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.review.experts import queries, rules
from procurement.review.experts.choices import EntryStatus

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Applications that a second person decides."""
    if of is not None or not actor.has_role(*queries.KEEPERS):
        return []
    waiting = queries.visible_to(actor).filter(status=EntryStatus.WAITING)
    others = waiting.exclude(entered_by_id=actor.user_id).exclude(user_id=actor.user_id)
    return [
        Todo(
            title=_("审核专家入库申请"),
            subject=str(expert),
            why=_("申请已提交，由没有登记的人审核"),
            url=expert.get_absolute_url(),
            button=_("查看申请"),
            basis=rules.BASIS,
        )
        for expert in others.order_by("pk")[:SHOWN]
    ]
