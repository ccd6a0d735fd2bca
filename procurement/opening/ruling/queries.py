"""Reads of rulings."""

from datetime import datetime

from django.db.models import Q, QuerySet

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.bidding.choices import SubmissionKind
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import queries as custody
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.ruling.models import Ruling

DECIDERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)


def of_session(session: OpeningSession) -> list[Ruling]:
    """Every ruling of an opening."""
    rows = Ruling.objects.filter(opened__session=session).select_related("opened__submission", "body", "by")
    return list(rows.order_by("at", "pk"))


def ruling_of(opened: OpenedSubmission) -> Ruling | None:
    """The ruling on one bid."""
    return Ruling.objects.filter(opened=opened).select_related("body", "by").first()


def unopened_for(actor: Actor | None) -> QuerySet[OpenedSubmission]:
    """Released responses of the acting second person's own purchaser that nobody has opened."""
    if actor is None or not actor.has_role(*DECIDERS):
        return OpenedSubmission.objects.none()
    rows = OpenedSubmission.objects.filter(
        session__kind=SubmissionKind.RESPONSE, session__package__project__purchaser_id=actor.body_id
    )
    return rows.exclude(status=UnlockStatus.OPENED).select_related(
        "submission__supplier", "session__package__project__purchaser"
    )


def to_rule(actor: Actor | None, *, at: datetime) -> QuerySet[OpenedSubmission]:
    """What may be ruled on now: bidders and custodians have no time left, nobody has signed the record."""
    over = Q(status=UnlockStatus.NOT_OPENED) | Q(session__unlock_until__lte=at)
    served = Q(custody_release__until__gt=at) | Q(
        submission__custody_part__isnull=False, custody_release=None
    )
    served = OpenedSubmission.objects.filter(served, status=UnlockStatus.WAITING).values("session")
    over = over & ~Q(status=UnlockStatus.WAITING, session__in=served)
    unsigned = Q(session__record__isnull=True) | Q(session__record__signatures__isnull=True)
    return unopened_for(actor).filter(over, unsigned, ruling__isnull=True)


def unruled_in(session: OpeningSession) -> int:
    """How many responses of an opening stayed shut without anybody saying whose fault it was."""
    if session.kind != SubmissionKind.RESPONSE:
        return 0
    return session.opened.exclude(status=UnlockStatus.OPENED).filter(ruling__isnull=True).count()


def may_still_open(opened: OpenedSubmission, session: OpeningSession, *, now: datetime) -> bool:
    """Whether the bidder, or its custodian, still has time."""
    if opened.status != UnlockStatus.WAITING or session.status != OpeningStatus.UNLOCKING:
        return False
    until = max(session.unlock_until, custody.held_until(session) or session.unlock_until)
    return now < until or custody.unreleased(session).exists()


def recalled(package_ids: set[int]) -> dict[tuple[int, int], datetime]:
    """By package and supplier, when a bid that did not open was ruled to be no fault of its bidder's."""
    rows = Ruling.objects.filter(opened__session__package__in=package_ids).select_related(
        "opened__session", "opened__submission"
    )
    kept = [row for row in rows if row.is_recall and row.opened.status != UnlockStatus.OPENED]
    return {(row.opened.session.package_id, row.opened.submission.supplier_id): row.at for row in kept}
