"""What must be done about lists at the end of a year."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.budget.closing import queries, workflow
from procurement.budget.closing.choices import EDITABLE, ListStatus
from procurement.budget.closing.models import YearEndList
from procurement.budget.rules import BUDGET_FIRST

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
    return [*(todo_for(found, actor) for found in lists), *lists_to_draw(actor, now=now)]


def lists_to_draw(actor: Actor, *, now: datetime) -> list[Todo]:
    """The own years whose list is due; for the finance department, how many bodies have none."""
    due = queries.undecided(actor, on=clock.local_date(now))
    todos = [to_draw(one) for one in due if one.body_id == actor.body_id]
    others = [one for one in due if one.body_id != actor.body_id]
    if others and actor.has_role(Role.FINANCE):
        todos.append(
            Todo(
                title=_("催办年末清单"),
                subject=_("%(count)s 个单位还没有生成清单") % {"count": len({one.body_id for one in others})},
                why=_("年度结束后，没有结转的指标不能占用、签约和支付"),
                url=reverse("budget:closing_list"),
                button=_("查看这些单位"),
                basis=BUDGET_FIRST,
            )
        )
    return todos


def to_draw(due: queries.Undecided) -> Todo:
    """The list of one's own year."""
    return Todo(
        title=str(workflow.STEPS["draw"].says),
        subject=_("%(body)s %(year)s年") % {"body": due.body_name, "year": due.fiscal_year},
        why=_("还有没有办完的占用、合同或者余额"),
        url=reverse("budget:closing_draw"),
        button=str(workflow.STEPS["draw"].says),
        basis=BUDGET_FIRST,
    )


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
