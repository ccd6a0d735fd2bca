"""Reads and locks of outages."""

from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet

from orgs.people.choices import ORGANISER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.ledger.tree import queries as tree
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeStatus
from procurement.opening import queries as openings
from procurement.opening.models import KeyRelease, OpeningSession
from procurement.opening.outage.choices import OutageOutcome, OutageStatus
from procurement.opening.outage.models import Outage
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

MINUTES = "outage_minutes"
REOPENS = "outage_reopens"
READERS = (*openings.OFFICER_ROLES, Role.AUDITOR)
DECIDERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
OPEN = (PackageStatus.ANNOUNCED, PackageStatus.CLOSED)
REPORTED = Q(status=OutageStatus.REPORTED)
NOT_OUT = Q(outcome=OutageOutcome.MOVED) & ~Q(notice__status=NoticeStatus.PUBLISHED)
DEADLINE = "project__schedule__response_deadline"


def outage_for_update(outage_id: int) -> Outage:
    """The project first, then the outage: the order in which notices lock."""
    found = Outage.objects.get(pk=outage_id)
    project = projects.project_for_update(found.project_id)
    outage = Outage.objects.select_for_update(of=("self",)).select_related("notice").get(pk=outage_id)
    outage.project = project
    return outage


def minutes(project: ProcurementProject) -> Parameter:
    """How many minutes before a deadline an outage counts."""
    return routing.parameter(MINUTES, on=project.decided_on, region_code=notices.law_region(project))


def may_reopen(project: ProcurementProject) -> bool:
    """Whether bids may be taken again after a deadline that came during an outage."""
    region = notices.law_region(project)
    return bool(int(routing.parameter(REOPENS, on=project.decided_on, region_code=region)))


def of_project(project_id: int) -> QuerySet[Outage]:
    """All outages of a purchase, oldest first."""
    rows = Outage.objects.filter(project_id=project_id)
    return rows.select_related("body", "notice", "decided_by", "project__schedule").order_by("at", "pk")


def is_undecided(project_id: int) -> bool:
    """Whether, after the deadline, an outage waits for its decision, or a moved deadline for its notice."""
    return Outage.objects.filter(REPORTED | NOT_OUT, project_id=project_id).exists()


def is_waiting(project_id: int, *, at: datetime) -> bool:
    """Whether an outage has to be decided, or decided anew, before the next is reported."""
    return Outage.objects.filter(REPORTED | lapsed(at), project_id=project_id).exists()


def to_decide(actor: Actor | None, *, at: datetime) -> QuerySet[Outage]:
    """What the acting second person of the purchaser has to decide, or to decide anew."""
    return decided_by(actor).filter(REPORTED | lapsed(at))


def lapsed(at: datetime) -> Q:
    """Moved deadlines that did not come into force in time; as `rules.is_lapsed` has it."""
    in_time = Q(decided_at__lt=F(DEADLINE), **{f"{DEADLINE}__lte": at})
    again = Q(decided_at__gte=F(DEADLINE), moved_to__lte=at)
    return NOT_OUT & (in_time | again)


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


def is_begun(project_id: int) -> bool:
    """Whether an officer has released a package's opening key, alone or with another."""
    releases = KeyRelease.objects.filter(session__kind=SubmissionKind.RESPONSE)
    return releases.filter(session__package__project_id=project_id).exists()


def heads_around(began_at: datetime, until: datetime, *, every: timedelta) -> list[datetime]:
    """When the platform signed its ledger around a time: a silence is its own evidence."""
    return tree.signed_between(began_at - 2 * every, until + 2 * every)
