"""Reads and locks of opening sessions."""

from datetime import datetime

from django.db.models import Q, QuerySet

from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from procurement.bidding.choices import SubmissionKind
from procurement.opening.choices import OpeningStatus
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.roster.models import RosterOfficer
from procurement.opening.rules import Officer
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject

OFFICER_ROLES = (
    Role.PURCHASER_HANDLER,
    Role.PURCHASER_REVIEWER,
    Role.PURCHASER_LEADER,
    Role.AGENCY_HANDLER,
    Role.SUPERVISOR,
    Role.FINANCE,
)
# Who may stand on a roster. Those who audit attend to an opening only where its roster names them.
NAMED_ROLES = (*OFFICER_ROLES, Role.AUDITOR)
# A session that was prepared before a moved deadline let bids in again: its package takes responses.
REOPENED = Q(kind=SubmissionKind.RESPONSE, package__status=PackageStatus.ANNOUNCED)


def session_for_update(session_id: int) -> OpeningSession:
    """The session's package first, then the session: the order in which every verb locks."""
    found = OpeningSession.objects.get(pk=session_id)
    package = projects.package_for_update(found.package_id)
    session = OpeningSession.objects.select_for_update(of=("self",)).get(pk=session_id)
    session.package = package
    return session


def opened_for_update(opened_id: int) -> OpenedSubmission:
    """One submission in a session, locked until the transaction ends."""
    return (
        OpenedSubmission.objects.select_for_update(of=("self",))
        .select_related("submission__supplier", "session__package__project")
        .get(pk=opened_id)
    )


def for_officers(actor: Actor | None) -> QuerySet[OpeningSession]:
    """The sessions of purchases that this capacity conducts, supervises or finances."""
    packages = packages_of_officer(actor).values("pk")
    found = OpeningSession.objects.filter(package__in=packages).exclude(REOPENED)
    return found.select_related("package__project__purchaser")


def named_to(actor: Actor | None, project: ProcurementProject) -> QuerySet[OpeningSession]:
    """The openings of a project's responses for who learns, once they are released, who has bid."""
    if actor is None or not actor.has_role(*OFFICER_ROLES, Role.AUDITOR):
        return OpeningSession.objects.none()
    visible = projects.visible_to(actor).filter(pk=project.pk)
    responses = OpeningSession.objects.filter(kind=SubmissionKind.RESPONSE)
    return responses.filter(package__project__in=visible.values("pk")).select_related("package")


def due_for_officers(actor: Actor | None, *, at: datetime) -> QuerySet[Package]:
    """Packages past their deadline that nobody has closed yet: the clock decides, not the queue."""
    return (
        packages_of_officer(actor)
        .filter(status=PackageStatus.ANNOUNCED, response_deadline__lte=at)
        .select_related("project__purchaser")
    )


def packages_of_officer(actor: Actor | None) -> QuerySet[Package]:
    """The packages whose opening this capacity may attend to."""
    if actor is None or not actor.has_role(*NAMED_ROLES):
        return Package.objects.none()
    found = Package.objects.filter(project__in=projects.visible_to(actor).values("pk"))
    return found if actor.has_role(*OFFICER_ROLES) else found.filter(pk__in=_named(actor))


def attends(actor: Actor, package: Package) -> bool:
    """Whether a reader of the purchase attends to its opening: by capacity, or named on the roster."""
    return actor.has_role(*OFFICER_ROLES) or _named(actor).filter(package_id=package.pk).exists()


def _named(actor: Actor) -> QuerySet:
    """The packages whose roster names a person."""
    rows = RosterOfficer.objects.filter(user_id=actor.user_id, ended_at__isnull=True)
    return rows.values("package_id")


def due_windows_for(actor: Actor | None, *, at: datetime) -> QuerySet[Package]:
    """Packages whose window for final quotes is over and not yet closed."""
    return packages_of_officer(actor).filter(quote_window__is_closed=False, quote_window__closes_at__lte=at)


def waiting_for(actor: Actor | None) -> QuerySet[OpenedSubmission]:
    """The acting supplier's own submissions in sessions; nobody else's."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return OpenedSubmission.objects.none()
    return OpenedSubmission.objects.filter(submission__supplier_id=actor.body_id).select_related(
        "submission__supplier", "session__package__project__purchaser"
    )


def session_of(package_id: int, kind: str) -> OpeningSession | None:
    """The opening of one kind of submission of a package; none while bids are taken again."""
    return OpeningSession.objects.filter(package_id=package_id, kind=kind).exclude(REOPENED).first()


def officers_of(session: OpeningSession) -> list[Officer]:
    """Who has released, in the capacities acted in then; what else somebody is elsewhere does not count."""
    releases = session.releases.order_by("pk")
    return [Officer(release.officer_id, frozenset(release.roles or ())) for release in releases]


def disclosed() -> QuerySet[OpenedSubmission]:
    """What an auditor may read: responses once opened, final quotes once the review is reported."""
    reported = Q(
        session__kind=SubmissionKind.FINAL_QUOTE,
        session__package__review__reported_at__isnull=False,
    )
    response = Q(session__kind=SubmissionKind.RESPONSE, session__status=OpeningStatus.CONCLUDED)
    return OpenedSubmission.objects.filter(response | reported).select_related(
        "session__package", "submission__supplier"
    )


def over(*, at: datetime) -> list[int]:
    """Sessions whose time for unlocking is over."""
    rows = OpeningSession.objects.filter(status=OpeningStatus.UNLOCKING, unlock_until__lte=at)
    return list(rows.order_by("unlock_until", "pk").values_list("pk", flat=True))
