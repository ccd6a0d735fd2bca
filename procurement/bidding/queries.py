"""Reads and locks of submissions. Before the opening only the bidder's own are ever read for a person."""

from datetime import datetime

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.custody import queries as custody
from procurement.bidding.models import OpeningKey, QuoteWindow, Submission
from procurement.bidding.rules import Bidder
from procurement.notices import queries as notices
from procurement.notices.models import DocumentObtained
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.review.choices import CandidateStatus
from procurement.review.models import Candidate


def package_for_share(package_id: int) -> Package:
    """The package, locked FOR SHARE: bidders do not queue behind each other, closing waits for all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procurement_package WHERE id = %s FOR SHARE", [package_id])
    return Package.objects.select_related("project__purchaser", "project__agency_mandate", "review").get(
        pk=package_id
    )


def bidder_for_update(package: Package, supplier_id: int) -> DocumentObtained | None:
    """The bidder's own entry among those who obtained the document: one submission of a bidder at a time."""
    rows = DocumentObtained.objects.select_for_update(of=("self",))
    return rows.filter(project_id=package.project_id, supplier_id=supplier_id).first()


def submission_for_update(receipt_number: str) -> Submission:
    """One submission, locked until the transaction ends."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("package")
        .get(receipt_number=receipt_number)
    )


def current(package_id: int, kind: str) -> QuerySet[Submission]:
    """The submissions that count, for the opening only."""
    return (
        Submission.objects.filter(package_id=package_id, kind=kind, status=SubmissionStatus.CURRENT)
        .select_related("supplier")
        .order_by("pk")
    )


def own(actor: Actor | None) -> QuerySet[Submission]:
    """What the acting supplier itself submitted; nobody else's, whatever the role."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Submission.objects.none()
    return Submission.objects.filter(supplier_id=actor.body_id).select_related("package__project__purchaser")


def own_opened(actor: Actor | None) -> QuerySet[Submission]:
    """Every version that the own body submitted to an opening whose key has been released, newest first."""
    released = Package.objects.filter(
        pk=OuterRef("package_id"), openings__kind=OuterRef("kind"), openings__released_at__isnull=False
    )
    return own(actor).filter(Exists(released)).order_by("-submitted_at", "-pk")


def own_current(actor: Actor | None, package_id: int, kind: str) -> Submission | None:
    """The acting supplier's submission that counts now."""
    return own(actor).filter(package_id=package_id, kind=kind, status=SubmissionStatus.CURRENT).first()


def disclosed() -> QuerySet[Submission]:
    """What an auditor may see: submissions with a released key; final quotes only after the report."""
    released = Package.objects.filter(
        pk=OuterRef("package_id"), openings__kind=OuterRef("kind"), openings__released_at__isnull=False
    )
    rows = Submission.objects.filter(Exists(released))
    reported = rows.filter(kind=SubmissionKind.FINAL_QUOTE, package__review__reported_at__isnull=False)
    return (rows.filter(kind=SubmissionKind.RESPONSE) | reported).select_related("package", "supplier")


def packages_for(actor: Actor | None) -> QuerySet[Package]:
    """The packages in which the acting supplier may take part: it obtained the document."""
    projects = notices.obtained_by(actor).values("pk")
    return (
        Package.objects.filter(project__in=projects, response_deadline__isnull=False)
        .select_related("project__purchaser", "quote_window")
        .order_by(F("response_deadline").desc(nulls_last=True), "-pk")
    )


def opening_key(package_id: int, kind: str) -> OpeningKey | None:
    """The key that outer envelopes of this kind are sealed to."""
    return OpeningKey.objects.filter(package_id=package_id, kind=kind).first()


def whole_opening_keys(project_id: int) -> list[OpeningKey]:
    """Every opening key of a project; nothing while one is missing."""
    packages = Package.objects.filter(project_id=project_id).count()
    held = list(OpeningKey.objects.filter(package__project_id=project_id).order_by("package", "pk"))
    return held if len(held) == packages * len(SubmissionKind.values) else []


def window_of(package_id: int) -> QuoteWindow | None:
    """The window for final quotes."""
    return QuoteWindow.objects.filter(package_id=package_id).first()


def span(package: Package, kind: str) -> tuple[datetime | None, datetime | None]:
    """From when to when submissions of this kind are received, as the notice or window says."""
    if kind == SubmissionKind.RESPONSE:
        is_announced = package.response_deadline is not None and package.status == PackageStatus.ANNOUNCED
        opens_at = package.project.created_at if is_announced else None
        return opens_at, package.response_deadline
    window = window_of(package.pk)
    return (window.opens_at, window.closes_at) if window else (None, None)


def bidder(package: Package, *, by: Actor, kind: str, at: datetime) -> Bidder:
    """What the rules ask about the acting body and person."""
    project = package.project
    parties = {project.purchaser_id}
    if project.agency_mandate_id:
        parties.add(project.agency_mandate.agency_id)
    body = Body.objects.get(pk=by.body_id)
    doubled = Membership.objects.active(on=local_date(at)).filter(user_id=by.user_id, body_id__in=parties)
    return Bidder(
        may_contract=body.may_contract,
        has_obtained=notices.has_obtained(project.pk, by.body_id),
        is_party=by.body_id in parties,
        person_is_party=doubled.exists(),
        is_invited=kind == SubmissionKind.RESPONSE or is_invited(package, by.body_id),
        is_custodian=custody.keeps(package.pk, by.body_id),
    )


def is_invited(package: Package, supplier_id: int) -> bool:
    """Whether a supplier is still in the consultation and may hand in a final quote."""
    return Candidate.objects.filter(
        session_id=package.review_id, supplier_id=supplier_id, status=CandidateStatus.QUALIFIED
    ).exists()


def invited(package: Package) -> list[int]:
    """The suppliers still in the consultation."""
    candidates = Candidate.objects.filter(session_id=package.review_id, status=CandidateStatus.QUALIFIED)
    return list(candidates.order_by("pk").values_list("supplier_id", flat=True))


def due_packages(*, at: datetime) -> list[int]:
    """Packages whose deadline has come and that nobody has closed yet."""
    rows = Package.objects.filter(status=PackageStatus.ANNOUNCED, response_deadline__lte=at)
    return list(rows.order_by("response_deadline", "pk").values_list("pk", flat=True))


def due_windows(*, at: datetime) -> list[int]:
    """Packages whose window for final quotes is over and not yet closed."""
    rows = QuoteWindow.objects.filter(is_closed=False, closes_at__lte=at).exclude(
        package__status=PackageStatus.TERMINATED
    )
    return list(rows.order_by("closes_at", "pk").values_list("package_id", flat=True))
