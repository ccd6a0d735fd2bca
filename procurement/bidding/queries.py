"""Reads and locks of submissions. Before the opening only the bidder's own are ever read for a person."""

from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from orgs.bodies.models import Body
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.models import Membership
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.prepared import Prepared, day, kept_cursor, number, text
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.custody.models import PackageCustody
from procurement.bidding.models import OpeningKey, QuoteWindow, Submission
from procurement.bidding.parts import queries as parts
from procurement.bidding.rules import Bidder
from procurement.notices import queries as notices
from procurement.notices.models import DocumentObtained
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.redo import queries as redo
from procurement.review.choices import CandidateStatus
from procurement.review.models import Candidate


# What every submission of the last minute asks.
def _packages() -> QuerySet[Package]:
    """A package, and what submissions of a kind are sealed to: its opening key and its custodian's."""
    of_kind = FilteredRelation("opening_keys", condition=Q(opening_keys__kind=text("kind")))
    return (
        Package.objects.filter(pk=number("package"))
        .select_related("project__agency_mandate")
        .annotate(sealed_to=of_kind, opening_kid=F("sealed_to__kid"))
        .annotate(keeping_id=F("custody__key_id"), keeping_kid=F("custody__key__kid"))
    )


def _capacities() -> QuerySet[Membership]:
    """In which capacity a person bids for a body, and for which package of this number."""
    packages = Package.objects.filter(
        number=text("number"),
        response_deadline__isnull=False,
        project__obtained__supplier_id=OuterRef("body_id"),
    )
    return (
        Membership.objects.active(on=day("on"))
        .filter(user_id=number("user"), body__credit_code=text("credit_code"))
        .select_related("body", "user")
        .annotate(taking_part=Subquery(packages.values("pk")[:1]))
    )


PACKAGE, CAPACITY = Prepared[Package](_packages), Prepared[Membership](_capacities)
CURRENT = Prepared[Submission](
    lambda: Submission.objects.filter(
        package_id=number("package"),
        supplier_id=number("supplier"),
        kind=text("kind"),
        status=SubmissionStatus.CURRENT,
    ).defer("envelope")
)


def _bidders() -> QuerySet[Body]:
    """A body with its registration, and what its part in a package depends on."""
    own = number("body")
    for_a_party = Q(body_id=number("purchaser")) | Q(body_id=number("agency"))
    doubled = Membership.objects.active(on=day("on")).filter(for_a_party, user_id=number("user"))
    obtained = DocumentObtained.objects.filter(project_id=number("project"), supplier_id=own)
    keeps = PackageCustody.objects.filter(package_id=number("package"), key__body_id=own)
    found = Body.objects.filter(pk=own).select_related("registration").defer("search")
    return found.annotate(
        has_obtained=Exists(obtained),
        person_is_party=Exists(doubled),
        is_custodian=Exists(keeps),
        **parts.signing(user=number("user"), on=day("on")),
    )


BIDDER = Prepared[Body](_bidders)
# The package first: it is looked up before the entry that is joined to it.
LOCK = """
WITH package AS MATERIALIZED (SELECT project_id FROM procurement_package WHERE id = %s FOR SHARE)
SELECT FROM procurement_documentobtained AS entry JOIN package USING (project_id)
WHERE entry.supplier_id = %s FOR UPDATE OF entry
"""
END = "UPDATE procurement_submission SET status = %s, ended_at = %s WHERE id = %s"
NEXT = """
SELECT nextval(pg_get_serial_sequence('procurement_submission', 'id')),
       EXISTS (SELECT FROM procurement_submission WHERE receipt_number = %s)
"""


def package_for_share(package_id: int) -> Package:
    """The package, locked FOR SHARE: bidders do not queue behind each other, closing waits for all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procurement_package WHERE id = %s FOR SHARE", [package_id])
    return Package.objects.select_related("project__agency_mandate").get(pk=package_id)


def package_for_bidder(package_id: int, bidder_id: int | None, *, kind: str) -> tuple[Package, bool]:
    """The same, and whether this bidder has obtained its document; without, nothing needs to be locked.

    The entry of who obtained the document is locked FOR UPDATE: one submission of a bidder at a time.
    What submissions of the kind are sealed to comes with the package; None where there is no such key.
    """
    with kept_cursor() as cursor:
        cursor.execute(LOCK, [package_id, bidder_id])
        has_obtained = cursor.fetchone() is not None
    # Read only now: while waiting for the lock the package may have changed.
    return PACKAGE.get(package=package_id, kind=kind), has_obtained


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


def counting(package_id: int, supplier_id: int | None, kind: str) -> Submission | None:
    """A supplier's submission that counts now, without its ciphertext."""
    return CURRENT.first(package=package_id, supplier=supplier_id, kind=kind)


def end(submission: Submission) -> None:
    """Keep that a submission no longer counts, and since when."""
    with kept_cursor() as cursor:
        cursor.execute(END, [submission.status, submission.ended_at, submission.pk])


def next_key(receipt_number: str) -> int | None:
    """The key of the row to come, which its ledger entry names; None where the number is taken."""
    with kept_cursor() as cursor:
        cursor.execute(NEXT, [receipt_number])
        key, is_taken = cursor.fetchone()
    return None if is_taken else key


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
        .select_related("project__purchaser", "quote_window", "predecessor")
        .order_by(F("response_deadline").desc(nulls_last=True), "-pk")
    )


def capacity(user_id: int, credit_code: str, package_number: str, *, on: date) -> Membership | None:
    """The membership by which a person acts for a body on a day, None without one.

    Its `taking_part` is the key of one of the body's `packages_for` by its number.
    """
    return CAPACITY.first(user=user_id, credit_code=credit_code, number=package_number, on=on)


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
    return as_bidder(bidding_body(package, by=by, at=at), package, kind=kind)


def bidding_body(package: Package, *, by: Actor, at: datetime) -> Body:
    """The acting body with its registration, and what its and the person's part in the package depends on."""
    purchaser, agency = conducting(package)
    return BIDDER.get(
        body=by.body_id,
        user=by.user_id,
        on=local_date(at),
        package=package.pk,
        project=package.project_id,
        purchaser=purchaser,
        agency=agency,
    )


def conducting(package: Package) -> tuple[int, int | None]:
    """The purchaser, and its agency if there is one."""
    mandate = package.project.agency_mandate
    return package.project.purchaser_id, mandate.agency_id if mandate else None


def as_bidder(body: Body, package: Package, *, kind: str) -> Bidder:
    """What the rules ask about a body that is read already."""
    return Bidder(
        may_contract=body.may_contract,
        has_obtained=body.has_obtained,
        is_party=body.pk in conducting(package),
        person_is_party=body.person_is_party,
        is_invited=kind == SubmissionKind.RESPONSE or is_invited(package, body.pk),
        is_custodian=body.is_custodian,
        refused_before=bool(redo.refused_numbers(package, body.pk)),
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
