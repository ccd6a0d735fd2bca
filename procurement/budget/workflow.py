"""Entering lines; their money is held at approval, contracted at signing, released when spared."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import queries, rules
from procurement.budget.choices import MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.rules import Balance, LineFacts, Share

Check = Callable[[Balance, Decimal], list[Refusal]]

CHECKS: dict[str, Check] = {
    MovementKind.COMMIT: rules.commit_refusals,
    MovementKind.RELEASE: rules.committed_refusals,
    MovementKind.CONTRACT: rules.committed_refusals,
}


@transaction.atomic
def enter_line(facts: LineFacts, *, by: Actor, now: datetime) -> BudgetLine:
    """The finance department enters a line of a body at its own budget level.

    Raises NotPermitted for anybody else, Refused for a line that exists or carries nothing.
    """
    if not by.has_role(Role.FINANCE):
        raise NotPermitted(_("只有财政部门可以录入预算指标。"))
    if not queries.bodies_of_finance(by).filter(pk=facts.body_id).exists():
        raise NotPermitted(_("只能录入本级预算单位的指标。"))
    queries.body_for_update(facts.body_id)
    refuse(
        rules.entry_refusals(
            amount=facts.amount,
            fiscal_year=facts.fiscal_year,
            this_year=clock.local_date(now).year,
            is_known=is_known(facts),
        )
    )
    line = BudgetLine.objects.create(**asdict(facts))
    ledger.record(line, "budget.enter_line", says=_("录入预算指标"), by=by, at=now, facts=asdict(facts))
    return line


def commit(shares: Iterable[Share], *, reference: str, by: Actor, now: datetime) -> list[BudgetMovement]:
    """Hold money for an approved project. `reference` is the project's number.

    Raises Refused when a line has less left than asked; then nothing is held on any line.
    """
    return move(MovementKind.COMMIT, shares, reference=reference, by=by, now=now)


def release(shares: Iterable[Share], *, reference: str, by: Actor, now: datetime) -> list[BudgetMovement]:
    """Give committed money back to its lines. `reference` begins with the project's number."""
    return move(MovementKind.RELEASE, shares, reference=reference, by=by, now=now)


def convert_to_contract(
    shares: Iterable[Share], *, reference: str, by: Actor, now: datetime
) -> list[BudgetMovement]:
    """Turn committed money into contracted money. `reference` begins with the project's number."""
    return move(MovementKind.CONTRACT, shares, reference=reference, by=by, now=now)


@transaction.atomic
def move(
    kind: MovementKind, shares: Iterable[Share], *, reference: str, by: Actor, now: datetime
) -> list[BudgetMovement]:
    """Lock the lines in one order, refuse what they cannot carry, then move every share."""
    wanted = rules.merged(shares)
    lines = queries.lines_for_update(share.line_id for share in wanted)
    check = CHECKS[kind]
    refuse(
        refusal
        for share in wanted
        for refusal in check(queries.balance_of(lines[share.line_id]), share.amount)
    )
    return [apply(kind, lines[s.line_id], s.amount, reference=reference, by=by, now=now) for s in wanted]


def apply(
    kind: MovementKind, line: BudgetLine, amount: Decimal, *, reference: str, by: Actor, now: datetime
) -> BudgetMovement:
    """Change a locked line, write the movement and the ledger entry."""
    if kind == MovementKind.COMMIT:
        line.committed_amount += amount
    else:
        line.committed_amount -= amount
    if kind == MovementKind.CONTRACT:
        line.contracted_amount += amount
    line.save(update_fields=["committed_amount", "contracted_amount"])
    movement = BudgetMovement.objects.create(line=line, kind=kind, amount=amount, reference=reference, at=now)
    facts = {
        "line": line.code,
        "fund_source": line.fund_source,
        "amount": amount,
        "reference": reference,
        "committed": line.committed_amount,
        "contracted": line.contracted_amount,
        "available": line.available_amount,
    }
    ledger.record(line, f"budget.{kind}", says=movement.get_kind_display(), by=by, at=now, facts=facts)
    return movement


def is_known(facts: LineFacts) -> bool:
    """Whether the body already has this line."""
    return BudgetLine.objects.filter(
        body_id=facts.body_id,
        fiscal_year=facts.fiscal_year,
        code=facts.code,
        fund_source=facts.fund_source,
    ).exists()
