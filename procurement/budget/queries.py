"""Reads and locks of budget lines."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from orgs.bodies.models import Body
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from procurement.budget.choices import MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import Balance, Share

LINE_READERS = (*PURCHASER_ROLES, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def visible_to(actor: Actor | None) -> QuerySet[BudgetLine]:
    """The lines that a capacity may see: the own body's, its supervisor's, its finance department's."""
    lines = BudgetLine.objects.select_related("body")
    if actor is None or actor.body_id is None:
        return lines.none()
    reach = Q(pk__in=[])
    if actor.has_role(*PURCHASER_ROLES):
        reach |= Q(body_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        reach |= Q(body__supervising_body_id=actor.body_id)
    if actor.has_role(Role.FINANCE):
        reach |= Q(body__in=bodies_of_finance(actor))
    if actor.has_role(Role.AUDITOR):
        reach |= Q(pk__isnull=False)
    return lines.filter(reach)


def bodies_of_finance(actor: Actor | None) -> QuerySet[Body]:
    """The bodies whose budget this finance department keeps: purchasers at its own budget level."""
    if actor is None or actor.body_id is None or not actor.has_role(Role.FINANCE):
        return Body.objects.none()
    level = Body.objects.filter(pk=actor.body_id).values("budget_division_id")[:1]
    return Body.objects.purchasers().filter(budget_division_id=level).order_by("name")


def usable_by(body_id: int, *, fiscal_year: int) -> QuerySet[BudgetLine]:
    """The lines of a body for a year, in the order of their codes."""
    return BudgetLine.objects.filter(body_id=body_id, fiscal_year=fiscal_year).order_by("code", "pk")


def lines_for_update(line_ids: Iterable[int]) -> dict[int, BudgetLine]:
    """The lines, locked in the order of their ids until the transaction ends."""
    lines = BudgetLine.objects.select_for_update().filter(pk__in=set(line_ids)).order_by("pk")
    return {line.pk: line for line in lines}


def line_for_update(line_id: int) -> BudgetLine:
    """One line, locked until the transaction ends."""
    return BudgetLine.objects.select_for_update().get(pk=line_id)


def body_for_update(body_id: int) -> Body:
    """A body, locked so that its lines are entered one after the other."""
    return Body.objects.select_for_update().get(pk=body_id)


def balance_of(line: BudgetLine) -> Balance:
    """A line as the rules know it."""
    return Balance(
        label=str(line),
        amount=line.amount,
        committed=line.committed_amount,
        contracted=line.contracted_amount,
    )


def still_committed(number: str) -> list[Share]:
    """What a project still holds committed on each line, by movements that carry its number.

    References begin with the project's number; a package's or contract's number goes on after a dash.
    """
    return sums(number, {MovementKind.COMMIT: 1, MovementKind.RELEASE: -1, MovementKind.CONTRACT: -1})


def still_taken(number: str) -> list[Share]:
    """What a project holds or has contracted on each line."""
    return sums(number, {MovementKind.COMMIT: 1, MovementKind.RELEASE: -1, MovementKind.CONTRACT: 0})


def sums(number: str, signs: dict[str, int]) -> list[Share]:
    """The movements of a project added up by line; lines with nothing left are not named."""
    rows = movements_about(number).values_list("line_id", "kind").annotate(sum=Sum("amount"))
    held: dict[int, Decimal] = {}
    for line_id, kind, amount in rows.order_by("line_id"):
        held[line_id] = held.get(line_id, Decimal(0)) + signs[kind] * amount
    return [Share(line_id, amount) for line_id, amount in held.items() if amount > 0]


def movements_about(number: str) -> QuerySet[BudgetMovement]:
    """The movements of a project, its packages and contracts."""
    return BudgetMovement.objects.filter(Q(reference=number) | Q(reference__startswith=f"{number}-"))


def effect_on_available(movement: BudgetMovement) -> Decimal:
    """What a movement does to what is left: a contract takes what was held already."""
    signs = {MovementKind.COMMIT: -1, MovementKind.RELEASE: 1, MovementKind.CONTRACT: 0}
    return signs[movement.kind] * movement.amount
