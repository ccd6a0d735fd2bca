"""Reads of rosters."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from orgs.people.choices import PURCHASER_ROLES, Role
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement.bidding.custody import queries as custody
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.hall import queries as hall
from procurement.opening.roster.choices import Coming
from procurement.opening.roster.models import RosterOfficer
from procurement.opening.roster.rules import Officer
from procurement.opening.rules import HANDLERS
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

SIZE = "opening_roster_size"


def least(package: Package) -> Parameter:
    """How many people a roster has at least."""
    project = package.project
    return routing.parameter(SIZE, on=project.decided_on, region_code=notices.law_region(project))


def of_package(package_id: int) -> QuerySet[RosterOfficer]:
    """Who stands on the roster now."""
    rows = RosterOfficer.objects.filter(package_id=package_id, ended_at__isnull=True)
    return rows.select_related("user", "body")


def candidates(package: Package, *, on: date) -> QuerySet[Membership]:
    """Who could be on it: purchaser, mandated agency, superior, finance department and auditors of its level.

    Nobody of the body that keeps the second key.
    """
    project = package.project
    purchaser = project.purchaser
    wanted = Q(body_id=purchaser.pk, roles__overlap=list(PURCHASER_ROLES))
    if project.agency_mandate_id:
        wanted |= Q(body_id=project.agency_mandate.agency_id, roles__contains=[Role.AGENCY_HANDLER])
    if purchaser.supervising_body_id:
        wanted |= Q(body_id=purchaser.supervising_body_id, roles__contains=[Role.SUPERVISOR])
    level = purchaser.budget_division_id
    if level:
        wanted |= Q(body__budget_division_id=level, roles__contains=[Role.FINANCE])
        wanted |= Q(body__division_id=level, roles__contains=[Role.AUDITOR])
    rows = Membership.objects.active(on=on).filter(wanted).select_related("user", "body")
    kept = custody.custody_of(package.pk)
    if kept:
        rows = rows.exclude(body_id=kept.key.body_id)
    return rows.order_by("body__name", "user__name", "pk")


def key_keeper(package: Package) -> str:
    """The body that keeps the second key of a package and so is not on its roster; empty for none."""
    kept = custody.custody_of(package.pk)
    return kept.key.body.name if kept else ""


def is_handler(roles: list[str]) -> bool:
    """Whether somebody only handles the purchase."""
    return set(roles) & set(openings.NAMED_ROLES) <= HANDLERS


def judged(officer: RosterOfficer, package: Package) -> Officer:
    """An officer as the rules ask."""
    return Officer(
        body_id=officer.body_id,
        is_handler=officer.is_handler,
        can_come=officer.coming != Coming.CANNOT and not custody.keeps(package.pk, officer.body_id),
        sits_on_panel=hall.seated(package, officer.user_id),
    )


def may_release(actor: Actor, package_id: int) -> bool:
    """Whether a kept roster names this person; without a roster the capacity decides."""
    kept = set(of_package(package_id).values_list("user_id", flat=True))
    return not kept or actor.user_id in kept


def packages_for(actor: Actor | None) -> QuerySet[Package]:
    """The packages with an opening to come or under way that this capacity may attend to."""
    return openings.packages_of_officer(actor).select_related("project__purchaser", "project__agency_mandate")


def to_look_at(*, at: datetime) -> list[Package]:
    """Packages that open within the next working day and whose roster nobody has been warned about."""
    until = calendars.current().add_workdays(local_date(at), 1).date
    rows = Package.objects.filter(
        status=PackageStatus.ANNOUNCED,
        response_deadline__gt=at,
        response_deadline__date__lte=until,
        roster_alarm__isnull=True,
    )
    return list(rows.select_related("project__purchaser", "project__agency_mandate").order_by("pk"))
