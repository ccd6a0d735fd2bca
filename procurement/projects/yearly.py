"""What a purchaser buys of the same item under one budget project in a year (Regulation, art. 28)."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from catalog.editions import queries as catalogue
from portal.kernel.money import ZERO, round_half_up
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import FundAllocation, Package, ProcurementProject
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.plans.models import MethodApproval
from procurement.routing.options import OPEN_TENDER
from procurement.routing.splitting import Other, YearOfItem

COUNTING = (ProjectStatus.SUBMITTED, ProjectStatus.APPROVED, ProjectStatus.ANNOUNCED)


def year_of(
    project: ProcurementProject, *, amount: Decimal, parts: Mapping[str, Decimal] | None = None
) -> YearOfItem:
    """The fullest of the budget projects that carry a project, with the other purchases under it.

    `parts` says what each budget project (by its code) is to carry, where that is being typed. Of a project
    that several carry, only the part of each counts there. While nothing is arranged, every budget project
    under which the item was bought is looked at, as if it carried the whole.
    """
    given = arranged(project) if parts is None else {code: part for code, part in parts.items() if part}
    others, titles = others_of(project, codes=set(given))
    whole = sum(given.values(), ZERO)
    mine = {code: round_half_up(amount * part / whole, 2) for code, part in given.items()}
    years = [
        YearOfItem(
            mine=mine.get(code, amount),
            others=tuple(others.get(code, ())),
            code=code,
            title=titles.get(code, ""),
            is_arranged=bool(given),
        )
        for code in (mine or others)
    ]
    return max(years, key=lambda year: year.total, default=YearOfItem(amount, is_arranged=False))


def arranged(project: ProcurementProject) -> dict[str, Decimal]:
    """What each budget project is to carry, by its code."""
    sums = project.funds.order_by().values_list("line__code").annotate(sum=Sum("amount"))
    return dict(sums)


def others_of(
    project: ProcurementProject, *, codes: set[str]
) -> tuple[dict[str, list[Other]], dict[str, str]]:
    """The other purchases of the item by budget project, the first first; and the budget projects' names.

    Submitted and later ones by other methods than open tender count, except where the finance department
    approved the method. A new edition of the catalogue in the middle of the year changes nothing: the item's
    successors count.
    """
    found: dict[str, list[Other]] = {}
    titles: dict[str, str] = {}
    for number, title, status, code, name, part, whole, alive in _rows(project, codes):
        amount = round_half_up((alive or ZERO) * part / whole, 2)
        if amount:
            url = reverse("site:purchase", args=[number])
            found.setdefault(code, []).append(Other(number, title, amount, ProjectStatus(status).label, url))
            titles[code] = name
    return found, titles


def _rows(project: ProcurementProject, codes: set[str]) -> QuerySet:
    """One row for each other purchase and budget project: what it carries there, of what, what is left."""
    mine = {"project": OuterRef("project")}
    whole = FundAllocation.objects.filter(**mine).order_by().values("project").values_list(Sum("amount"))
    packages = Package.objects.filter(**mine).exclude(status=PackageStatus.TERMINATED).order_by()
    alive = packages.values("project").values_list(Sum("budget_amount"))
    rows = FundAllocation.objects.filter(
        Q(line__code__in=codes) if codes else Q(),
        project__purchaser=project.purchaser_id,
        project__fiscal_year=project.fiscal_year,
        project__catalogue_item__in=catalogue.kin(project.catalogue_item_id),
        project__status__in=COUNTING,
    ).exclude(Q(project=project.pk) | Q(project__method=OPEN_TENDER) | Q(Exists(_approved())))
    facts = ("project__number", "project__title", "project__status", "line__code")
    sums = {"part": Sum("amount"), "whole": Subquery(whole), "alive": Subquery(alive)}
    found = rows.order_by("project_id", "line__code").values(*facts)
    return found.annotate(name=Max("line__title"), **sums).values_list(*facts, "name", *sums)


def _approved() -> QuerySet:
    """The finance department's approval of the method of an allocation's project."""
    return MethodApproval.objects.filter(
        project=OuterRef("project"), method=OuterRef("project__method"), kind=ApprovalKind.APPROVAL
    )
