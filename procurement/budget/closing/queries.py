"""Open commitments of a year, and the lists that decide about them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from portal.kernel.actors import Actor
from procurement.budget import queries as budget
from procurement.budget.choices import Account, MovementKind
from procurement.budget.closing.choices import OPEN
from procurement.budget.closing.models import YearEndItem, YearEndList
from procurement.budget.closing.rules import Open
from procurement.budget.models import BudgetLine


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


def lines_of(body_id: int, *, year: int) -> QuerySet[BudgetLine]:
    """The lines of a body for a year on which something is open."""
    lines = BudgetLine.objects.filter(body_id=body_id, fiscal_year=year)
    return lines.filter(Q(committed_amount__gt=0) | Q(contracted_amount__gt=0)).order_by("pk")


def open_on(line: BudgetLine) -> list[Open]:
    """What every purchase holds of a line and what every contract has still to be paid from it."""
    found = []
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


def open_on_lines(lines: Iterable[BudgetLine]) -> list[Open]:
    """What is open on several lines."""
    return [one for line in lines for one in open_on(line)]


def as_open(item: YearEndItem) -> Open:
    """An item as the rules compare it."""
    return Open(item.line_id, item.reference, item.account, item.amount)
