"""Reads of minutes and confirmations."""

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from procurement.projects import queries as projects
from procurement.projects.decisions.models import DecisionMinutes, PurchaserConfirmation
from procurement.projects.models import ProcurementProject


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
