"""Reads and locks of projects."""

from django.db.models import Q, QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from procurement.projects.models import Package, ProcurementProject


def visible_to(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The projects that a capacity may see in the workbench: the own body's, its agency's, its supervisor's.

    Finance sees projects of bodies at its own budget level; suppliers, experts and visitors none here.
    """
    projects = ProcurementProject.objects.select_related("purchaser", "catalogue_item")
    if actor is None or actor.body_id is None:
        return projects.none()
    reach = Q(pk__in=[])
    if actor.has_role(*PURCHASER_ROLES):
        reach |= Q(purchaser_id=actor.body_id)
    if actor.has_role(Role.AGENCY_HANDLER):
        reach |= Q(agency_mandate__agency_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        reach |= Q(purchaser__supervising_body_id=actor.body_id)
    if actor.has_role(Role.FINANCE):
        reach |= Q(purchaser__budget_division__pk=division_of(actor.body_id))
    if actor.has_role(Role.AUDITOR):
        reach |= Q(pk__isnull=False)
    return projects.filter(reach)


def division_of(body_id: int) -> QuerySet[Body]:
    """The budget division of a body, as a subquery of one value."""
    return Body.objects.filter(pk=body_id).values("budget_division_id")[:1]


def organised_by(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The projects that this capacity conducts: as the purchaser's handler or its mandated agency."""
    if actor is None or not actor.has_role(*ORGANISER_ROLES):
        return ProcurementProject.objects.none()
    return visible_to(actor).filter(
        Q(purchaser_id=actor.body_id) | Q(agency_mandate__agency_id=actor.body_id)
    )


def project_for_update(project_id: int) -> ProcurementProject:
    """The project row, locked until the transaction ends."""
    return (
        ProcurementProject.objects.select_for_update(of=("self",))
        .select_related("purchaser")
        .get(pk=project_id)
    )


def package_for_update(package_id: int) -> Package:
    """The package row, locked against every other verb."""
    return (
        Package.objects.select_for_update(of=("self",))
        .select_related("project__purchaser")
        .get(pk=package_id)
    )
