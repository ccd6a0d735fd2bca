"""Changes of a line by a paper: supplemented, reduced, shifted to another line, or confirmed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import posting, queries, rules
from procurement.budget.choices import MovementKind
from procurement.budget.models import BudgetLine, BudgetMovement
from procurement.budget.posting import Cause
from procurement.budget.rules import Paper
from procurement.budget.workflow import must_keep


@dataclass(frozen=True)
class Adjustment:
    """One change of a line; `to_line_id` is where shifted money goes."""

    kind: MovementKind
    amount: Decimal
    paper: Paper
    reason: str = ""
    to_line_id: int | None = None


@transaction.atomic
def adjust(line_id: int, change: Adjustment, *, by: Actor, now: datetime) -> BudgetMovement:
    """Supplement, reduce or shift. Raises Refused for money that a purchase holds and for unlike lines."""
    lines = queries.lines_for_update(filter(None, (line_id, change.to_line_id)))
    for line in lines.values():
        must_keep(line.body_id, by=by)
    line, to_line = lines[line_id], lines.get(change.to_line_id)
    if change.kind == MovementKind.SHIFT:
        refuse(shift_refusals(line, to_line))
    check = posting.CHECKS.get(change.kind, positive)
    refuse([*check(queries.balance_of(line), change.amount), *rules.paper_refusals(change.paper)])
    cause = Cause(by=by, now=now, paper=change.paper, reason=change.reason)
    return posting.post(change.kind, line, change.amount, cause=cause, to_line=to_line)


@transaction.atomic
def confirm(line_id: int, paper: Paper, *, by: Actor, now: datetime) -> BudgetLine:
    """The budget was given: what was announced or drafted now carries awards as well."""
    line = queries.line_for_update(line_id)
    must_keep(line.body_id, by=by)
    refuse(rules.confirm_refusals(kind=line.kind, is_settled=line.is_settled))
    refuse(rules.paper_refusals(paper))
    line.confirmed_on, line.confirmed_number = paper.dated_on, paper.number
    line.confirmed_document_id = paper.upload_id
    line.save(update_fields=["confirmed_on", "confirmed_number", "confirmed_document"])
    facts = {"line": line.code, "document_number": paper.number, "source_on": paper.dated_on}
    ledger.record(line, "budget.confirm", says=_("确认正式下达"), by=by, at=now, facts=facts)
    return line


def shift_refusals(line: BudgetLine, to_line: BudgetLine | None) -> list:
    """Whether the two lines are alike."""
    return rules.shift_refusals(
        is_same_line=to_line is None or to_line == line,
        is_same_year=to_line is not None and to_line.fiscal_year == line.fiscal_year,
        is_same_source=to_line is not None and to_line.fund_source == line.fund_source,
    )


def positive(balance: rules.Balance, amount: Decimal) -> list:
    """A supplement is more than nothing."""
    return [] if amount > 0 else [rules.not_positive(balance)]
