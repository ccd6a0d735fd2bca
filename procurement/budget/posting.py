"""The one place where money of lines moves: locked in one order, refused or written as double entries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import queries, rules
from procurement.budget.choices import Account, MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import POSTINGS, Balance, Paper, Share

Check = Callable[[Balance, Decimal], list[Refusal]]

CHECKS: dict[str, Check] = {
    MovementKind.REDUCE: rules.reduction_refusals,
    MovementKind.SHIFT: rules.reduction_refusals,
    MovementKind.COMMIT: rules.commit_refusals,
    MovementKind.RELEASE: rules.committed_refusals,
    MovementKind.CONTRACT: rules.committed_refusals,
    MovementKind.SPEND: rules.contracted_refusals,
}
# What a line of a year that has ended no longer carries; what it holds is decided at the end of the year.
OF_THIS_YEAR = (MovementKind.COMMIT, MovementKind.CONTRACT, MovementKind.SPEND)
AMOUNTS = ("amount", "committed_amount", "contracted_amount", "spent_amount")


@dataclass(frozen=True)
class Cause:
    """Why money moves: the number of a purchase or contract, or a paper, or a reason; and who did it when."""

    by: Actor
    now: datetime
    reference: str = ""
    paper: Paper | None = None
    reason: str = ""


@transaction.atomic
def move(kind: MovementKind, shares: Iterable[Share], *, cause: Cause) -> list[BudgetMovement]:
    """Lock the lines in one order, refuse what they cannot carry, then move every share."""
    wanted = rules.merged(shares)
    lines = queries.lines_for_update(share.line_id for share in wanted)
    check = CHECKS[kind]
    if kind in OF_THIS_YEAR:
        standings = [queries.standing_of(line) for line in lines.values()]
        refuse(rules.ended_refusals(standings, year=clock.local_date(cause.now).year))
    refuse(
        refusal
        for share in wanted
        for refusal in check(queries.balance_of(lines[share.line_id]), share.amount)
    )
    return [post(kind, lines[share.line_id], share.amount, cause=cause) for share in wanted]


def post(
    kind: MovementKind,
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    accounts: tuple[Account, Account] | None = None,
    to_line: BudgetLine | None = None,
) -> BudgetMovement:
    """Write one double entry of a locked line, and a ledger entry for each line that it touches."""
    movement = write(kind, line, amount, cause=cause, accounts=accounts or POSTINGS[kind], to_line=to_line)
    for touched in filter(None, (line, to_line)):
        record(movement, touched, cause=cause)
    return movement


def write(
    kind: MovementKind,
    line: BudgetLine,
    amount: Decimal,
    *,
    cause: Cause,
    accounts: tuple[Account, Account],
    to_line: BudgetLine | None = None,
) -> BudgetMovement:
    """The double entry alone; the database moves the amounts and keeps them from falling below zero."""
    paper = cause.paper
    movement = BudgetMovement.objects.create(
        line=line,
        to_line=to_line,
        kind=kind,
        source=accounts[0],
        target=accounts[1],
        amount=amount,
        reference=cause.reference,
        document_number=paper.number if paper else "",
        document_on=paper.dated_on if paper else None,
        document_id=paper.upload_id if paper else None,
        reason=cause.reason,
        at=cause.now,
    )
    for touched in filter(None, (line, to_line)):
        touched.refresh_from_db(fields=AMOUNTS)
    return movement


def record(movement: BudgetMovement, line: BudgetLine, *, cause: Cause) -> None:
    """One ledger entry for each line that an entry touches."""
    facts = {
        "line": line.code,
        "fund_source": line.fund_source,
        "amount": movement.amount,
        "reference": movement.reference,
        "document_number": movement.document_number,
        "committed": line.committed_amount,
        "contracted": line.contracted_amount,
        "spent": line.spent_amount,
        "available": line.available_amount,
    }
    says = movement.get_kind_display()
    ledger.record(line, f"budget.{movement.kind}", says=says, by=cause.by, at=cause.now, facts=facts)
