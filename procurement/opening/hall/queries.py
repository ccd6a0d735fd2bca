"""Reads of the hall."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.notices.choices import CALLS
from procurement.notices.models import Notice
from procurement.opening import queries as openings
from procurement.opening.hall import rules
from procurement.opening.hall.choices import Part
from procurement.opening.hall.models import Presence
from procurement.opening.models import OpeningSession
from procurement.opening.outage import queries as outages
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.review.choices import GONE
from procurement.review.models import PanelMember
from procurement.routing import queries as routing

POSTPONE_DAYS = "opening_postpone_days"


def halls_for(actor: Actor | None) -> QuerySet[Package]:
    """The packages whose hall somebody may look into: publicly called ones everybody's, others their own."""
    called = Notice.objects.published().filter(project=OuterRef("project_id"), type__in=CALLS)
    own = Q(project__in=projects.visible_to(actor).values("pk"))
    asked = Q(project__in=notices.obtained_by(actor).values("pk"))
    packages = Package.objects.filter(response_deadline__isnull=False)
    return packages.filter(Exists(called) | own | asked).select_related(
        "project__purchaser", "project__agency_mandate", "project__schedule"
    )


def part_of(actor: Actor | None, package: Package, kind: str = SubmissionKind.RESPONSE) -> str:
    """What the acting person is in the hall for; empty for who only looks on."""
    if actor is None:
        return ""
    if actor.has_role(*SUPPLIER_ROLES):
        return Part.BIDDER if bidding.own_current(actor, package.pk, kind) else ""
    if notices.conducts(actor, package.project) and actor.has_role(
        Role.PURCHASER_HANDLER, Role.AGENCY_HANDLER
    ):
        return Part.HOST
    sees = projects.visible_to(actor).filter(pk=package.project_id)
    if actor.has_role(*openings.OFFICER_ROLES, Role.AUDITOR) and sees.exists():
        return Part.OFFICER
    return ""


def may_enter(actor: Actor | None, package: Package, kind: str) -> bool:
    """Whether a hall is open: that of final quotes only to who talks there, as the talks are not public."""
    if kind == SubmissionKind.RESPONSE:
        return True
    if bidding.window_of(package.pk) is None:
        return False
    if actor is None or part_of(actor, package, kind):
        return actor is not None
    return actor.has_role(*SUPPLIER_ROLES) and bidding.is_invited(package, actor.body_id)


def closes_at(package: Package, kind: str) -> datetime | None:
    """Until when is handed in what is opened there."""
    return bidding.span(package, kind)[1]


def decided_moment(session: OpeningSession) -> datetime | None:
    """To when a second person postponed an opening of responses after an outage."""
    is_response = session.kind == SubmissionKind.RESPONSE
    return outages.decided_moment(session.package.project_id) if is_response else None


def latest_postponement(session: OpeningSession) -> datetime:
    """Until when a host alone may put the release off: days after the deadline, or after what was decided."""
    project, decided = session.package.project, decided_moment(session)
    closes = closes_at(session.package, session.kind)
    region = notices.law_region(project)
    days = routing.parameter(POSTPONE_DAYS, on=project.decided_on, region_code=region)
    return max(closes, decided or closes) + timedelta(days=int(days))


def is_member(actor: Actor | None, package: Package) -> bool:
    """Whether this person will review the package, in whatever capacity it came."""
    return actor is not None and seated(package, actor.user_id)


def seated(package: Package, user_id: int) -> bool:
    """Whether somebody has a seat in the package's review."""
    if package.review_id is None:
        return False
    seats = PanelMember.objects.filter(session_id=package.review_id, user_id=user_id)
    return seats.exclude(status__in=GONE).exists()


def sits_on_panel(actor: Actor | None, session: OpeningSession) -> bool:
    """Whether this person, who will review, must stay away; final quotes are opened during the review."""
    return session.kind == SubmissionKind.RESPONSE and is_member(actor, session.package)


def present(session: OpeningSession) -> list[Presence]:
    """Everybody who has come, those who conduct first."""
    rows = session.present.select_related("user", "body").order_by("arrived_at", "pk")
    order = {Part.HOST: 0, Part.OFFICER: 1, Part.BIDDER: 2}
    return sorted(rows, key=lambda row: order[row.part])


def is_here(presence: Presence, *, at: datetime) -> bool:
    """Whether the person's browser still asks."""
    return at - presence.seen_at < rules.GONE_AFTER


def bodies_there(session: OpeningSession) -> set[int]:
    """The bidders that came, by body."""
    return set(session.present.filter(part=Part.BIDDER).values_list("body_id", flat=True))


def bodies_here(session: OpeningSession, *, at: datetime) -> set[int]:
    """The bidders whose browsers still ask, by body."""
    here = session.present.filter(part=Part.BIDDER, seen_at__gt=at - rules.GONE_AFTER)
    return set(here.values_list("body_id", flat=True))


def disclosed() -> QuerySet[Presence]:
    """Who came, for an auditor: once the outer locks are off."""
    return Presence.objects.filter(session__released_at__isnull=False)
