"""Reads of suspensions."""

from datetime import date

from django.db.models import Q, QuerySet

from portal.kernel.errors import Refusal
from procurement.projects.suspension import rules
from procurement.projects.suspension.models import PackageSuspension
from procurement.projects.suspension.rules import Standing


def in_force(package_id: int, *, on: date) -> QuerySet[PackageSuspension]:
    """The suspensions of a package that hold on a day: the last day of one still counts."""
    rows = PackageSuspension.objects.filter(package_id=package_id, ended_at__isnull=True)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=on))


def refusals(package_id: int, act: str, *, on: date) -> list[Refusal]:
    """Why an act on a package has to wait."""
    rows = in_force(package_id, on=on).order_by("since", "pk")
    return rules.refusals([Standing(row.cause, row.reference, row.until) for row in rows], act)


def of_project(project_id: int) -> QuerySet[PackageSuspension]:
    """Every suspension of a purchase, oldest first."""
    rows = PackageSuspension.objects.filter(package__project_id=project_id)
    return rows.select_related("package").order_by("since", "pk")
