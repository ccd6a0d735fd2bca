"""Writing the parts of a draft, for the verbs of workflow.py; the caller holds the project's lock."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from catalog.editions import queries as catalogue
from catalog.editions.models import CatalogueItem
from orgs.bodies.models import Body
from portal.kernel import numbers
from portal.kernel.errors import Refusal
from procurement.budget.rules import Share
from procurement.budget.years import workflow as years
from procurement.projects import queries, rules
from procurement.projects.models import FundAllocation, Package, ProcurementProject, RouteDecision
from procurement.projects.rules import PackageFacts, ProjectFacts
from procurement.routing import explaining
from procurement.routing.queries import parameter
from procurement.routing.rules import Route

MONTHS_A_YEAR = 12


def next_number(purchaser: Body, *, on: date) -> str:
    """The public number of a new project: budget level, year, running number."""
    scope = f"{purchaser.budget_division.gb_code}-{on.year}"
    return f"{scope}-{numbers.next_number(scope):04d}"


def normal_term(purchaser: Body, *, on: date) -> tuple[int, str]:
    """How many months a contract normally lasts at most, and the article (Order 102, art. 24)."""
    years = parameter("contract_years_normal", on=on, region_code=purchaser.budget_division_id)
    return int(years) * MONTHS_A_YEAR, years.basis


def longest_term(purchaser: Body, *, on: date) -> tuple[int, str]:
    """How many months a contract lasts at most where the conditions hold, and the article."""
    years = parameter("contract_years_max", on=on, region_code=purchaser.budget_division_id)
    return int(years) * MONTHS_A_YEAR, years.legal_basis


def term_hint(purchaser: Body, *, on: date) -> str:
    """What stands beside the field of the term."""
    normal, longest = normal_term(purchaser, on=on)[0], longest_term(purchaser, on=on)[0]
    return _("一般不超过 %(months)s 个月；四项条件和预算保障齐全的，最长 %(longest)s 个月。") % {
        "months": normal,
        "longest": longest,
    }


def facts_refusals(facts: ProjectFacts, *, purchaser: Body, on: date) -> list[Refusal]:
    """Refusals for the facts of a project: an item that may be purchased, a lawful term, a near year."""
    months, basis = longest_term(purchaser, on=on)
    refusals = rules.term_refusals(months=facts.term_months, allowed_months=months, basis=basis)
    if not catalogue.purchasable(on=on).filter(pk=facts.catalogue_item_id).exists():
        refusals.append(
            Refusal(
                because=_("所选品目不在现行购买服务目录内。"),
                basis=rules.CATALOGUE_BASIS,
                remedy=_("请从现行目录中选择第三级品目或者部门目录品目。"),
                code="item_not_purchasable",
            )
        )
    mandate = facts.agency_mandate_id
    in_force = mandate is None or queries.mandates_of(purchaser, on=on).filter(pk=mandate).exists()
    refusals += rules.mandate_refusals(is_in_force=in_force)
    return refusals + rules.year_refusals(fiscal_year=facts.fiscal_year, this_year=on.year)


def write_facts(project: ProcurementProject, facts: ProjectFacts, *, at: datetime) -> None:
    """Put the facts on the project; a change of item or year makes the funds and method be chosen anew."""
    item = CatalogueItem.objects.select_related("general_item").get(pk=facts.catalogue_item_id)
    if project.pk and project.fiscal_year != facts.fiscal_year:
        project.funds.all().delete()
        years.plan(project.number, project.purchaser_id, {})
    project.title = facts.title
    project.catalogue_item = item
    project.content_kind = rules.content_kind_of((item.general_item or item).code)
    project.fiscal_year = facts.fiscal_year
    project.demand = facts.demand
    project.recipients = facts.recipients
    project.service_area = facts.service_area
    project.term_months = facts.term_months
    project.agency_mandate_id = facts.agency_mandate_id
    project.updated_at = at
    project.save()


def write_packages(project: ProcurementProject, packages: Sequence[PackageFacts], *, at: datetime) -> None:
    """Rewrite the packages by their order; one keeps its row, and its scheme, while its place exists."""
    kept = {package.index: package for package in project.packages.all()}
    for index, facts in enumerate(packages, start=1):
        package = kept.pop(index, None) or Package(
            project=project, index=index, number=f"{project.number}-{index}"
        )
        package.title = facts.title
        package.content = facts.content
        package.budget_amount = facts.budget_amount
        package.ceiling_amount = facts.ceiling_amount
        package.save()
    Package.objects.filter(pk__in=[package.pk for package in kept.values()]).delete()
    project.method, project.updated_at = "", at
    project.save(update_fields=["method", "updated_at"])


def write_funds(project: ProcurementProject, shares: Sequence[Share], *, at: datetime) -> None:
    """Rewrite which lines carry the project."""
    project.funds.all().delete()
    FundAllocation.objects.bulk_create(
        FundAllocation(project=project, line_id=share.line_id, order=order, amount=share.amount)
        for order, share in enumerate(shares, start=1)
    )
    project.updated_at = at
    project.save(update_fields=["updated_at"])


def keep_decision(
    project: ProcurementProject, route: Route, *, at: datetime, on_publication: bool = False
) -> RouteDecision:
    """Keep the route decision of a submission, or of the publication on another day, for ever."""
    return RouteDecision.objects.create(
        project=project,
        decided_on=project.decided_on,
        amount=route.amount,
        region_code=route.region_code,
        chosen_method=project.method,
        explanation=explaining.explain(route),
        on_publication=on_publication,
        at=at,
    )
