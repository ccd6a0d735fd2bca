"""The rows of prequalifications: an invited tender of the same people, beside the walk."""

from copy import deepcopy
from dataclasses import replace

from orgs.bodies.choices import BodyKind
from procurement.notices.prequalification.models import Prequalification, PrequalificationApplication
from procurement.projects.models import ProcurementProject
from procurement.projects.plans.models import MethodPlan
from tests.access.readers import BIDDERS, CLERKS
from tests.access.table import page
from tests.factories import prequalified
from tests.factories.people import body
from tests.factories.procurement import budget_line
from tests.spine import Purchase

HANDLERS, SECONDS = {"handler", "colleague"}, {"reviewer", "leader"}


def beside(walk: Purchase) -> Purchase:
    """The same people with their invited tender, on a line of its own."""
    other = replace(walk, clock=deepcopy(walk.clock), method=prequalified.METHOD)
    found = ProcurementProject.objects.filter(purchaser=walk.purchaser, method=prequalified.METHOD).first()
    if found:
        other.project = found
        return other
    other.line = budget_line(walk.purchaser, amount="900000", fiscal_year=walk.clock.now().year)
    return prequalified.approved(other, "900000")


def project(walk: Purchase) -> dict:
    return {"pk": beside(walk).project.pk}


def announced(walk: Purchase) -> Prequalification:
    """Its prequalification."""
    other = beside(walk)
    return Prequalification.objects.filter(project=other.project).first() or prequalified.announced(other)


def prequalification(walk: Purchase) -> dict:
    return {"pk": announced(walk).pk}


def application(walk: Purchase) -> dict:
    """An application whose time is over."""
    found = PrequalificationApplication.objects.first()
    if not found:
        announced(walk)
        found = prequalified.applied(beside(walk))
    Prequalification.objects.update(apply_until=walk.clock.now())
    return {"pk": found.pk}


def invited(walk: Purchase) -> dict:
    """One who was drawn."""
    plan = MethodPlan.objects.get(project=beside(walk).project)
    found = plan.invited.first()
    if not found:
        facts = {"chosen_by": "qualified", "by_id": walk.handler.user_id, "at": walk.clock.now()}
        found = plan.invited.create(supplier=body(BodyKind.ENTERPRISE), **facts)
    return {"pk": found.pk}


# After the walk's own notice: what is walked beside it makes no stop of its own.
LATER = {"at": "announced_package"}
ROWS_OF_PREQUALIFICATIONS = [
    page("prequalification:draft", HANDLERS, project, **LATER),
    page("prequalification:publish", SECONDS, project, **LATER),
    page("prequalification:return", SECONDS, project, **LATER),
    page("prequalification:detail", CLERKS, prequalification, **LATER),
    page("prequalification:apply", BIDDERS | {"outsider"}, prequalification, **LATER),
    page("prequalification:draw", HANDLERS, prequalification, **LATER),
    page("prequalification:check", HANDLERS, application, **LATER),
    page("prequalification:strike", SECONDS, invited, **LATER),
    page("prequalification:paper", CLERKS, application, **LATER),
]
