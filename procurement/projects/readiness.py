"""What must be done before a project is announced: the rules of every part in one list."""

from datetime import date

from portal.kernel.errors import Refusal
from procurement.projects.intention import queries as intentions
from procurement.projects.models import ProcurementProject


def announcement_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What keeps the notice of an approved project from being published on a day."""
    return intentions.hold_refusals(project, today=on)
