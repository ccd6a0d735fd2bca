"""Reads of paper copies; before the release nobody is shown one but the bidder its own."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.notices import corrections
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper.models import PaperCopy
from procurement.opening.ruling import queries as rulings
from procurement.opening.ruling.choices import Cause
from procurement.projects.models import Package, ProcurementProject

SHOWN = 50
PEOPLE = (
    "received_by",
    "received_body",
    "typed_by",
    "checked_by",
    "failed_by",
    "joining__by",
    "joining__body",
    "joining__opened__submission__supplier",
)


def is_allowed(project: ProcurementProject) -> bool:
    """Whether the document in force says that a paper copy is taken."""
    if notices.original_of(project.pk) is None:
        return False
    return corrections.current_texts(project).accepts_paper_copy


def may_receive(actor: Actor | None, package: Package) -> bool:
    """Whether this capacity takes paper copies of the package."""
    conducts = actor is not None and actor.has_role(*ORGANISER_ROLES)
    return conducts and notices.conducts(actor, package.project) and is_allowed(package.project)


def copy_of(submission: Submission) -> PaperCopy | None:
    """The copy that stands beside one bid: under the number of its receipt, or joined to it."""
    return _beside(submission).select_related(*PEOPLE).first()


def copy_for_update(submission: Submission) -> PaperCopy | None:
    """The same, locked until the transaction ends."""
    return _beside(submission).select_for_update(of=("self",)).first()


def _beside(submission: Submission) -> QuerySet[PaperCopy]:
    number, joined = Q(receipt_number=submission.receipt_number), Q(joining__opened__submission=submission)
    return PaperCopy.objects.filter(number | joined, package_id=submission.package_id).order_by("pk")


def copies_of(session: OpeningSession) -> dict[int, PaperCopy]:
    """The copies of a released opening by opened submission."""
    found = in_custody(session)
    if not found:
        return {}
    joined = {copy.joining.opened_id: copy for copy in found if is_joined(copy) and copy.joining.opened_id}
    own = {copy.receipt_number: copy for copy in found}
    numbers = session.opened.filter(submission__receipt_number__in=own)
    rows = numbers.values_list("pk", "submission__receipt_number")
    return joined | {key: own[number] for key, number in rows}


def in_custody(session: OpeningSession) -> list[PaperCopy]:
    """Every copy that was handed in for a released opening, oldest first."""
    if session.kind != SubmissionKind.RESPONSE or session.released_at is None:
        return []
    rows = PaperCopy.objects.filter(package_id=session.package_id)
    return list(rows.select_related(*PEOPLE).order_by("handed_at", "pk"))


def is_joined(copy: PaperCopy) -> bool:
    """Whether somebody has said to which bid a copy belongs, or that it belongs to none."""
    return getattr(copy, "joining", None) is not None


def strays_of(session: OpeningSession) -> list[PaperCopy]:
    """The copies whose number is no bid's, whether or not somebody has said to which they belong."""
    found = in_custody(session)
    numbers = session.opened.filter(submission__receipt_number__in=[copy.receipt_number for copy in found])
    known = set(numbers.values_list("submission__receipt_number", flat=True)) if found else set()
    return [copy for copy in found if copy.receipt_number not in known]


def without_copy(session: OpeningSession) -> QuerySet[OpenedSubmission]:
    """The bids that stayed shut without a copy, and not by their bidder's own fault."""
    shut = session.opened.exclude(status=UnlockStatus.OPENED).exclude(ruling__cause=Cause.OWN)
    return shut.exclude(pk__in=copies_of(session)).select_related("submission__supplier")


def stray_in(session: OpeningSession) -> int:
    """How many copies nobody has placed yet, while there are bids that one of them could save."""
    strays = [copy for copy in strays_of(session) if not is_joined(copy)]
    return len(strays) if strays and without_copy(session).exists() else 0


def to_join(actor: Actor | None) -> list[tuple[PaperCopy, OpeningSession]]:
    """The copies that wait for the acting second person to say to which bid they belong."""
    return [
        (copy, session)
        for session in placed_by(actor).filter(status=OpeningStatus.UNLOCKING).order_by("pk")[:SHOWN]
        if stray_in(session)
        for copy in strays_of(session)
        if not is_joined(copy)
    ]


def placed_by(actor: Actor | None) -> QuerySet[OpeningSession]:
    """The released openings with copies in custody of the acting second person's own purchaser."""
    if actor is None or not actor.has_role(*rulings.DECIDERS):
        return OpeningSession.objects.none()
    kept = PaperCopy.objects.filter(package=OuterRef("package_id"))
    rows = openings.for_officers(actor).filter(Exists(kept), package__project__purchaser_id=actor.body_id)
    return rows.filter(kind=SubmissionKind.RESPONSE, released_at__isnull=False)


def earlier_bid(copy: PaperCopy) -> Submission | None:
    """The bid under whose receipt a copy was taken, where that bid was replaced or withdrawn since."""
    rows = Submission.objects.exclude(status=SubmissionStatus.CURRENT).select_related("supplier")
    return rows.filter(package_id=copy.package_id, receipt_number=copy.receipt_number).first()


def typed_in(session: OpeningSession) -> set[int]:
    """What was opened from paper, which does not say that the bidder was there."""
    return {key for key, copy in copies_of(session).items() if copy.checked_at}


def waiting_in(session: OpeningSession) -> int:
    """How many bids that did not open have a copy that may still save them."""
    keys = [key for key, copy in copies_of(session).items() if not (copy.checked_at or copy.failed_at)]
    shut = session.opened.filter(pk__in=keys).exclude(status=UnlockStatus.OPENED)
    return shut.exclude(ruling__cause=Cause.OWN).count()


def handled_by(actor: Actor | None) -> QuerySet[OpenedSubmission]:
    """Released responses with a copy, of purchases that this capacity conducts or supervises."""
    sessions = openings.for_officers(actor).filter(kind=SubmissionKind.RESPONSE, released_at__isnull=False)
    rows = OpenedSubmission.objects.filter(session__in=sessions.values("pk"))
    numbers = PaperCopy.objects.filter(package__openings__in=sessions.values("pk")).values("receipt_number")
    beside = Q(submission__receipt_number__in=numbers) | Q(joined_copy__isnull=False)
    return rows.filter(beside).select_related(
        "submission__supplier", "session__package__project__purchaser", "ruling"
    )


def saved(actor: Actor | None) -> Iterable[tuple[OpenedSubmission, PaperCopy]]:
    """Bids ruled to be recalled whose copy waits to be typed in or compared."""
    rows = handled_by(actor).filter(session__status=OpeningStatus.UNLOCKING, ruling__isnull=False)
    rows = rows.exclude(Q(status=UnlockStatus.OPENED) | Q(ruling__cause=Cause.OWN))
    for opened in rows.order_by("pk")[:SHOWN]:
        copy = copy_of(opened.submission)
        if copy and not copy.failed_at:
            yield opened, copy
