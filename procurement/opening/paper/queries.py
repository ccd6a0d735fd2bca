"""Reads of paper copies; before the release nobody is shown one but the bidder its own."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.notices import corrections
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper.models import PaperCopy
from procurement.opening.ruling.choices import Cause
from procurement.projects.models import Package, ProcurementProject

SHOWN = 50


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
    """The copy that stands beside one bid, by the number of its receipt."""
    rows = PaperCopy.objects.filter(package_id=submission.package_id)
    return (
        rows.filter(receipt_number=submission.receipt_number)
        .select_related("received_by", "received_body", "typed_by", "checked_by", "failed_by")
        .first()
    )


def copy_for_update(submission: Submission) -> PaperCopy | None:
    """The same, locked until the transaction ends."""
    rows = PaperCopy.objects.select_for_update(of=("self",)).filter(package_id=submission.package_id)
    return rows.filter(receipt_number=submission.receipt_number).first()


def copies_of(session: OpeningSession) -> dict[int, PaperCopy]:
    """The copies of a released opening by opened submission."""
    if session.kind != SubmissionKind.RESPONSE or session.released_at is None:
        return {}
    rows = PaperCopy.objects.filter(package_id=session.package_id)
    found = {row.receipt_number: row for row in rows.select_related("received_by", "typed_by", "checked_by")}
    if not found:
        return {}
    opened = session.opened.filter(submission__receipt_number__in=found)
    numbers = opened.values_list("pk", "submission__receipt_number")
    return {key: found[number] for key, number in numbers}


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
    return rows.filter(submission__receipt_number__in=numbers).select_related(
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
