"""Reads and locks of future commitments."""

from decimal import Decimal

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from procurement.budget import queries as budget
from procurement.budget.models import BudgetLine
from procurement.budget.years.choices import FutureStatus
from procurement.budget.years.models import FutureCommitment
from procurement.budget.years.rules import Chosen


def planned(number: str) -> dict[int, Decimal]:
    """What a project plans for each later year."""
    rows = FutureCommitment.objects.filter(reference=number, status=FutureStatus.PLANNED)
    return dict(rows.order_by("fiscal_year").values_list("fiscal_year", "amount"))


def of_contract(number: str) -> QuerySet[FutureCommitment]:
    """The later years of a contract."""
    return FutureCommitment.objects.filter(reference=number).select_related("line").order_by("fiscal_year")


def visible_to(actor: Actor | None) -> QuerySet[FutureCommitment]:
    """The later years of contracts of the bodies whose lines a capacity sees."""
    rows = FutureCommitment.objects.exclude(status=FutureStatus.PLANNED)
    rows = rows.select_related("body", "line", "arranged_by", "confirmed_by")
    return budget.within_reach(rows, actor)


def commitment_for_update(pk: int) -> FutureCommitment:
    """One future commitment, locked until the transaction ends."""
    return FutureCommitment.objects.select_for_update(of=("self",)).select_related("body").get(pk=pk)


def chosen(line: BudgetLine, commitment: FutureCommitment) -> Chosen:
    """A line as the rules judge it for a later year."""
    return Chosen(budget.standing_of(line), budget.balance_of(line), line.body_id == commitment.body_id)
