"""Single sources that have to be made public before they are handed in."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.notices import queries as notices
from procurement.notices.publicity import queries, workflow
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import PUBLICITY_BASIS, SINGLE_SOURCE
from procurement.projects.plans.todos import first_of
from procurement.projects.workflow import EDITABLE


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """For the second person of the purchaser, who publishes."""
    if not actor.has_role(*workflow.PUBLISHERS):
        return []
    rows = MethodPlan.objects.filter(
        project__purchaser_id=actor.body_id,
        project__status__in=EDITABLE,
        project__method=F("method"),
        method=SINGLE_SOURCE,
        shown_since__isnull=True,
    )
    on = notices.expected_on(now)
    return [
        Todo(
            title=_("发布单一来源公示"),
            subject=str(plan.project),
            why=_("达到公开招标数额标准，报批前要公示，由没有填写理由的人复核后发布"),
            url=reverse("notices:publicity", args=[plan.project_id]),
            button=_("发布公示"),
            basis=PUBLICITY_BASIS,
        )
        for plan in first_of(rows, of)
        if plan.by_id != actor.user_id
        and queries.is_due(plan.project, on=on)
        and not queries.is_waiting(plan.project)
    ]
