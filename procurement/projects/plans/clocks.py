"""The time for the supplementary argument, while an objection to a single source waits for its answer."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from procurement.projects.plans import queries
from procurement.projects.plans.models import MethodPlan, SourceObjection


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Publicities with an objection that nobody has answered."""
    waiting = SourceObjection.objects.filter(is_founded__isnull=True).values("project")
    plans = MethodPlan.objects.filter(project__in=waiting, shown_until__isnull=False)
    for plan in plans.select_related("project__purchaser").order_by("pk"):
        yield arguing(plan)


def arguing(plan: MethodPlan) -> Clock:
    """Until when the argument is due (Order 74, art. 39)."""
    project = plan.project
    return Clock(
        key=f"plans.argue:{plan.pk}",
        says=_("补充论证的期限"),
        subject=project.number,
        url=reverse("plans:overview", args=[project.pk]),
        count=partial(Calendar.add_workdays, start=plan.shown_until, count=queries.argument_days(plan)),
        bodies=((project.purchaser_id, tuple(PURCHASER_ROLES)),),
    )
