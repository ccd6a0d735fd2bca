"""An outage that waits for the purchaser's second person."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.opening.outage import queries, rules
from procurement.opening.outage.models import Outage

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Outages to decide, before the deadline where it shall move."""
    rows = narrowed(queries.to_decide(actor, at=now), project__number=of)
    return [decide_todo(outage) for outage in rows.order_by("pk")[:SHOWN]]


def decide_todo(outage: Outage) -> Todo:
    """One outage: until the deadline, the deadline may still move."""
    return Todo(
        title=_("决定怎样处理平台故障"),
        subject=f"{outage.project.number} {outage.project.title}",
        why=why(outage),
        url=reverse("opening:outage_decide", args=[outage.pk]),
        button=_("去决定"),
        due_at=outage.project.schedule.response_deadline,
        basis=str(rules.BASIS),
    )


def why(outage: Outage) -> str:
    """Why an outage waits: nobody has decided, or what was decided did not come into force."""
    if outage.outcome:
        return _("决定顺延的更正公告没有按时首次发布，没有生效；重新决定以前不能解封")
    return _("决定以前不能解封；截止以后，只有故障持续到截止的才能顺延")
