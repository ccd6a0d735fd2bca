"""Reads and locks of budget lines."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from orgs.bodies.models import Body
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO
from procurement.budget import rules
from procurement.budget.choices import Account
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import Balance, LineFacts, Share, Standing
from procurement.budget.years.models import FutureCommitment

NUMBER_PARTS = 3  # 430100-2026-0001, the project's part of every number below it
LINE_READERS = (*PURCHASER_ROLES, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def visible_to(actor: Actor | None) -> QuerySet[BudgetLine]:
    """The lines that a capacity may see: the own body's, its supervisor's, its finance department's."""
    return within_reach(BudgetLine.objects.select_related("body"), actor)


def within_reach(rows: QuerySet, actor: Actor | None) -> QuerySet:
    """Those of rows with a `body` whose budget a capacity sees."""
    if actor is None or actor.body_id is None:
        return rows.none()
    reach = Q(pk__in=[])
    if actor.has_role(*PURCHASER_ROLES):
        reach |= Q(body_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        reach |= Q(body__supervising_body_id=actor.body_id)
    if actor.has_role(Role.FINANCE):
        reach |= Q(body__in=bodies_of_finance(actor))
    if actor.has_role(Role.AUDITOR):
        reach |= Q(pk__isnull=False)
    return rows.filter(reach)


def bodies_of_finance(actor: Actor | None) -> QuerySet[Body]:
    """The bodies whose budget this finance department keeps: purchasers at its own budget level."""
    if actor is None or actor.body_id is None or not actor.has_role(Role.FINANCE):
        return Body.objects.none()
    level = Body.objects.filter(pk=actor.body_id).values("budget_division_id")[:1]
    return Body.objects.purchasers().filter(budget_division_id=level).order_by("name")


def usable_by(body_id: int, *, fiscal_year: int) -> QuerySet[BudgetLine]:
    """The lines of a body for a year, in the order of their codes."""
    return BudgetLine.objects.filter(body_id=body_id, fiscal_year=fiscal_year).order_by("code", "pk")


def same_line(lines: QuerySet[BudgetLine], facts: LineFacts) -> QuerySet[BudgetLine]:
    """Those of the lines that are the one described: by body, year, code, fund, kind, paper and key."""
    return lines.filter(
        body_id=facts.body_id,
        fiscal_year=facts.fiscal_year,
        code=facts.code,
        fund_source=facts.fund_source,
        kind=facts.kind,
        document_number=facts.document_number,
        standard_id=facts.standard_id,
    )


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
        spent=line.spent_amount,
    )


def still_committed(number: str) -> list[Share]:
    """What a project still holds committed on each line, by movements that carry its number.

    References begin with the project's number; a package's or contract's number goes on after a dash.
    """
    return held_in(number, Account.COMMITTED)


def still_contracted(number: str) -> list[Share]:
    """What of a project or contract is signed and not paid yet, on each line."""
    return held_in(number, Account.CONTRACTED)


def award_refusals(number: str, *, amount: Decimal, year: int) -> list[Refusal]:
    """Why the money that a project holds carries no award of this amount in this year."""
    held = still_committed(number)
    standings = standings_of(share.line_id for share in held)
    later = FutureCommitment.objects.filter(reference=number).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return rules.award_refusals(standings, year=year, held=rules.total(held), amount=amount, later=later)


def standings_of(line_ids: Iterable[int]) -> list[Standing]:
    """Some lines as the rules judge whether they carry anything."""
    return [standing_of(line) for line in BudgetLine.objects.filter(pk__in=list(line_ids)).order_by("pk")]


def standing_of(line: BudgetLine) -> Standing:
    """One line as the rules judge whether it carries anything."""
    return Standing(str(line), str(line.get_kind_display()), line.fiscal_year, line.is_settled)


def still_taken(number: str) -> list[Share]:
    """What a project holds, has contracted or has paid on each line."""
    return held_in(number, Account.COMMITTED, Account.CONTRACTED, Account.SPENT)


def held_in(number: str, *accounts: Account) -> list[Share]:
    """What of a project lies in some accounts, by line; lines with nothing left are not named."""
    held: dict[int, Decimal] = {}
    for movement in movements_about(number).order_by("pk"):
        if movement.target in accounts:
            arrived_at = movement.to_line_id or movement.line_id
            held[arrived_at] = held.get(arrived_at, Decimal(0)) + movement.amount
        if movement.source in accounts:
            held[movement.line_id] = held.get(movement.line_id, Decimal(0)) - movement.amount
    return [Share(line_id, amount) for line_id, amount in sorted(held.items()) if amount > 0]


def origins(line_ids: Iterable[int]) -> dict[int, int]:
    """Each line's first line: the one that was arranged before money was carried over to later years."""
    found = {line_id: line_id for line_id in line_ids}
    while carried := carried_from(set(found.values())):
        found = {line_id: carried.get(origin, origin) for line_id, origin in found.items()}
    return found


def carried_from(line_ids: set[int]) -> dict[int, int]:
    """From which line each of these was carried over; lines of their own year are not named."""
    lines = BudgetLine.objects.filter(pk__in=line_ids, carried_from__isnull=False)
    return dict(lines.values_list("pk", "carried_from_id"))


def movements_about(number: str) -> QuerySet[BudgetMovement]:
    """The movements of a project, its packages and contracts."""
    return BudgetMovement.objects.filter(Q(reference=number) | Q(reference__startswith=f"{number}-"))


def movements_of(line: BudgetLine) -> QuerySet[BudgetMovement]:
    """What left the line, and what came to it from another, oldest first."""
    about = BudgetMovement.objects.filter(Q(line=line) | Q(to_line=line))
    return about.select_related("line", "to_line", "document").order_by("pk")


@dataclass(frozen=True)
class PurchaseOnLine:
    """What one purchase has on a line, in yuan; `number` is the project's."""

    number: str
    committed: Decimal
    contracted: Decimal
    spent: Decimal


def purchases_of(line: BudgetLine) -> list[PurchaseOnLine]:
    """What every purchase holds, has signed and has paid of the line, in the order in which they came."""
    lying: dict[str, dict[str, Decimal]] = {}
    for movement in caused_by_purchases(line):
        number = "-".join(movement.reference.split("-")[:NUMBER_PARTS])
        accounts = lying.setdefault(number, defaultdict(Decimal))
        if (movement.to_line_id or movement.line_id) == line.pk:
            accounts[movement.target] += movement.amount
        if movement.line_id == line.pk:
            accounts[movement.source] -= movement.amount
    return [
        PurchaseOnLine(number, held[Account.COMMITTED], held[Account.CONTRACTED], held[Account.SPENT])
        for number, held in lying.items()
    ]


def caused_by_purchases(line: BudgetLine) -> QuerySet[BudgetMovement]:
    """The line's movements that a purchase caused."""
    return movements_of(line).exclude(reference="")


def effect_on_available(movement: BudgetMovement, line: BudgetLine) -> Decimal:
    """What a movement does to what the line has left."""
    arrives = movement.target == Account.AVAILABLE and (movement.to_line_id or movement.line_id) == line.pk
    leaves = movement.source == Account.AVAILABLE and movement.line_id == line.pk
    return (int(arrives) - int(leaves)) * movement.amount


def shift_targets(line: BudgetLine, actor: Actor) -> QuerySet[BudgetLine]:
    """The lines that money of this line may be shifted to: same finance department, year and source."""
    lines = BudgetLine.objects.filter(
        body__in=bodies_of_finance(actor), fiscal_year=line.fiscal_year, fund_source=line.fund_source
    )
    return lines.exclude(pk=line.pk).select_related("body").order_by("body__name", "code", "pk")
