"""Reads of reports, and the signed contracts that they count."""

from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from evaluation.reports import rules
from evaluation.reports.models import MonthlyReport
from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import Refused
from procurement import methods
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.routing import queries as routing
from procurement.routing.choices import source

READERS = frozenset({Role.AUDITOR, Role.SUPERVISOR, Role.OPERATOR, Role.PURCHASER_LEADER})
MAKERS = frozenset({Role.OPERATOR, Role.SUPERVISOR})
IN_FORCE = (ContractStatus.SIGNED, ContractStatus.PUBLISHED)
TARGET = "so_share_target"


def signed_contracts() -> QuerySet[Contract]:
    """Signed contracts with `region`: the purchaser's budget level, a city with its counties, "43" alone."""
    budget_level = F("award__package__project__purchaser__budget_division_id")
    return Contract.objects.filter(status__in=IN_FORCE).annotate(region=Substr(budget_level, 1, 4))


def report_for_update(month: date) -> MonthlyReport | None:
    """The report of a month, locked until the transaction ends."""
    return MonthlyReport.objects.select_for_update().filter(month=month).first()


def month_figures(month: date) -> rules.Figures:
    """The figures of a month, by the day of signing in Hunan. Three queries."""
    return rules.figures_of(
        month,
        [deal_of(contract) for contract in signed_in(month)],
        places=places(),
        methods={method.code: str(method.name) for method in methods.all()},
        target=target_on(rules.next_month(month)),
    )


def signed_in(month: date) -> QuerySet[Contract]:
    """The contracts signed in a month, in the order of signing."""
    contracts = signed_contracts().filter(
        signed_at__gte=at_local(month), signed_at__lt=at_local(rules.next_month(month))
    )
    path = "award__package__project"
    related = (f"{path}__purchaser", f"{path}__catalogue_item", "supplier")
    return contracts.select_related(*related).order_by("signed_at", "pk")


def deal_of(contract: Contract) -> rules.Deal:
    """A contract as the report counts it."""
    project = contract.award.package.project
    return rules.Deal(
        number=contract.number,
        title=project.title,
        purchaser=project.purchaser.name,
        supplier=contract.supplier.name,
        is_social=contract.supplier.kind == BodyKind.SOCIAL_ORGANISATION,
        region=contract.region or "",
        item=project.catalogue_item.code,
        item_name=project.catalogue_item.name,
        method=project.method,
        amount=contract.amount,
        signed_on=local_date(contract.signed_at),
    )


def places() -> dict[str, str]:
    """The province itself and its cities, by code."""
    levels = [DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE]
    divisions = Division.objects.filter(level__in=levels, ended_on=None).order_by("code")
    return {
        division.code: division.name if division.level == DivisionLevel.PREFECTURE else _("省本级")
        for division in divisions
    }


def target_on(day: date) -> rules.Target | None:
    """The indicator of the share on a day; None where the portal has no such number."""
    try:
        found = routing.parameter(TARGET, on=day)
    except Refused:
        return None
    return rules.Target(
        name=found.name,
        says=found.says(),
        percent=found.value * 100,
        basis=source(found.legal_basis, found.confidence),
        is_to_be_confirmed=found.is_to_be_confirmed,
    )
