"""A legal number from its proposal to the row in force."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import Role
from orgs.registry import law
from orgs.registry.models import DecidedNumber
from portal.kernel import clock, numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import queries, rules
from procurement.routing.proposals.choices import ProposalKind, ProposalStatus
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Change, Subject

S = ProposalStatus
FINANCE = (Role.FINANCE,)
BASIS = rules.TWO_PEOPLE

STEPS = {
    "propose": Step(gettext_lazy("提出数值"), (), S.PROPOSED, FINANCE, basis=BASIS),
    "approve": Step(gettext_lazy("批准数值"), (S.PROPOSED,), S.APPROVED, FINANCE, basis=BASIS),
    "decline": Step(gettext_lazy("不批准数值"), (S.PROPOSED,), S.DECLINED, FINANCE, basis=BASIS),
    "withdraw": Step(gettext_lazy("撤回提议"), (S.PROPOSED,), S.WITHDRAWN, FINANCE, basis=BASIS),
}


@transaction.atomic
def propose(change: Change, *, by: Actor, now: datetime, paper: Upload | None = None) -> ParameterProposal:
    """Somebody of a finance department says how a number shall read; nothing is in force by that.

    `paper` is the document that the number stands in.

    Raises NotPermitted for other capacities, Refused with every reason that the approval would find as well.
    """
    procedure.allow(STEPS, "propose", by=by)
    queries.one_change_at_a_time()
    known = known_row(change)
    refuse(
        [
            *rules.waiting_refusals(queries.waiting_for(change.subject)),
            *change_refusals(change, known.unit, by=by),
        ]
    )
    scope = f"SZ-{clock.local_date(now).year}"
    proposal = ParameterProposal.objects.create(
        number=f"{scope}-{numbers.next_number(scope):04d}",
        kind=change.kind,
        code=known.code,
        name=known.name,
        region_code=change.subject.region_code,
        category=change.subject.category,
        unit=known.unit,
        value=known.value if change.value is None else change.value,
        legal_basis=change.legal_basis or known.legal_basis,
        confidence=change.confidence or known.confidence,
        starts_on=change.starts_on,
        ends_on=change.ends_on,
        row_id=change.row,
        reason=change.reason.strip(),
        paper=paper,
        body_id=by.body_id,
        proposed_by_id=by.user_id,
        proposed_at=now,
    )
    facts = _facts(proposal) | {"reason": proposal.reason}
    if paper:
        facts["paper_sha256"] = paper.sha256
    _record(proposal, "propose", by=by, now=now, facts=facts)
    return proposal


@transaction.atomic
def approve(proposal_id: int, *, opinion: str = "", by: Actor, now: datetime) -> ParameterProposal:
    """A second person of the same finance department puts the number in force from its day."""
    proposal = _begin(proposal_id, "approve", by=by)
    refuse(
        [
            *rules.second_person_refusals(proposed_by=proposal.proposed_by_id, approver=by.user_id),
            *change_refusals(proposal.change, proposal.unit, by=by),
        ]
    )
    proposal.before, proposal.row = _put_in_force(proposal)
    _hand_down(proposal.change.subject)
    _decide(proposal, opinion, by=by, now=now, also=("row", "before"))
    facts = _facts(proposal) | {"before": proposal.before, "opinion": proposal.opinion}
    _record(proposal, "approve", by=by, now=now, facts=facts)
    return proposal


@transaction.atomic
def decline(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> ParameterProposal:
    """A second person says no, and why; the numbers stay as they are."""
    proposal = _begin(proposal_id, "decline", by=by)
    refuse(
        [
            *rules.second_person_refusals(proposed_by=proposal.proposed_by_id, approver=by.user_id),
            *rules.reason_refusals(opinion),
        ]
    )
    _decide(proposal, opinion, by=by, now=now)
    _record(proposal, "decline", by=by, now=now, facts={"opinion": proposal.opinion})
    return proposal


@transaction.atomic
def withdraw(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> ParameterProposal:
    """Whoever proposed takes it back, and says why."""
    proposal = _begin(proposal_id, "withdraw", by=by)
    if proposal.proposed_by_id != by.user_id:
        raise NotPermitted(_("只有提出人可以撤回。"))
    refuse(rules.reason_refusals(opinion))
    _decide(proposal, opinion, by=by, now=now)
    _record(proposal, "withdraw", by=by, now=now, facts={"opinion": proposal.opinion})
    return proposal


def may(proposal: ParameterProposal, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role, budget level and person allow a verb; the rules may still refuse it."""
    if not procedure.may(proposal, STEPS, verb, by=by):
        return False
    is_own = proposal.proposed_by_id == by.user_id
    return is_own if verb == "withdraw" else not is_own and queries.division_of(by) == proposal.region_code


def known_row(change: Change) -> RuleParameter:
    """The row to be changed, or one that says name and unit of the number. Raises NotPermitted for none.

    A number that no row names is read by nobody: there is nothing to propose.
    """
    rows = RuleParameter.objects.filter(code=change.subject.code)
    found = rows.filter(pk=change.row) if change.row else rows.filter(category=change.subject.category)
    row = found.order_by("region_code", "-effective_from").first()
    if row is None:
        raise NotPermitted(_("平台没有使用这个数值。"))
    return row


def change_refusals(change: Change, unit: str, *, by: Actor) -> Iterator[Refusal]:
    """What stands against a change, when it is proposed and again when it is approved."""
    subject = change.subject
    yield from rules.reason_refusals(change.reason)
    yield from rules.level_refusals(subject.region_code, queries.division_of(by))
    yield from rules.city_refusals(change, queries.floor_of(change))
    if change.value is not None:
        yield from rules.value_refusals(change.value, unit)
    yield from rules.row_refusals(change, queries.spans_of(subject))
    if change.kind == ProposalKind.END:
        follows = queries.has_fallback(subject, on=change.ends_on + timedelta(1))
        yield from rules.fallback_refusals(has_fallback=follows)


def _begin(proposal_id: int, verb: str, *, by: Actor) -> ParameterProposal:
    """Lock the law and the proposal and advance it: the first two beats."""
    procedure.allow(STEPS, verb, by=by)
    queries.one_change_at_a_time()
    proposal = queries.proposal_for_update(proposal_id)
    procedure.advance(proposal, STEPS, verb, by=by)
    if queries.division_of(by) != proposal.region_code:
        raise NotPermitted(_("这是其他财政部门的提议。"))
    return proposal


def _put_in_force(proposal: ParameterProposal) -> tuple[dict, RuleParameter]:
    """Change the rows; gives what was there before, and the row that speaks now."""
    change = proposal.change
    if change.kind == ProposalKind.SET:
        return _set(proposal)
    row = RuleParameter.objects.select_for_update().get(pk=change.row)
    before = _said(row)
    if change.kind == ProposalKind.END:
        row.effective_to = change.ends_on
        row.save(update_fields=["effective_to"])
        return before, row
    row.value, row.legal_basis, row.confidence = change.value, change.legal_basis, change.confidence
    row.save(update_fields=["value", "legal_basis", "confidence"])
    return before, row


def _set(proposal: ParameterProposal) -> tuple[dict, RuleParameter]:
    """A new row; the one in force until then ends the day before."""
    change, before = proposal.change, {}
    place = rules.placing(change.starts_on, queries.spans_of(change.subject))
    if place.ended is not None:
        ended = RuleParameter.objects.select_for_update().get(pk=place.ended.pk)
        before = _said(ended)
        ended.effective_to = change.starts_on - timedelta(1)
        ended.save(update_fields=["effective_to"])
    row = RuleParameter.objects.create(
        code=proposal.code,
        name=proposal.name,
        region_code=proposal.region_code,
        category=proposal.category,
        value=proposal.value,
        unit=proposal.unit,
        effective_from=change.starts_on,
        effective_to=place.ends_on,
        legal_basis=proposal.legal_basis,
        confidence=proposal.confidence,
    )
    return before, row


def _hand_down(subject: Subject) -> None:
    """The register reads its numbers on its own floor: it gets the rows as they stand now."""
    if not queries.is_of_the_register(subject.code):
        return
    rows = [
        DecidedNumber(
            code=subject.code,
            value=row.value,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            legal_basis=row.legal_basis,
            confidence=row.confidence,
        )
        for row in queries.spans_of(subject)
    ]
    law.decide(subject.code, rows)


def _decide(
    proposal: ParameterProposal, opinion: str, *, by: Actor, now: datetime, also: tuple[str, ...] = ()
) -> None:
    proposal.opinion, proposal.decided_by_id, proposal.decided_at = opinion.strip(), by.user_id, now
    proposal.save(update_fields=["status", "opinion", "decided_by", "decided_at", *also])


def _said(row: RuleParameter) -> dict:
    """A row as it stood, in plain values."""
    return {
        "says": row.says,
        "value": str(row.value),
        "legal_basis": row.legal_basis,
        "confidence": row.confidence,
        "effective_from": row.effective_from.isoformat(),
        "effective_to": _day(row.effective_to),
    }


def _facts(proposal: ParameterProposal) -> dict:
    return {
        "code": proposal.code,
        "name": proposal.name,
        "kind": proposal.kind,
        "region_code": proposal.region_code,
        "category": proposal.category,
        "value": str(proposal.value),
        "legal_basis": proposal.legal_basis,
        "confidence": proposal.confidence,
        "starts_on": _day(proposal.starts_on),
        "ends_on": _day(proposal.ends_on),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _record(proposal: ParameterProposal, verb: str, *, by: Actor, now: datetime, facts: dict) -> None:
    ledger.record(proposal, f"law.{verb}", says=str(STEPS[verb].says), by=by, at=now, facts=facts)
