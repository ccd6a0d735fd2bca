"""Reads of corrections of lines."""

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from procurement.budget import queries
from procurement.budget.mending.choices import MendStatus
from procurement.budget.mending.models import LineCorrection
from procurement.budget.models import BudgetLine


def corrections_of(line: BudgetLine) -> QuerySet[LineCorrection]:
    """What was corrected of a line and what waits, the last first."""
    return LineCorrection.objects.filter(line=line).select_related("proposed_by", "decided_by", "document")


def is_waiting(line: BudgetLine) -> bool:
    """Whether a correction of the line waits for its second person."""
    return LineCorrection.objects.filter(line=line, status=MendStatus.SUBMITTED).exists()


def kept_by(actor: Actor | None) -> QuerySet[LineCorrection]:
    """Corrections of the lines that a finance department keeps."""
    found = LineCorrection.objects.filter(line__body__in=queries.bodies_of_finance(actor))
    return found.select_related("line__body", "proposed_by", "document")


def readable(actor: Actor | None) -> QuerySet[LineCorrection]:
    """Corrections of the lines that a capacity sees."""
    lines = queries.visible_to(actor).values("pk")
    return LineCorrection.objects.filter(line__in=lines).select_related("document")


def correction_for_update(pk: int) -> LineCorrection:
    """A correction, locked until the transaction ends."""
    return LineCorrection.objects.select_for_update(of=("self",)).get(pk=pk)
