"""Reads and locks of outages."""

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from orgs.people.choices import ORGANISER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.ledger.tree import queries as tree
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.models import OpeningSession
from procurement.opening.outage.choices import OutageOutcome, OutageStatus
from procurement.opening.outage.models import Outage
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

MINUTES = "outage_minutes"
READERS = (*openings.OFFICER_ROLES, Role.AUDITOR)
DECIDERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
OPEN = (PackageStatus.ANNOUNCED, PackageStatus.CLOSED)


def outage_for_update(outage_id: int) -> Outage:
    """The project first, then the outage: the order in which notices lock."""
    found = Outage.objects.get(pk=outage_id)
    project = projects.project_for_update(found.project_id)
    outage = Outage.objects.select_for_update(of=("self",)).get(pk=outage_id)
    outage.project = project
    return outage


def minutes(project: ProcurementProject) -> Parameter:
    """How many minutes before a deadline an outage counts."""
    return routing.parameter(MINUTES, on=project.decided_on, region_code=notices.law_region(project))


def of_project(project_id: int) -> QuerySet[Outage]:
    """All outages of a purchase, oldest first."""
    rows = Outage.objects.filter(project_id=project_id)
    return rows.select_related("body", "notice", "decided_by").order_by("at", "pk")


def is_undecided(project_id: int) -> bool:
    """Whether an outage waits for its decision."""
    return Outage.objects.filter(project_id=project_id, status=OutageStatus.REPORTED).exists()


def to_decide(actor: Actor | None) -> QuerySet[Outage]:
    """What the acting second person of the purchaser has to decide."""
    return decided_by(actor).filter(status=OutageStatus.REPORTED)


def decided_by(actor: Actor | None) -> QuerySet[Outage]:
    """The outages of the acting second person's own purchaser, decided or not."""
    if actor is None or not actor.has_role(*DECIDERS):
        return Outage.objects.none()
    rows = Outage.objects.filter(project__purchaser_id=actor.body_id)
    return rows.select_related("project__purchaser", "project__schedule", "body", "by", "paper", "notice")


def may_report(actor: Actor | None, project: ProcurementProject) -> bool:
    """Whether this capacity organises the purchase and may write an outage down."""
    return actor is not None and actor.has_role(*ORGANISER_ROLES) and notices.conducts(actor, project)


def postponed_until(project_id: int, *, least: datetime) -> datetime:
    """When the opening is due: at the deadline, or later where an outage postponed it."""
    decided = decided_moment(project_id)
    return max(least, decided) if decided else least


def decided_moment(project_id: int) -> datetime | None:
    """The latest moment to which a second person postponed the openings of a purchase."""
    rows = Outage.objects.filter(project_id=project_id, outcome=OutageOutcome.POSTPONED)
    return rows.aggregate(latest=Max("moved_to"))["latest"]


def sessions_of(project_id: int) -> QuerySet[OpeningSession]:
    """The openings of the purchase's responses."""
    return OpeningSession.objects.filter(package__project_id=project_id, kind=SubmissionKind.RESPONSE)


def is_released(project_id: int) -> bool:
    """Whether a package's outer locks are off; one that ended unopened says nothing of the others."""
    return sessions_of(project_id).filter(released_at__isnull=False).exists()


def heads_around(began_at: datetime, until: datetime, *, every: timedelta) -> list[datetime]:
    """When the platform signed its ledger around a time: a silence is its own evidence."""
    return tree.signed_between(began_at - 2 * every, until + 2 * every)
