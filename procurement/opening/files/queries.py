"""Whose files a capacity may open: those of the bids whose text it may read."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding.files import queries as attached
from procurement.bidding.files.models import SealedUpload, SubmittedFile
from procurement.bidding.files.sealing import AttachedFile
from procurement.bidding.parts import queries as parts
from procurement.opening import queries as opening
from procurement.opening import workflow
from procurement.opening.choices import UnlockStatus
from procurement.opening.files.seals import Expected
from procurement.opening.models import OpenedSubmission
from procurement.review import queries as review
from procurement.review import rules as review_rules
from procurement.review.choices import ReviewStatus
from procurement.review.models import Candidate

# The panel has not been told of the responses yet.
BEFORE_THE_PANEL = (ReviewStatus.FORMING, ReviewStatus.QUALIFYING, ReviewStatus.RECUSAL)


@dataclass(frozen=True)
class OpenedFile:
    """A file as its bid describes it, with the name of what it is for and where its ciphertext lies."""

    file: AttachedFile
    part: str
    upload: SealedUpload


def readable(actor: Actor | None) -> QuerySet[OpenedSubmission]:
    """The opened bids that this capacity may read: its own, on its panel, organised by it, as an auditor."""
    rows = OpenedSubmission.objects.filter(status=UnlockStatus.OPENED)
    if actor is None:
        return rows.none()
    seen = Q(submission__receipt_number__in=_of_panel(actor))
    seen |= Q(submission__receipt_number__in=_of_organiser(actor))
    if actor.has_role(*SUPPLIER_ROLES):
        seen |= Q(submission__supplier_id=actor.body_id)
    if actor.has_role(Role.AUDITOR):
        seen |= Q(pk__in=opening.disclosed().values("pk"))
    return rows.filter(seen).select_related("submission__supplier", "session__package__project")


def with_files(actor: Actor | None, package_id: int) -> list[OpenedSubmission]:
    """The opened bids of a package that have files and that this capacity may read, by supplier."""
    held = SubmittedFile.objects.filter(submission=OuterRef("submission"))
    rows = readable(actor).filter(Exists(held), session__package_id=package_id)
    return list(rows.order_by("submission__supplier__name", "pk"))


def files_of(opened: OpenedSubmission) -> list[OpenedFile]:
    """The files of an opened bid in the order of its bidder."""
    uploads = attached.of_submission(opened.submission)
    names = {part.code: part.name for part in parts.parts_of(opened.session.kind)}
    return [
        OpenedFile(file, names.get(file.part, file.part), uploads[file.id])
        for file in workflow.payload_of(opened).files
    ]


def expected_of(opened: OpenedSubmission) -> Expected:
    """What an opened bid says of its bidder, its package and the page that was stamped."""
    stamped = workflow.payload_of(opened).fields.get("stamped_sha256", "")
    return Expected(opened.submission.supplier.name, opened.session.package.number, stamped)


def _of_panel(actor: Actor) -> QuerySet[Candidate]:
    """What a member who has signed the discipline examines."""
    seats = review.seats_of(actor).filter(committed_at__isnull=False)
    found = Candidate.objects.filter(session__in=seats.values("session_id"))
    found = found.exclude(session__status__in=BEFORE_THE_PANEL).exclude(qualifications__passed=False)
    return found.order_by().values("reference")


def _of_organiser(actor: Actor) -> QuerySet[Candidate]:
    """Where purchaser or agency check who qualifies; else once the report is signed."""
    checked = [code for code, method in methods.METHODS.items() if review_rules.by_purchaser(method)]
    found = Candidate.objects.filter(session__in=review.organised_by(actor).values("pk"))
    found = found.filter(Q(session__method__in=checked) | Q(session__reported_at__isnull=False))
    return found.order_by().values("reference")
