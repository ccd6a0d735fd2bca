"""Later years: planned with the project, declared by the contract, given a line, confirmed, begun."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step, advance
from procurement.budget import queries as budget
from procurement.budget import workflow as lines
from procurement.budget.closing.rules import same_person_refusals
from procurement.budget.rules import BUDGET_FIRST, Share
from procurement.budget.years import queries, rules
from procurement.budget.years.choices import FutureStatus
from procurement.budget.years.models import FutureCommitment

WAITING = (FutureStatus.DECLARED, FutureStatus.ARRANGED)
BEGUN = (*WAITING, FutureStatus.CONFIRMED)
HANDLERS = (Role.PURCHASER_HANDLER,)
STEPS = {
    "arrange": Step(gettext_lazy("安排年度指标"), WAITING, FutureStatus.ARRANGED, HANDLERS, "", BUDGET_FIRST),
    "confirm": Step(
        gettext_lazy("确认年度指标"),
        (FutureStatus.ARRANGED,),
        FutureStatus.CONFIRMED,
        (Role.FINANCE,),
        "",
        BUDGET_FIRST,
    ),
    "start": Step(gettext_lazy("开始合同年度"), BEGUN, FutureStatus.STARTED, HANDLERS, "", rules.TERM_BASIS),
}


def plan(number: str, body_id: int, later: Mapping[int, Decimal]) -> None:
    """Write anew what a project plans for later years; the caller holds its lock and has judged the years."""
    FutureCommitment.objects.filter(reference=number, status=FutureStatus.PLANNED).delete()
    FutureCommitment.objects.bulk_create(
        FutureCommitment(body_id=body_id, reference=number, fiscal_year=year, amount=amount)
        for year, amount in sorted(later.items())
        if amount
    )


def declare(contract: str, body_id: int, later: Mapping[int, Decimal]) -> list[FutureCommitment]:
    """A signed contract declares what it needs of later years; the caller records the signing."""
    return FutureCommitment.objects.bulk_create(
        FutureCommitment(
            body_id=body_id,
            reference=contract,
            fiscal_year=year,
            amount=amount,
            status=FutureStatus.DECLARED,
        )
        for year, amount in sorted(later.items())
        if amount
    )


def owe(contract: str, body_id: int, later: Mapping[int, Decimal]) -> None:
    """A contract whose money was recalled needs it of a later year; the caller records the decision.

    A line that was named for less is named anew.
    """
    for year, amount in later.items():
        known = FutureCommitment.objects.select_for_update().filter(reference=contract, fiscal_year=year)
        if not known.update(
            amount=F("amount") + amount, status=FutureStatus.DECLARED, line=None, arranged_by=None
        ):
            declare(contract, body_id, {year: amount})


@transaction.atomic
def arrange(commitment_id: int, line_id: int, *, by: Actor, now: datetime) -> FutureCommitment:
    """The handler names the line that carries the year; nothing is held before the confirmation."""
    found = begin(commitment_id, "arrange", by=by)
    refuse(line_refusals(found, line_id, now=now))
    found.line_id, found.arranged_by_id = line_id, by.user_id
    found.save(update_fields=["status", "line", "arranged_by"])
    record(found, "arrange", by=by, now=now)
    return found


@transaction.atomic
def confirm(commitment_id: int, *, by: Actor, now: datetime) -> FutureCommitment:
    """The finance department confirms: the year's money is held and signed on its line at once."""
    found = queries.commitment_for_update(commitment_id)
    advance(found, STEPS, "confirm", by=by)
    lines.must_keep(found.body_id, by=by)
    refuse(same_person_refusals(proposed_by=found.arranged_by_id, decided_by=by.user_id))
    refuse(line_refusals(found, found.line_id, now=now))
    share = [Share(found.line_id, found.amount)]
    lines.commit(share, reference=found.reference, by=by, now=now)
    lines.convert_to_contract(share, reference=found.reference, by=by, now=now)
    found.confirmed_by_id, found.confirmed_at = by.user_id, now
    found.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    record(found, "confirm", by=by, now=now)
    return found


@transaction.atomic
def start(commitment_id: int, *, by: Actor, now: datetime) -> FutureCommitment:
    """The contract's year begins. Raises Refused without a confirmed line."""
    found = queries.commitment_for_update(commitment_id)
    is_confirmed = found.status == FutureStatus.CONFIRMED
    must_own(found, by=by)
    advance(found, STEPS, "start", by=by)
    this_year = clock.local_date(now).year
    refuse(
        rules.start_refusals(
            is_confirmed=is_confirmed, year=found.fiscal_year, this_year=this_year, amount=found.amount
        )
    )
    found.started_at = now
    found.save(update_fields=["status", "started_at"])
    record(found, "start", by=by, now=now)
    return found


def begin(commitment_id: int, verb: str, *, by: Actor) -> FutureCommitment:
    """Lock and advance a later year of the own body."""
    found = queries.commitment_for_update(commitment_id)
    advance(found, STEPS, verb, by=by)
    must_own(found, by=by)
    return found


def must_own(found: FutureCommitment, *, by: Actor) -> None:
    """Only the contract's own purchaser."""
    if found.body_id != by.body_id:
        raise NotPermitted(_("这是其他单位的合同。"))


def line_refusals(found: FutureCommitment, line_id: int, *, now: datetime) -> list[Refusal]:
    """Whether a line carries the year, as it is now."""
    chosen = queries.chosen(budget.line_for_update(line_id), found)
    this_year = clock.local_date(now).year
    return rules.line_refusals(chosen, year=found.fiscal_year, this_year=this_year, amount=found.amount)


def record(found: FutureCommitment, verb: str, *, by: Actor, now: datetime) -> None:
    """The fifth beat, the same for every verb."""
    facts = {
        "reference": found.reference,
        "fiscal_year": found.fiscal_year,
        "amount": found.amount,
        "line": found.line.code if found.line else "",
    }
    ledger.record(found, f"budget_years.{verb}", says=STEPS[verb].says, by=by, at=now, facts=facts)
