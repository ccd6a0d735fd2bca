"""The rows of plans: what a project says about its method, who is invited, papers of others."""

from procurement.projects.models import ProcurementProject
from procurement.projects.plans.models import InvitedSupplier, MethodApproval, MethodPlan, SourceObjection
from tests.access.readers import CLERKS, INSIDERS
from tests.access.table import page, project
from tests.factories import plans
from tests.spine import Purchase, package_facts, project_facts

HANDLERS = {"handler", "colleague"}


def drawn(walk: Purchase) -> ProcurementProject:
    """Another draft of the purchaser whose suppliers are chosen one by one."""
    found = ProcurementProject.objects.filter(purchaser=walk.purchaser, method_plan__found="library").first()
    facts = project_facts(fiscal_year=walk.clock.now().year, catalogue_item_id=walk.project.catalogue_item_id)
    return found or plans.drawn(walk, facts=facts, packages=package_facts("900000"))


def drawn_project(walk: Purchase) -> dict:
    return {"pk": drawn(walk).pk}


def invited(walk: Purchase) -> dict:
    return {"pk": (InvitedSupplier.objects.first() or plans.invited(walk, drawn(walk))).pk}


def slip(walk: Purchase) -> dict:
    """The plan with the slip of its draw."""
    MethodPlan.objects.filter(project=drawn(walk)).update(draw_slip=plans.paper(walk))
    return {"pk": MethodPlan.objects.get(project=drawn(walk)).pk}


def approval(walk: Purchase) -> dict:
    return {"pk": (MethodApproval.objects.first() or plans.approval(walk, drawn(walk))).pk}


def objection(walk: Purchase) -> dict:
    return {"pk": (SourceObjection.objects.first() or plans.objection(walk, drawn(walk))).pk}


ROWS_OF_PLANS = [
    page("projects:project_plan", HANDLERS, project, at="drafted_project"),
    page("plans:overview", INSIDERS, project),
    *(page(f"plans:{name}", HANDLERS, drawn_project) for name in ("invite", "approval", "objection")),
    page("plans:late_approval", {"reviewer", "leader"}, drawn_project),
    page("plans:answer", HANDLERS, objection),
    page("notices:publicity", {"reviewer", "leader"}, drawn_project),
    page("plans:invited_paper", CLERKS, invited),
    page("plans:draw_slip", CLERKS, slip),
    page("plans:approval_paper", INSIDERS, approval),
    page("cancelling:cancel", {"reviewer", "leader"}, lambda walk: {"project_id": walk.project.pk}),
    page("plans:drop", HANDLERS, invited),
]
