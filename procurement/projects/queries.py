"""Reads and locks of projects."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from catalog.editions import queries as catalogue
from catalog.editions.models import CatalogueItem
from orgs.bodies.models import Body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, Role
from orgs.people.models import AgencyMandate
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal
from portal.kernel.money import ZERO, format_amount
from procurement.budget.models import BudgetLine
from procurement.budget.queries import balance_of, origins, still_taken
from procurement.budget.rules import Share
from procurement.budget.years import queries as years
from procurement.budget.years import rules as years_rules
from procurement.methods import METHODS
from procurement.projects import rules, yearly
from procurement.projects.choices import ProjectStatus
from procurement.projects.joint.models import JointUnit
from procurement.projects.meter import Meter
from procurement.projects.models import Package, ProcurementProject, RouteDecision
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.rules import MethodChoice, PackageFacts, Submission
from procurement.review.choices import SchemeStatus
from procurement.review.models import CriteriaScheme
from procurement.routing import options
from procurement.routing.figures import OPEN_TENDER_FIGURE, SPLIT_WARNING
from procurement.routing.queries import parameter, parameters, route_for
from procurement.routing.rules import Route
from procurement.routing.splitting import judge_splitting

SHORT_PATH = Q(is_elsewhere=True) | Q(method=options.SELF_PROCUREMENT)
READERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def visible_to(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The projects that a capacity may see in the workbench: the own body's, its agency's, its supervisor's.

    Finance sees projects of bodies at its own budget level; suppliers, experts and visitors none here.
    """
    projects = ProcurementProject.objects.select_related("purchaser", "catalogue_item")
    if actor is None or actor.body_id is None:
        return projects.none()
    reach = Q(pk__in=[])
    if actor.has_role(*PURCHASER_ROLES):
        reach |= Q(purchaser_id=actor.body_id)
    if actor.has_role(Role.AGENCY_HANDLER):
        reach |= Q(agency_mandate__agency_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        reach |= Q(purchaser__supervising_body_id=actor.body_id)
    if actor.has_role(Role.FINANCE):
        reach |= Q(purchaser__budget_division__pk=division_of(actor.body_id))
    if actor.has_role(Role.AUDITOR):
        reach |= Q(pk__isnull=False)
    return projects.filter(reach)


def with_amounts(projects: QuerySet[ProcurementProject]) -> QuerySet[ProcurementProject]:
    """The projects, each with the sum of its packages as `total_amount`."""
    sums = Package.objects.filter(project=OuterRef("pk")).values("project").values_list(Sum("budget_amount"))
    return projects.annotate(total_amount=Subquery(sums))


def through_notice(projects: QuerySet[ProcurementProject]) -> QuerySet[ProcurementProject]:
    """Those that go through a notice here, not the short path."""
    return projects.exclude(SHORT_PATH)


def division_of(body_id: int) -> QuerySet[Body]:
    """The budget division of a body, as a subquery of one value."""
    return Body.objects.filter(pk=body_id).values("budget_division_id")[:1]


def organised_by(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The projects that this capacity conducts: as the purchaser's handler or its mandated agency."""
    if actor is None or not actor.has_role(*ORGANISER_ROLES):
        return ProcurementProject.objects.none()
    return visible_to(actor).filter(
        Q(purchaser_id=actor.body_id) | Q(agency_mandate__agency_id=actor.body_id)
    )


def project_for_update(project_id: int) -> ProcurementProject:
    """The project row, locked until the transaction ends."""
    return (
        ProcurementProject.objects.select_for_update(of=("self",))
        .select_related("purchaser")
        .get(pk=project_id)
    )


def package_for_update(package_id: int) -> Package:
    """The package row, locked against every other verb."""
    return (
        Package.objects.select_for_update(of=("self",))
        .select_related("project__purchaser")
        .get(pk=package_id)
    )


def project_id_of(package_id: int) -> int:
    """The project of a package, so that the project can be locked before it."""
    return Package.objects.values_list("project_id", flat=True).get(pk=package_id)


def purchaser_of(actor: Actor) -> Body:
    """The acting body as a purchaser; NotPermitted when it may not purchase or has no budget level."""
    body = Body.objects.select_related("budget_division").get(pk=actor.body_id)
    if not body.may_purchase or body.budget_division is None:
        raise NotPermitted(_("本单位不是购买主体，或者没有登记预算级次。"))
    return body


def mandates_of(purchaser: Body, *, on: date) -> QuerySet[AgencyMandate]:
    """The written mandates to agencies that are in force on a day."""
    mandates = AgencyMandate.objects.filter(purchaser=purchaser, starts_on__lte=on, ends_on__gte=on)
    return mandates.select_related("agency").order_by("pk")


def schemes_for(project: ProcurementProject) -> QuerySet[CriteriaScheme]:
    """The criteria schemes that a project may use: those of its purchaser and of its mandated agency.

    Once a method is chosen, those that were written for it.
    """
    bodies = [project.purchaser_id]
    if project.agency_mandate_id:
        bodies.append(project.agency_mandate.agency_id)
    found = CriteriaScheme.objects.filter(body_id__in=bodies, status=SchemeStatus.DRAFT)
    return found.filter(method=project.method) if project.method in METHODS else found


def lines_for(project: ProcurementProject) -> QuerySet[BudgetLine]:
    """The budget lines that may carry a project: the purchaser's, and of the units that it purchases for."""
    units = JointUnit.objects.filter(project=project).values("body_id")
    lines = BudgetLine.objects.filter(Q(body_id=project.purchaser_id) | Q(body_id__in=units))
    return lines.filter(fiscal_year=project.fiscal_year).select_related("body").order_by("code", "pk")


def usable_lines(project: ProcurementProject) -> set[int]:
    """Their ids."""
    return set(lines_for(project).values_list("pk", flat=True))


def amount_of(project: ProcurementProject) -> Decimal:
    """The project's amount: the sum of its packages."""
    return rules.amount_of(packages_of(project))


def packages_of(project: ProcurementProject) -> list[PackageFacts]:
    """The packages as the rules know them, in their order."""
    return [
        PackageFacts(package.title, package.content, package.budget_amount, package.ceiling_amount)
        for package in project.packages.all()
    ]


def shares_of(project: ProcurementProject) -> list[Share]:
    """Which lines carry the project, in their order."""
    return [Share(fund.line_id, fund.amount) for fund in project.funds.all()]


def plan_refusals(project: ProcurementProject, later: Mapping[int, Decimal], *, on: date) -> list[Refusal]:
    """Whether later years lie within the longest term that a contract may have."""
    if not later:
        return []
    most = most_years(project, on=on)
    return years_rules.plan_refusals(later, fiscal_year=project.fiscal_year, most_years=most)


def most_years(project: ProcurementProject, *, on: date) -> int:
    """How many years a contract may last at most (Order 102, art. 24)."""
    return int(parameter("contract_years_max", on=on, region_code=project.purchaser.budget_division_id))


def first_year_of(package: Package, part: Decimal) -> Decimal:
    """What of a part of a package the project's own lines carry; later years carry the rest.

    Never more than the project arranged, whatever is rounded.
    """
    project = package.project
    later = years.planned(project.number)
    if not later:
        return part
    whole = amount_of(project)
    share = years_rules.first_year(part, whole=whole, later=later)
    held = sum((share.amount for share in shares_of(project)), ZERO)
    return min(share, held)


def in_fund_order(project: ProcurementProject, shares: Iterable[Share]) -> list[Share]:
    """Shares in the order in which the project arranged its funds."""
    held = list(shares)
    first = origins(share.line_id for share in held)
    order = {fund.line_id: place for place, fund in enumerate(project.funds.all())}
    return sorted(
        (share for share in held if first[share.line_id] in order),
        key=lambda share: (order[first[share.line_id]], share.line_id),
    )


def route_of(project: ProcurementProject, *, on: date) -> Route:
    """The route decision for a project by the law of a day."""
    amount = amount_of(project)
    return route_for(
        amount=amount,
        on=on,
        region_code=project.purchaser.budget_division_id,
        year=yearly.year_of(project, amount=amount),
        approved_method=approved_method(project),
        may_collect=Body.objects.filter(supervising_body=project.purchaser_id).exists(),
        item=project.catalogue_item.code,
    )


def approved_method(project: ProcurementProject) -> str:
    """The chosen method where the superior consented to it and the finance department approved it."""
    if not project.method:
        return ""
    kinds = project.method_approvals.filter(method=project.method).values_list("kind", flat=True)
    return project.method if set(kinds) >= set(ApprovalKind.values) else ""


def meter_of(
    project: ProcurementProject,
    *,
    on: date,
    amount: Decimal | None = None,
    parts: Mapping[str, Decimal] | None = None,
) -> Meter | None:
    """The year's total of the project's item against the figure of a day; None where open tender is due.

    `amount` and `parts` are what is being typed; see `yearly.year_of`.
    """
    whole = amount_of(project) if amount is None else amount
    figures = parameters(
        [OPEN_TENDER_FIGURE, SPLIT_WARNING], on=on, region_code=project.purchaser.budget_division_id
    )
    figure, warning = figures[OPEN_TENDER_FIGURE], figures[SPLIT_WARNING]
    if not 0 < whole < figure.value:
        return None
    year, is_approved = yearly.year_of(project, amount=whole, parts=parts), bool(approved_method(project))
    judged = judge_splitting(year=year, figure=figure, warning_ratio=warning, is_approved=is_approved)
    return Meter(
        year=year,
        figure=figure.value,
        ratio=warning.value,
        is_to_be_confirmed=warning.is_to_be_confirmed,
        refusal=judged.refusal if project.method != options.OPEN_TENDER else None,
    )


def submission_of(project: ProcurementProject, *, on: date) -> Submission:
    """A project as the rules judge it before it is submitted or approved."""
    funds = project.funds.select_related("line")
    item = project.catalogue_item
    is_in_force = item.edition.is_in_force_on(on)
    return Submission(
        packages=packages_of(project),
        funds=[(balance_of(fund.line), fund.amount) for fund in funds],
        choice=MethodChoice(project.method, project.is_elsewhere, project.method_reason),
        route=route_of(project, on=on),
        expired_item="" if is_in_force else item.name,
        successors=() if is_in_force else catalogue.successors_on(item, on=on),
        later=sum(years.planned(project.number).values(), ZERO),
    )


def taken_by(number: str) -> dict[int, Decimal]:
    """What a project holds, has contracted or has paid on each line that it arranged.

    What was carried over to a later year counts for the line from which it came.
    """
    shares = still_taken(number)
    first = origins(share.line_id for share in shares)
    taken: dict[int, Decimal] = {}
    for share in shares:
        taken[first[share.line_id]] = taken.get(first[share.line_id], ZERO) + share.amount
    return taken


def search_items(words: str, *, on: date, limit: int = 12) -> list[CatalogueItem]:
    """Items in force on a day whose name holds the words, or whose code or initials begin with them."""
    if not words:
        return []
    found = catalogue.purchasable(on=on).filter(
        Q(name__icontains=words) | Q(code__icontains=words) | Q(pinyin_initials__istartswith=words)
    )
    return list(found.order_by("code")[:limit])


def is_statutory(project: ProcurementProject, *, on: date | None = None) -> bool:
    """Whether the law asks for the chosen method; below the threshold one is chosen of free will.

    By the last decision that was kept: of the submission, later of the publication. Another day, on which
    a notice is expected to come out, is decided anew. Orders on the e-mall and self-procurement are none of
    the law's methods.
    """
    if project.method in options.SMALL_ROUTES:
        return False
    decision = project.route_decisions.first()
    if on and decision and decision.decided_on != on:
        option = route_of(project, on=on).option(project.method)
        return option is None or not option.is_voluntary
    lawful = decision.explanation["lawful"] if decision else []
    return not any(o["method"] == project.method and o.get("is_voluntary") for o in lawful)


def basis_for(project: ProcurementProject, basis: str) -> str:
    """By what a term runs: the law's article, or below the threshold the purchaser's own rules."""
    return basis if is_statutory(project) else str(rules.OWN_RULES)


def submission_decision(project: ProcurementProject) -> RouteDecision | None:
    """The route decision of the last submission, which its reviewers judged; None before the first."""
    return project.route_decisions.filter(on_publication=False).first()


def law_day(project: ProcurementProject, *, today: date) -> date:
    """Whose law a notice follows: that of its publication, which is today at the earliest."""
    is_out = project.status in (ProjectStatus.ANNOUNCED, ProjectStatus.TERMINATED)
    return project.decided_on if is_out and project.decided_on else today


def method_name(project: ProcurementProject) -> str:
    """The chosen method in words, and where it is conducted if not here; empty while none is chosen."""
    name = options.name_of(project.method) if project.method else ""
    return _("%(name)s（在其他平台办理）") % {"name": name} if project.is_elsewhere else name


def in_yuan(amount: Decimal) -> str:
    """An amount with its unit."""
    return _("%(amount)s 元") % {"amount": format_amount(amount)}
