"""What must be done about lists at the end of a year."""

from datetime import datetime

from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.budget.closing import queries, workflow
from procurement.budget.closing.choices import EDITABLE, ListStatus
from procurement.budget.closing.models import YearEndList

SHOWN = 20


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Lists to fill in for the purchaser, to decide for the finance department."""
    wanted = {
        Role.PURCHASER_HANDLER: EDITABLE,
        Role.FINANCE: (ListStatus.SUBMITTED,),
    }
    statuses = [status for role, statuses in wanted.items() if actor.has_role(role) for status in statuses]
    if of is not None or not statuses:
        return []
    lists = queries.visible_to(actor).filter(status__in=statuses).order_by("pk")[:SHOWN]
    return [todo_for(found, actor) for found in lists]


def todo_for(found: YearEndList, actor: Actor) -> Todo:
    """The next act on one list."""
    verb = "approve" if found.status == ListStatus.SUBMITTED else "submit"
    step = workflow.STEPS[verb]
    return Todo(
        title=str(step.says),
        subject=_("%(body)s %(year)s年") % {"body": found.body.name, "year": found.fiscal_year},
        why=found.get_status_display(),
        url=found.get_absolute_url(),
        button=_("查看年末清单"),
        basis=step.basis,
    )
