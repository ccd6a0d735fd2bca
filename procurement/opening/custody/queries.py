"""Reads of releases to custodians."""

from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.bidding.custody.models import CustodyPart
from procurement.notices import queries as notices
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody.models import CustodyRelease
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.projects.models import Package
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

ABSENT_MINUTES = "custody_release_minutes"
CUSTODIAN_MINUTES = "custody_unlock_minutes"


def minutes(package: Package, name: str) -> Parameter:
    """How long before the end absence counts, or how long a custodian has."""
    project = package.project
    return routing.parameter(name, on=project.decided_on, region_code=notices.law_region(project))


def for_custodian(actor: Actor | None) -> QuerySet[CustodyRelease]:
    """What was released to the acting custodian; nobody else's."""
    if actor is None or not actor.has_role(Role.CUSTODIAN):
        return CustodyRelease.objects.none()
    rows = CustodyRelease.objects.filter(opened__submission__custody_part__key__body_id=actor.body_id)
    return rows.select_related(
        "opened__session__package__project__purchaser",
        "opened__submission__supplier",
        "opened__submission__custody_part__key__body",
        "done_by",
    )


def waiting_for_custodian(actor: Actor | None) -> QuerySet[CustodyRelease]:
    """What the acting custodian has to open now."""
    return for_custodian(actor).filter(
        opened__status=UnlockStatus.WAITING, opened__session__status=OpeningStatus.UNLOCKING
    )


def releases_of(session: OpeningSession) -> QuerySet[CustodyRelease]:
    """Every release of a session, for its record."""
    return CustodyRelease.objects.filter(opened__session=session).select_related(
        "opened__submission__supplier",
        "opened__submission__custody_part__key__body",
        "asked_by",
        "done_by",
    )


def opened_in(session: OpeningSession) -> set[int]:
    """What custodians opened, which does not say that the bidder was there."""
    done = CustodyRelease.objects.filter(opened__session=session, done_at__isnull=False)
    return set(done.values_list("opened_id", flat=True))


def release_of(opened: OpenedSubmission) -> CustodyRelease | None:
    """The release of one submission's part."""
    return CustodyRelease.objects.filter(opened=opened).select_related("done_by").first()


def part_of(opened: OpenedSubmission) -> CustodyPart | None:
    """The part that stands beside one submission."""
    return CustodyPart.objects.filter(submission=opened.submission_id).select_related("key__body").first()


def until_of(release: CustodyRelease, session: OpeningSession) -> datetime:
    """Until when the custodian may open: its own time, or the window when that was extended beyond it."""
    return max(release.until, session.unlock_until)


def held_until(session: OpeningSession) -> datetime | None:
    """Until when a custodian still has time for what nobody has unlocked."""
    rows = CustodyRelease.objects.filter(opened__session=session, opened__status=UnlockStatus.WAITING)
    return rows.aggregate(last=Max("until"))["last"]


def unreleased(session: OpeningSession) -> QuerySet[OpenedSubmission]:
    """What nobody has unlocked though a custodian could."""
    return session.opened.filter(
        status=UnlockStatus.WAITING,
        submission__custody_part__isnull=False,
        custody_release__isnull=True,
    ).order_by("pk")


def near_their_end(*, at: datetime) -> list[int]:
    """Sessions in which somebody with a second key has not unlocked, by the end of their window."""
    rows = OpeningSession.objects.filter(
        status=OpeningStatus.UNLOCKING,
        unlock_until__lte=at + timedelta(hours=24),
        opened__status=UnlockStatus.WAITING,
        opened__submission__custody_part__isnull=False,
        opened__custody_release__isnull=True,
    )
    return list(rows.order_by("pk").values_list("pk", flat=True).distinct())


def has_released_key(actor: Actor, session: OpeningSession) -> bool:
    """Whether this person, or anybody for the same body, helped to take off the outer lock."""
    mine = Q(officer_id=actor.user_id) | Q(body_id=actor.body_id, body_id__isnull=False)
    return session.releases.filter(mine).exists()
