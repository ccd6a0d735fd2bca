"""Open commitments of a year, and the lists that decide about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from portal.kernel.actors import Actor
from procurement.budget import queries as budget
from procurement.budget.choices import Account, MovementKind
from procurement.budget.closing.choices import OPEN
from procurement.budget.closing.models import YearEndItem, YearEndList
from procurement.budget.closing.rules import Open, is_due
from procurement.budget.models import BudgetLine
from procurement.budget.years.choices import FutureStatus
from procurement.budget.years.models import FutureCommitment

AMOUNTS = ("committed", "contracted", "left")
LEFT = F("amount") - F("committed_amount") - F("contracted_amount") - F("spent_amount")


@dataclass(frozen=True)
class Undecided:
    """A body's year whose list is due: what is held, signed and not paid, and left, in yuan."""

    body_id: int
    body_name: str
    fiscal_year: int
    committed: Decimal
    contracted: Decimal
    left: Decimal


def visible_to(actor: Actor | None) -> QuerySet[YearEndList]:
    """The lists of the bodies whose lines a capacity sees."""
    lists = YearEndList.objects.select_related("body", "proposed_by", "decided_by")
    return budget.within_reach(lists, actor)


def list_for_update(list_id: int) -> YearEndList:
    """One list, locked until the transaction ends."""
    return YearEndList.objects.select_for_update(of=("self",)).select_related("body").get(pk=list_id)


def has_open_list(body_id: int, *, year: int) -> bool:
    """Whether a list of the year is not finished yet."""
    return YearEndList.objects.filter(body_id=body_id, fiscal_year=year, status__in=OPEN).exists()


def lines_of(body_id: int, *, year: int, on: date) -> QuerySet[BudgetLine]:
    """The lines of a body for a year on which something is open."""
    return with_something_open(BudgetLine.objects.filter(body_id=body_id, fiscal_year=year), on=on)


def with_something_open(lines: QuerySet[BudgetLine], *, on: date) -> QuerySet[BudgetLine]:
    """Lines of which something is held or not paid yet, or of an ended year and not used up."""
    taken = F("committed_amount") + F("contracted_amount")
    left = Q(fiscal_year__lt=on.year, amount__gt=F("spent_amount"))
    return lines.alias(taken=taken).filter(Q(taken__gt=0) | left).order_by("pk")


def undecided(actor: Actor | None, *, on: date) -> list[Undecided]:
    """The bodies and years, within a capacity's reach, whose list is due and not drawn up yet."""
    lines = budget.within_reach(BudgetLine.objects.all(), actor)
    last = on.year if is_due(on.year, on=on) else on.year - 1
    lists = YearEndList.objects.filter(
        body=OuterRef("body"), fiscal_year=OuterRef("fiscal_year"), status__in=OPEN
    )
    lines = with_something_open(lines.filter(fiscal_year__lte=last), on=on).exclude(Exists(lists))
    sums = lines.order_by("fiscal_year", "body__name", "body").values("fiscal_year", "body", "body__name")
    sums = sums.annotate(
        committed=Sum("committed_amount"), contracted=Sum("contracted_amount"), left=Sum(LEFT)
    )
    return [
        Undecided(row["body"], row["body__name"], row["fiscal_year"], *(row[name] for name in AMOUNTS))
        for row in sums
    ]


def open_on(line: BudgetLine, *, on: date) -> list[Open]:
    """What every purchase holds of a line and what every contract has still to be paid from it.

    Of a year that has ended also what nobody holds.
    """
    found = []
    if line.fiscal_year < on.year and line.available_amount > 0:
        found.append(Open(line.pk, "", Account.AVAILABLE, line.available_amount))
    for purchase in budget.purchases_of(line):
        if purchase.committed > 0:
            found.append(Open(line.pk, purchase.number, Account.COMMITTED, purchase.committed))
    for number in contracts_on(line):
        lying = {share.line_id: share.amount for share in budget.still_contracted(number)}
        if lying.get(line.pk, 0) > 0:
            found.append(Open(line.pk, number, Account.CONTRACTED, lying[line.pk]))
    return found


def contracts_on(line: BudgetLine) -> list[str]:
    """The numbers of the contracts whose money came to the line, by signing or carried over."""
    signed = Q(line=line, kind=MovementKind.CONTRACT)
    carried = Q(to_line=line, kind=MovementKind.CARRY, target=Account.CONTRACTED)
    movements = budget.movements_of(line).filter(signed | carried)
    return list(dict.fromkeys(movements.values_list("reference", flat=True)))


def open_on_lines(lines: Iterable[BudgetLine], *, on: date) -> list[Open]:
    """What is open on several lines."""
    return [one for line in lines for one in open_on(line, on=on)]


def settled_years(contracts: Iterable[str], *, year: int) -> list[str]:
    """Those of some contracts of whose year the line is confirmed already."""
    settled = (FutureStatus.CONFIRMED, FutureStatus.STARTED)
    rows = FutureCommitment.objects.filter(reference__in=set(contracts), fiscal_year=year, status__in=settled)
    return list(rows.order_by("reference").values_list("reference", flat=True))


def as_open(item: YearEndItem) -> Open:
    """An item as the rules compare it."""
    return Open(item.line_id, item.reference, item.account, item.amount)
