"""Entering lines; their money is held at approval, contracted at signing, paid, or released when spared."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import posting, queries, rules
from procurement.budget.choices import BY_PAPER, MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.posting import Cause
from procurement.budget.rules import LineFacts, Paper, Share


@transaction.atomic
def enter_line(facts: LineFacts, *, by: Actor, now: datetime, upload_id: int | None = None) -> BudgetLine:
    """The finance department enters a line of a body at its own budget level, with its paper.

    Raises NotPermitted for anybody else, Refused for a line that exists, has no paper or carries nothing.
    """
    must_keep(facts.body_id, by=by)
    queries.body_for_update(facts.body_id)
    refuse(
        rules.entry_refusals(
            amount=facts.amount,
            fiscal_year=facts.fiscal_year,
            this_year=clock.local_date(now).year,
            is_known=is_known(facts),
            is_papered=rules.is_papered(facts),
        )
    )
    paper = Paper(facts.document_number, facts.document_on, upload_id)
    refuse(rules.paper_refusals(paper) if facts.kind in BY_PAPER else [])
    written = asdict(facts)
    amount = written.pop("amount")
    line = BudgetLine.objects.create(**written)
    cause = Cause(by=by, now=now, paper=paper)
    arranging = MovementKind.ARRANGE
    posting.write(arranging, line, amount, cause=cause, accounts=rules.POSTINGS[arranging])
    ledger.record(line, "budget.enter_line", says=_("录入预算指标"), by=by, at=now, facts=asdict(facts))
    return line


def commit(shares: Iterable[Share], *, reference: str, by: Actor, now: datetime) -> list[BudgetMovement]:
    """Hold money for an approved project. `reference` is the project's number.

    Raises Refused when a line has less left than asked; then nothing is held on any line.
    """
    return posting.move(MovementKind.COMMIT, shares, cause=Cause(by=by, now=now, reference=reference))


def release(shares: Iterable[Share], *, reference: str, by: Actor, now: datetime) -> list[BudgetMovement]:
    """Give committed money back to its lines. `reference` begins with the project's number."""
    return posting.move(MovementKind.RELEASE, shares, cause=Cause(by=by, now=now, reference=reference))


def convert_to_contract(
    shares: Iterable[Share], *, reference: str, by: Actor, now: datetime
) -> list[BudgetMovement]:
    """Turn committed money into contracted money. `reference` begins with the project's number."""
    return posting.move(MovementKind.CONTRACT, shares, cause=Cause(by=by, now=now, reference=reference))


def spend(shares: Iterable[Share], *, reference: str, by: Actor, now: datetime) -> list[BudgetMovement]:
    """Turn contracted money into paid money. `reference` begins with the contract's number."""
    return posting.move(MovementKind.SPEND, shares, cause=Cause(by=by, now=now, reference=reference))


def must_keep(body_id: int, *, by: Actor) -> None:
    """Only the finance department of a body's own budget level changes its lines."""
    if not by.has_role(Role.FINANCE):
        raise NotPermitted(_("只有财政部门可以录入预算指标。"))
    if not queries.bodies_of_finance(by).filter(pk=body_id).exists():
        raise NotPermitted(_("只能录入本级预算单位的指标。"))


def is_known(facts: LineFacts) -> bool:
    """Whether the body already has this line."""
    return queries.same_line(BudgetLine.objects.all(), facts).exists()
