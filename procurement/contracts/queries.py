"""Reads and locks of contracts."""

from decimal import Decimal

from django.db.models import F, Q, QuerySet

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.budget.queries import origins, still_committed
from procurement.budget.rules import Share
from procurement.budget.years import queries as years
from procurement.budget.years.rules import divided
from procurement.contracts.models import Contract
from procurement.contracts.rules import TermLaw, spread
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import FundAllocation, ProcurementProject
from procurement.routing import queries as routing

READERS = projects.READERS


def visible_to(actor: Actor | None) -> QuerySet[Contract]:
    """The contracts that a capacity may see: those of its projects, or its own as a supplier."""
    contracts = Contract.objects.select_related("award__package__project__purchaser", "supplier")
    if actor is None:
        return contracts.none()
    reach = Q(pk__in=[])
    if actor.has_role(*READERS):
        reach |= Q(award__package__project__in=projects.visible_to(actor))
    if actor.has_role(*SUPPLIER_ROLES):
        reach |= Q(supplier_id=actor.body_id) & ~Q(status="draft")
    return contracts.filter(reach)


def of_party(actor: Actor | None) -> QuerySet[Contract]:
    """The contracts to which the acting body is itself a party."""
    if actor is None:
        return Contract.objects.none()
    is_party = Q(supplier_id=actor.body_id) | Q(award__package__project__purchaser_id=actor.body_id)
    return visible_to(actor).filter(is_party)


def of_project(project: ProcurementProject) -> QuerySet[Contract]:
    """The contracts of a project's packages, in their order."""
    contracts = Contract.objects.filter(award__package__project=project)
    return contracts.select_related("award__package__project__purchaser").order_by("award__package__index")


def awards_without_contract(actor: Actor | None) -> QuerySet[Award]:
    """Published awards of one's own purchases that still need a contract."""
    replaced = Q(contract__signed_at=None) & ~Q(contract__supplier=F("supplier"))
    awards = Award.objects.filter(Q(contract=None) | replaced, status=AwardStatus.PUBLISHED)
    awards = awards.exclude(package__status=PackageStatus.TERMINATED)
    mine = projects.visible_to(actor).filter(purchaser_id=actor.body_id if actor else None)
    awards = awards.filter(package__project__in=mine)
    return awards.select_related("package__project__purchaser", "supplier")


def standing_contracts(award: Award) -> QuerySet[Contract]:
    """The contract of an award, unless it is an unsigned text for a supplier that fell out."""
    replaced = Q(signed_at=None) & ~Q(supplier_id=award.supplier_id)
    return Contract.objects.filter(award=award).exclude(replaced)


def contract_for_update(contract_id: int) -> Contract:
    """The contract row, locked until the transaction ends."""
    contracts = Contract.objects.select_for_update(of=("self",))
    return contracts.select_related("award__package__project__purchaser", "supplier").get(pk=contract_id)


def award_for_update(award_id: int) -> Award:
    """The award row, locked until the transaction ends."""
    awards = Award.objects.select_for_update(of=("self",))
    return awards.select_related("package__project__purchaser", "supplier").get(pk=award_id)


def term_law(award: Award) -> TermLaw:
    """What limits the term, by the law of the project's own day."""
    project = award.package.project
    normal = routing.parameter("contract_years_normal", on=project.decided_on, region_code=region_of(award))
    return TermLaw(normal_years=normal.value, announced_months=project.term_months, basis=normal.basis)


def days(code: str, award: Award) -> int:
    """A period of the law in days, by the project's own day."""
    found = routing.parameter(code, on=award.package.project.decided_on, region_code=region_of(award))
    return int(found.value)


def region_of(award: Award) -> str:
    """The purchaser's budget level."""
    return award.package.project.purchaser.budget_division_id


def fund_shares(award: Award) -> tuple[list[Share], list[Share]]:
    """Which committed money becomes the contract, and which is spared, by budget line."""
    package = award.package
    held = projects.in_fund_order(package.project, still_committed(package.project.number))
    budgeted = projects.first_year_of(package, package.budget_amount)
    of_package = spread(budgeted, [(share.line_id, share.amount) for share in held])
    contracted = spread(over_years(award)[0], of_package)
    used = dict(contracted)
    spared = [(line, amount - used.get(line, Decimal(0))) for line, amount in of_package]
    return (
        [Share(line, amount) for line, amount in contracted],
        [Share(line, amount) for line, amount in spared if amount > 0],
    )


def over_years(award: Award) -> tuple[Decimal, dict[int, Decimal]]:
    """What of a contract its first year carries and what later years do, as its project divides itself."""
    project = award.package.project
    most = projects.first_year_of(award.package, award.package.budget_amount)
    whole, later = projects.amount_of(project), years.planned(project.number)
    return divided(award.amount, whole=whole, later=later, most=most)


def allocation_of(award: Award, line_id: int) -> FundAllocation:
    """The project's allocation on a line, or on the line from which this one was carried over."""
    return FundAllocation.objects.get(project=award.package.project, line_id=origins([line_id])[line_id])


def is_own(award: Award) -> bool:
    """Whether the unit's own rules govern a purchase: the e-mall, self-procurement, a method of free will."""
    return not projects.is_statutory(award.package.project)


def package_id_of(contract_id: int) -> int:
    """The package of a contract, read before the locks are taken in the order project, package, contract."""
    return Contract.objects.values_list("award__package_id", flat=True).get(pk=contract_id)


def project_id_of(contract_id: int) -> int:
    """The project of a contract."""
    return Contract.objects.values_list("award__package__project_id", flat=True).get(pk=contract_id)
