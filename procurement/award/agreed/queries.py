"""Reads and locks of single sources."""

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement import methods
from procurement.award import queries as awards
from procurement.award.agreed.models import SourceTalks
from procurement.award.agreed.rules import Frame
from procurement.award.choices import AwardOrigin
from procurement.award.models import Award
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans

AGREED_METHODS = tuple(method.code for method in methods.all() if method.evaluation == "negotiated")
OPEN = (PackageStatus.OPENED, PackageStatus.REVIEWED)


def is_agreed(project: ProcurementProject) -> bool:
    """Whether the price of a purchase is agreed with its only supplier, here and not elsewhere."""
    return project.method in AGREED_METHODS and not project.is_direct


def visible_to(actor: Actor | None) -> QuerySet[Package]:
    """Packages of single sources of the projects that a capacity sees; for those who read awards."""
    if actor is None or not actor.has_role(*awards.READERS):
        return Package.objects.none()
    seen = projects.visible_to(actor).filter(method__in=AGREED_METHODS, is_elsewhere=False)
    found = Package.objects.filter(project__in=seen.values("pk"), moved_at__isnull=True)
    return found.select_related("project__purchaser__budget_division", "project__agency_mandate")


def waiting(actor: Actor) -> QuerySet[Package]:
    """Packages whose response is open and whose talks are not on record, for who conducts them."""
    conducted = projects.organised_by(actor).values("pk")
    found = visible_to(actor).filter(project__in=conducted, status=PackageStatus.OPENED, award__isnull=True)
    return found.order_by("pk")


def award_of(package: Package) -> Award | None:
    """The award of a package; None before its talks are on record."""
    found = Award.objects.filter(package=package, origin=AwardOrigin.AGREED)
    return found.select_related("supplier", "prepared_by", "approved_by").first()


def award_for_update(package: Package) -> Award | None:
    """The same, locked until the transaction ends; the caller holds the package."""
    return Award.objects.select_for_update(of=("self",)).filter(package=package).first()


def talks_of(award: Award | None) -> SourceTalks | None:
    """The record of the talks; None while there is none."""
    return SourceTalks.objects.filter(award=award).select_related("supplier", "paper").first()


def opened_of(package: Package) -> OpenedSubmission | None:
    """The response of the only supplier, once it is open."""
    found = OpenedSubmission.objects.filter(
        session__package=package, session__kind=SubmissionKind.RESPONSE, status=UnlockStatus.OPENED
    )
    return found.select_related("session__package", "submission__supplier").order_by("pk").first()


def frame_of(package: Package, opened: OpenedSubmission, *, at) -> Frame:
    """What a record of talks is held against at a moment."""
    plan = plans.row_of(package.project)
    return Frame(
        opened_on=local_date(opened.unlocked_at),
        today=local_date(at),
        ceiling=package.ceiling_amount,
        had_publicity=plan is not None and plan.shown_since is not None,
    )


def readable_talks(actor: Actor | None) -> QuerySet[SourceTalks]:
    """Records whose paper a capacity may read: it names who talked, so only once the result is out.

    Who conducts the purchase reads it from the beginning.
    """
    seen = SourceTalks.objects.filter(award__package__in=visible_to(actor).values("pk"))
    return seen.select_related("paper", "award__package__project__agency_mandate")


def may_read(talks: SourceTalks, actor: Actor) -> bool:
    """Whether this capacity may read a record now."""
    return talks.award.told_at is not None or notices.conducts(actor, talks.award.package.project)
