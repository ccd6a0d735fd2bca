"""Reads and locks of bonds; nothing tells of one before the opening."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from procurement.award import queries as awards
from procurement.award.framework.models import FrameworkMember, FrameworkSelection
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.contracts.bonds import rules
from procurement.contracts.bonds.choices import BondStatus, RefundCause
from procurement.contracts.bonds.models import BidBond
from procurement.contracts.bonds.rules import Asked, Cause, Charge
from procurement.notices import bonds as asking
from procurement.notices import corrections
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.ruling import queries as rulings
from procurement.opening.ruling.choices import Cause as RulingCause
from procurement.opening.ruling.models import Ruling
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject

READERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def packages_for(actor: Actor | None) -> QuerySet[Package]:
    """Packages of the projects that a capacity sees, for those who may learn who has bid."""
    if actor is None or not actor.has_role(*READERS):
        return Package.objects.none()
    found = Package.objects.filter(project__in=projects.visible_to(actor).values("pk"))
    return found.select_related("project__purchaser__budget_division", "project__agency_mandate")


def asks(project: ProcurementProject) -> bool:
    """Whether the project's published call asks for a bond."""
    calls = Notice.objects.published().filter(project=project, body__texts__bond_required=True)
    return calls.exists()


def asked_of(package: Package) -> Asked:
    """What the notice, as corrected last, asks of each supplier of a package."""
    if not asks(package.project):
        return Asked(Decimal(0), package.response_deadline)
    texts = corrections.current_texts(package.project)
    percent = Decimal(texts.bond_percent or 0)
    return Asked(asking.bond_amount(package.budget_amount, percent), package.response_deadline)


def is_disclosed(package: Package) -> bool:
    """Whether who has bid is out to the clerks: released, or come to nothing before or at the opening."""
    if package.status == PackageStatus.TERMINATED:
        return True
    sessions = OpeningSession.objects.filter(package=package, kind=SubmissionKind.RESPONSE)
    return sessions.filter(Q(released_at__isnull=False) | Q(concluded_at__isnull=False)).exists()


def of_package(package: Package) -> QuerySet[BidBond]:
    """The bonds of one package, those that were struck last."""
    rows = BidBond.objects.filter(package=package).select_related(
        "supplier", "paper", "ended_paper", "entered_by", "ended_by", "approved_by"
    )
    is_struck = Case(When(status=BondStatus.STRUCK, then=1), default=0)
    return rows.order_by(is_struck, "supplier__name", "pk")


def readable(actor: Actor | None) -> QuerySet[BidBond]:
    """The bonds that a capacity may read: of its purchases, or its own as a supplier."""
    rows = BidBond.objects.select_related("package__project__purchaser", "supplier")
    if actor is None:
        return rows.none()
    reach = Q(package__in=packages_for(actor).values("pk"))
    if actor.has_role(*SUPPLIER_ROLES):
        reach |= Q(supplier_id=actor.body_id)
    return rows.filter(reach)


def own(actor: Actor | None) -> QuerySet[BidBond]:
    """The acting supplier's own bonds, the latest first."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return BidBond.objects.none()
    rows = BidBond.objects.filter(supplier_id=actor.body_id).exclude(status=BondStatus.STRUCK)
    return rows.select_related("package__project__purchaser__budget_division").order_by("-arrived_at", "-pk")


def bond_for_update(bond_id: int) -> BidBond:
    """The bond's package first, then the bond: the order in which every verb locks."""
    package_id = BidBond.objects.values_list("package_id", flat=True).get(pk=bond_id)
    package = projects.package_for_update(package_id)
    bond = BidBond.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=bond_id)
    bond.package = package
    return bond


def waiting() -> QuerySet[BidBond]:
    """Bonds that are still held, of packages that ended or have a result, or where a bid was withdrawn."""
    held = BidBond.objects.filter(status=BondStatus.HELD)
    withdrawn = Submission.objects.filter(
        package=OuterRef("package"), supplier=OuterRef("supplier"), status=SubmissionStatus.WITHDRAWN
    )
    ruled = Ruling.objects.filter(
        opened__session__package=OuterRef("package"), opened__submission__supplier=OuterRef("supplier")
    ).exclude(cause=RulingCause.OWN)
    over = Q(package__status=PackageStatus.TERMINATED) | Q(package__award__told_at__isnull=False)
    selected = Q(package__framework_selection__published_at__isnull=False)
    return held.filter(over | selected | Exists(withdrawn) | Exists(ruled)).select_related(
        "package__project__purchaser__budget_division", "package__project__agency_mandate", "supplier"
    )


def causes(bonds: Iterable[BidBond]) -> dict[int, Cause]:
    """By bond, why it is due for return and since when; bonds that are not due are left out."""
    bonds = list(bonds)
    ids = {bond.package_id for bond in bonds}
    withdrawn, ended, awarded = _withdrawn(ids), _ended(ids), _awarded(ids)
    selected, signed = _selected(ids), _signed(ids)
    recalled = rulings.recalled(ids)
    found = {}
    for bond in bonds:
        cause = (
            _cause(RefundCause.WITHDRAWN, withdrawn.get((bond.package_id, bond.supplier_id)))
            or _cause(RefundCause.RECALLED, recalled.get((bond.package_id, bond.supplier_id)))
            or _cause(RefundCause.TERMINATED, ended.get(bond.package_id))
            or _of_award(bond, awarded.get(bond.package_id))
            or _of_agreement(bond, selected.get(bond.package_id), signed)
        )
        if cause:
            found[bond.pk] = cause
    return found


def cause_of(bond: BidBond) -> Cause | None:
    """Why one bond is due for return."""
    return causes([bond]).get(bond.pk)


def last_day(bond: BidBond, cause: Cause) -> LegalDate:
    """Until when a bond goes back."""
    count = int(awards.law_of(bond.package, rules.REFUND_DAYS[cause.code]))
    return rules.refund_by(cause, count, calendar=calendar.current())


def charge_law(package: Package) -> Charge:
    """What late return costs, by the law of the project's own day."""
    rate, factor, days = (
        awards.law_of(package, code)
        for code in ("benchmark_loan_rate", "bid_bond_late_factor", "interest_year_days")
    )
    return Charge(rate.value, factor.value, int(days))


def shared_accounts(bonds: Iterable[BidBond]) -> dict[str, list[BidBond]]:
    """Accounts from which more than one supplier's bond of a package came: a sign to be looked at."""
    by_account: dict[str, list[BidBond]] = {}
    for bond in bonds:
        if bond.payer_account and bond.status != BondStatus.STRUCK:
            by_account.setdefault(bond.payer_account.replace(" ", ""), []).append(bond)
    return {account: held for account, held in by_account.items() if len(held) > 1}


def _withdrawn(package_ids: set[int]) -> dict[tuple[int, int], datetime]:
    """When a withdrawal could be acted on: not before the release, since until then nobody may know of it."""
    released = _released(package_ids)
    rows = Submission.objects.filter(package__in=package_ids, kind=SubmissionKind.RESPONSE)
    rows = rows.filter(package__in=released)
    current = set(rows.filter(status=SubmissionStatus.CURRENT).values_list("package_id", "supplier_id"))
    ended = rows.filter(status=SubmissionStatus.WITHDRAWN).order_by("ended_at")
    found = {(row.package_id, row.supplier_id): max(row.ended_at, released[row.package_id]) for row in ended}
    return {key: at for key, at in found.items() if key not in current}


def _released(package_ids: set[int]) -> dict[int, datetime]:
    sessions = OpeningSession.objects.filter(package__in=package_ids, kind=SubmissionKind.RESPONSE)
    return dict(sessions.filter(released_at__isnull=False).values_list("package_id", "released_at"))


def was_not_opened(bond: BidBond) -> bool:
    """Whether the supplier's response of the package stayed shut."""
    rows = OpenedSubmission.objects.filter(session__kind=SubmissionKind.RESPONSE)
    rows = rows.filter(session__package=bond.package_id, submission__supplier=bond.supplier_id)
    return rows.filter(status=UnlockStatus.NOT_OPENED).exists()


def is_recalled(bond: BidBond) -> bool:
    """Whether the supplier's response stayed shut for no fault of its own, as the purchaser ruled."""
    return (bond.package_id, bond.supplier_id) in rulings.recalled({bond.package_id})


def _ended(package_ids: set[int]) -> dict[int, datetime]:
    notices = Notice.objects.published().filter(type=NoticeType.TERMINATION, package__in=package_ids)
    return dict(notices.order_by("pk").values_list("package_id", "published_at"))


def _awarded(package_ids: set[int]) -> dict[int, tuple]:
    rows = Package.objects.filter(pk__in=package_ids, award__told_at__isnull=False)
    facts = ("award__supplier_id", "award__told_at", "award__contract__signed_at")
    return {key: rest for key, *rest in rows.values_list("pk", *facts)}


def _of_award(bond: BidBond, awarded: tuple | None) -> Cause | None:
    if awarded is None:
        return None
    chosen, told_at, signed_at = awarded
    if bond.supplier_id == chosen:
        return _cause(RefundCause.CONTRACT, signed_at)
    return _cause(RefundCause.NOT_CHOSEN, told_at)


def _selected(package_ids: set[int]) -> dict[int, datetime]:
    """When the first phase of a framework agreement had its result."""
    rows = FrameworkSelection.objects.filter(package__in=package_ids, published_at__isnull=False)
    return dict(rows.values_list("package_id", "published_at"))


def _signed(package_ids: set[int]) -> dict[tuple[int, int], date | None]:
    """When each supplier of an agreement signed it; None for who has not signed yet."""
    rows = FrameworkMember.objects.filter(package__in=package_ids)
    facts = rows.values_list("package_id", "supplier_id", "signed_on")
    return {(package_id, supplier_id): signed_on for package_id, supplier_id, signed_on in facts}


def _of_agreement(
    bond: BidBond, out: datetime | None, signed: dict[tuple[int, int], date | None]
) -> Cause | None:
    """Who was admitted has it back once the agreement is signed, the others once the result is out."""
    key = (bond.package_id, bond.supplier_id)
    if out is None or key not in signed:
        return _cause(RefundCause.NOT_CHOSEN, out)
    return Cause(RefundCause.CONTRACT, signed[key]) if signed[key] else None


def _cause(code: str, at) -> Cause | None:
    return Cause(code, local_date(at)) if at else None
