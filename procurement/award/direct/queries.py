"""Reads and locks of the short path."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal
from procurement.award import queries as awards
from procurement.award.direct import rules
from procurement.award.direct.models import MallOrder, MovedPackage, Offer, OutsideEnd, OutsideResult
from procurement.award.models import Award
from procurement.bidding.choices import SubmissionKind
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.decisions import queries as decisions
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.models import DecisionMinutes
from procurement.projects.models import Package, ProcurementProject
from procurement.routing.figures import Parameter
from procurement.routing.options import EMALL, SELF_PROCUREMENT

IN_WORK = (PackageStatus.PLANNED, PackageStatus.OPENED, PackageStatus.DECIDED)


def visible_to(actor: Actor | None) -> QuerySet[Package]:
    """Packages on the short path of the projects that a capacity sees; for those who read awards."""
    if actor is None or not actor.has_role(*awards.READERS):
        return Package.objects.none()
    found = Package.objects.filter(project__in=projects.visible_to(actor).values("pk"))
    return found.filter(_short()).select_related("project__purchaser__budget_division", "project__created_by")


def waiting(actor: Actor) -> QuerySet[Package]:
    """Packages of the own body's approved projects whose result is not published yet."""
    if not actor.has_role(*PURCHASER_ROLES):
        return Package.objects.none()
    mine = visible_to(actor).filter(project__purchaser_id=actor.body_id, status__in=IN_WORK)
    started = (ProjectStatus.APPROVED, ProjectStatus.ANNOUNCED)
    return mine.filter(project__status__in=started).select_related("project", "award")


def _short() -> Q:
    own = Q(project__is_elsewhere=True) | Q(project__method=SELF_PROCUREMENT)
    return own | Q(moved_at__isnull=False)


def award_of(package: Package) -> Award | None:
    """The award of a package; None before its first step."""
    found = Award.objects.filter(package=package)
    return found.select_related("supplier", "prepared_by", "approved_by").first()


def award_for_update(package: Package) -> Award | None:
    """The same, locked until the transaction ends; the caller holds the package."""
    return Award.objects.select_for_update(of=("self",)).filter(package=package).first()


def offers_of(award: Award | None) -> QuerySet[Offer]:
    """What was offered, the lowest first; not what was struck."""
    return Offer.objects.filter(award=award, struck_because="").select_related("supplier", "paper")


def struck_of(award: Award | None) -> QuerySet[Offer]:
    """What was entered by mistake."""
    return Offer.objects.filter(award=award).exclude(struck_because="").select_related("paper")


def amounts_of(award: Award) -> dict[int, Decimal]:
    """The offers by their keys."""
    return dict(offers_of(award).values_list("pk", "amount"))


def least_offers(package: Package) -> Parameter:
    """How many offers are usual on the day whose law applies to the project."""
    return awards.law_of(package, rules.OFFERS)


def minutes_of(project: ProcurementProject) -> QuerySet[DecisionMinutes]:
    """The minutes of the meetings about the award."""
    return decisions.minutes_of(project).filter(step=DecisionStep.AWARD)


def paper_refusals(award: Award, *, on: date, offered_on: date) -> list[Refusal]:
    """Why a proposal has to wait for the minutes of the meeting that compared the offers."""
    says, project = _("最后一家报价"), award.package.project
    return decisions.due_refusals(project, DecisionStep.AWARD, on=on, since=offered_on, since_says=says)


def moved_refusals(award: Award, *, on: date, decided_on: date) -> list[Refusal]:
    """Why the result of a purchase called here has to wait: a meeting decides on it, reviewed here or not."""
    says, project = _("其他平台的结果"), award.package.project
    return decisions.due_refusals(project, DecisionStep.AWARD, on=on, since=decided_on, since_says=says)


def move_of(package: Package) -> MovedPackage | None:
    """How the package came to another platform after its opening; None where it did not."""
    return MovedPackage.objects.filter(package=package).select_related("paper", "by").first()


def readable_moves(actor: Actor | None) -> QuerySet[MovedPackage]:
    """The papers of such moves, for those who see the packages."""
    mine = visible_to(actor).values("pk")
    return MovedPackage.objects.filter(package__in=mine).select_related("paper")


def responded(package: Package, supplier_id: int) -> bool:
    """Whether the response of a supplier was opened here."""
    opened = OpenedSubmission.objects.filter(
        session__package=package, session__kind=SubmissionKind.RESPONSE, status=UnlockStatus.OPENED
    )
    return opened.filter(submission__supplier_id=supplier_id).exists()


def is_elsewhere(package: Package) -> bool:
    """Whether another platform decides: from the beginning, or from the opening on."""
    return package.project.is_elsewhere or package.moved_at is not None


def is_on_the_mall(package: Package) -> bool:
    """Whether the purchase is an order of the e-mall, not a procedure that moved there."""
    return package.project.method == EMALL and package.moved_at is None


def counts_elsewhere(package: Package) -> bool:
    """Whether another platform conducts a whole procedure and counts who takes part; the e-mall does not."""
    return is_elsewhere(package) and not is_on_the_mall(package)


def end_of(award: Award | None) -> OutsideEnd | None:
    """By what another platform ended it; None where nothing was kept."""
    return OutsideEnd.objects.filter(award=award).select_related("paper").first()


def readable_ends(actor: Actor | None) -> QuerySet[OutsideEnd]:
    """The papers of such ends, for those who see the packages."""
    mine = visible_to(actor).values("pk")
    return OutsideEnd.objects.filter(award__package__in=mine).select_related("paper")


def mall_order(award: Award | None) -> MallOrder | None:
    """How the order of the e-mall came about; None for other results, and for those entered before this."""
    return MallOrder.objects.filter(award=award).first()


def outside_result(award: Award | None) -> OutsideResult | None:
    """What another platform decided; None while it is not entered."""
    return OutsideResult.objects.filter(award=award).select_related("paper").first()


def readable_offers(actor: Actor | None) -> QuerySet[Offer]:
    """Offers of the packages that a capacity sees."""
    return Offer.objects.filter(award__package__in=visible_to(actor).values("pk")).select_related("paper")


def readable_results(actor: Actor | None) -> QuerySet[OutsideResult]:
    """Results from elsewhere of the packages that a capacity sees."""
    mine = visible_to(actor).values("pk")
    return OutsideResult.objects.filter(award__package__in=mine).select_related("paper")
