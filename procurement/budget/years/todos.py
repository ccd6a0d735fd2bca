"""What must be done about later years that have come: a line, its confirmation, the start."""

from datetime import datetime

from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.budget.years import queries, workflow
from procurement.budget.years.choices import FutureStatus
from procurement.budget.years.models import FutureCommitment

SHOWN = 20
ACTS = {
    FutureStatus.DECLARED: ("arrange", Role.PURCHASER_HANDLER),
    FutureStatus.ARRANGED: ("confirm", Role.FINANCE),
    FutureStatus.CONFIRMED: ("start", Role.PURCHASER_HANDLER),
}


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Years that have come and wait for this capacity."""
    statuses = [status for status, (_verb, role) in ACTS.items() if actor.has_role(role)]
    if of is not None or not statuses:
        return []
    rows = queries.visible_to(actor).filter(status__in=statuses, fiscal_year__lte=clock.local_date(now).year)
    return [todo_for(found) for found in rows.order_by("pk")[:SHOWN]]


def todo_for(found: FutureCommitment) -> Todo:
    """The next act on one year."""
    step = workflow.STEPS[ACTS[FutureStatus(found.status)][0]]
    return Todo(
        title=str(step.says),
        subject=_("合同 %(number)s %(year)s年度") % {"number": found.reference, "year": found.fiscal_year},
        why=found.get_status_display(),
        url=found.get_absolute_url(),
        button=str(step.says),
        basis=step.basis,
    )
