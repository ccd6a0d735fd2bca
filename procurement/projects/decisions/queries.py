"""Reads of minutes and confirmations."""

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal
from procurement.projects import queries as projects
from procurement.projects.decisions import rules
from procurement.projects.decisions.models import DecisionMinutes, PurchaserConfirmation
from procurement.projects.models import ProcurementProject
from procurement.routing.queries import in_force


def minutes_of(project: ProcurementProject) -> QuerySet[DecisionMinutes]:
    """The minutes of a purchase, the first first."""
    return DecisionMinutes.objects.filter(project=project).select_related("paper", "by")


def readable_minutes(actor: Actor | None) -> QuerySet[DecisionMinutes]:
    """Minutes of the purchases that a capacity sees in the workbench."""
    mine = projects.visible_to(actor).values("pk")
    return DecisionMinutes.objects.filter(project__in=mine).select_related("paper")


def confirmed_digest(project: ProcurementProject, step: str) -> str:
    """What the purchaser confirmed last at a step; nothing while it has not."""
    last = PurchaserConfirmation.objects.filter(project=project, step=step).last()
    return last.digest if last else ""


def due_refusals(
    project: ProcurementProject, step: str, *, on: date, since: date | None = None, since_says: str = ""
) -> list[Refusal]:
    """Why a step has to wait for the minutes of a meeting, by the rule in force on a day."""
    found = in_force([rules.MINUTES_FROM], on=on, region_code=project.purchaser.budget_division_id)
    if rules.MINUTES_FROM not in found:
        return []
    held = minutes_of(project).filter(step=step).values_list("held_on", flat=True)
    return rules.due_refusals(
        step,
        amount=projects.amount_of(project),
        least=found[rules.MINUTES_FROM],
        held=list(held),
        since=since,
        since_says=since_says,
    )
