"""A proposal from a department's draft to the keeper's decision, which writes it into the draft edition."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import capacities
from catalog.editions import rules as edition_rules
from catalog.editions import workflow as drafting
from catalog.editions.choices import CatalogueKind, EditionStatus
from catalog.editions.models import Catalogue
from catalog.revisions import accepting, queries, rules
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import ProposedItem, RevisionProposal
from catalog.revisions.rules import ProposalFacts
from catalog.services import queries as services
from catalog.services.choices import ServiceStatus
from portal.kernel import clock, numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step, Steps

S = ProposalStatus
HANDLERS = (capacities.PURCHASER_HANDLER,)
ENDORSERS = (capacities.PURCHASER_REVIEWER, capacities.PURCHASER_LEADER)
BY_DEPARTMENT = ("propose", "edit", "submit", "endorse", "return", "withdraw")
TELLING = ("return", "send_back", "consult", "accept", "confirm")
ENDORSED = ("endorsed_by", "endorsed_by_name", "endorsed_at")
DECIDED = ("decided_by", "decided_by_name", "decided_at")
BASIS = edition_rules.ORDER_102


@dataclass(frozen=True)
class Acceptance:
    """What is decided with a yes: the codes of the new items, the answer, the title of a new draft."""

    codes: tuple[str, ...] = ()
    answer: str = ""
    title: str = ""


def _steps(drafters: tuple[str, ...], approvers: tuple[str, ...]) -> Steps:
    mine, open_to_decision = (S.DRAFT, S.RETURNED), (S.PROPOSED, S.CONSULTATION)
    not_decided = (S.DRAFT, S.RETURNED, S.SUBMITTED, S.PROPOSED)
    rows = (
        ("propose", gettext_lazy("提出修订建议"), (), S.DRAFT, HANDLERS),
        ("edit", gettext_lazy("修改修订建议"), mine, "", HANDLERS),
        ("submit", gettext_lazy("送本单位审核"), mine, S.SUBMITTED, HANDLERS),
        ("endorse", gettext_lazy("审核报送"), (S.SUBMITTED,), S.PROPOSED, ENDORSERS),
        ("return", gettext_lazy("退回经办修改"), (S.SUBMITTED,), S.RETURNED, ENDORSERS),
        ("withdraw", gettext_lazy("撤回建议"), not_decided, S.WITHDRAWN, (*HANDLERS, *ENDORSERS)),
        ("send_back", gettext_lazy("退回提出单位"), (S.PROPOSED,), S.RETURNED, drafters),
        ("consult", gettext_lazy("公开征求意见"), (S.PROPOSED,), S.CONSULTATION, drafters),
        ("accept", gettext_lazy("采纳建议"), open_to_decision, S.ACCEPTED, drafters),
        ("decline", gettext_lazy("拟不采纳"), open_to_decision, S.DECLINING, drafters),
        ("confirm", gettext_lazy("确认不采纳"), (S.DECLINING,), S.DECLINED, approvers),
        ("reconsider", gettext_lazy("退回重新办理"), (S.DECLINING,), S.PROPOSED, approvers),
        ("reopen", gettext_lazy("重新办理"), (S.ACCEPTED,), S.PROPOSED, drafters),
    )
    return {verb: Step(says, sources, to, who, basis=BASIS) for verb, says, sources, to, who in rows}


STEPS = {kind: _steps(drafting.DRAFTERS[kind], drafting.APPROVERS[kind]) for kind in CatalogueKind}


def steps_of(catalogue: Catalogue) -> Steps:
    """The procedure of proposals on a catalogue: its keeper decides."""
    return STEPS[CatalogueKind(catalogue.kind)]


def may(proposal: RevisionProposal, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    steps = steps_of(proposal.catalogue)
    return procedure.may(proposal, steps, verb, by=by) and _concerns(proposal, verb, by=by)


def carries_out(proposal: RevisionProposal, verb: str, *, by: Actor | None) -> bool:
    """Whether a person ever carries out a verb on this proposal: what a page asks before its form."""
    roles = steps_of(proposal.catalogue)[verb].roles
    return by is not None and by.has_role(*roles) and _concerns(proposal, verb, by=by)


@transaction.atomic
def propose(catalogue_id: int, facts: ProposalFacts, *, by: Actor, now: datetime) -> RevisionProposal:
    """A department's handler drafts a proposal on the general catalogue or on the department's own."""
    catalogue = Catalogue.objects.get(pk=catalogue_id)
    procedure.allow(steps_of(catalogue), "propose", by=by)
    if not catalogue.is_general and not drafting.keeps(catalogue, by):
        raise NotPermitted(_("部门目录只由本部门提出修订。"))
    today = clock.local_date(now)
    refuse(_proposal_refusals(catalogue, facts, by=by, today=today))
    scope = f"XD-{today.year}"
    proposal = RevisionProposal.objects.create(
        number=f"{scope}-{numbers.next_number(scope):04d}",
        catalogue=catalogue,
        kind=facts.kind,
        reason=facts.reason,
        service_id=facts.service_id,
        department_name=by.body_name,
        department_code=by.body_code,
        drafted_by=by.user_id,
        drafted_by_name=by.name,
        drafted_at=now,
    )
    _write(proposal, facts)
    _record(proposal, "propose", by=by, now=now, facts=_said(facts))
    return proposal


@transaction.atomic
def edit(proposal_id: int, facts: ProposalFacts, *, by: Actor, now: datetime) -> RevisionProposal:
    """The handler changes a proposal that is not handed in."""
    proposal = _begin(proposal_id, "edit", by=by)
    refuse(_proposal_refusals(proposal.catalogue, facts, by=by, today=clock.local_date(now)))
    proposal.kind, proposal.reason, proposal.service_id = facts.kind, facts.reason, facts.service_id
    proposal.save(update_fields=["kind", "reason", "service"])
    _write(proposal, facts)
    _record(proposal, "edit", by=by, now=now, facts=_said(facts))
    return proposal


@transaction.atomic
def submit(proposal_id: int, *, by: Actor, now: datetime) -> RevisionProposal:
    """The handler hands a proposal to the own reviewer or leader; what it names must still be there."""
    proposal = _begin(proposal_id, "submit", by=by)
    facts = queries.facts_of(proposal)
    refuse(_proposal_refusals(proposal.catalogue, facts, by=by, today=clock.local_date(now)))
    proposal.submitted_by = by.user_id
    proposal.save(update_fields=["status", "submitted_by"])
    _record(proposal, "submit", by=by, now=now, facts={"to": proposal.get_status_display()})
    return proposal


@transaction.atomic
def endorse(proposal_id: int, *, by: Actor, now: datetime) -> RevisionProposal:
    """A second person of the department hands the proposal to the keeper of the catalogue."""
    proposal = _begin(proposal_id, "endorse", by=by)
    people = (proposal.drafted_by, proposal.submitted_by)
    refuse(rules.second_person_refusals(by=by.user_id, others=people, doing=_("审核报送")))
    proposal.endorsed_by, proposal.endorsed_by_name, proposal.endorsed_at = by.user_id, by.name, now
    proposal.opinion = ""
    proposal.save(update_fields=["status", *ENDORSED, "opinion"])
    _record(proposal, "endorse", by=by, now=now, facts={"to": proposal.catalogue.owner_name})
    return proposal


def return_to_handler(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> RevisionProposal:
    """The department's reviewer or leader sends a proposal back to the handler."""
    return _send_back(proposal_id, "return", opinion=opinion, by=by, now=now)


def send_back(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> RevisionProposal:
    """The keeper asks the department for more before anything is public."""
    return _send_back(proposal_id, "send_back", opinion=opinion, by=by, now=now)


@transaction.atomic
def withdraw(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> RevisionProposal:
    """The department takes a proposal back that nobody was asked about yet."""
    proposal = _begin(proposal_id, "withdraw", by=by)
    refuse(rules.reason_refusals(opinion))
    refuse(rules.once_public_refusals(was_consulted=proposal.consultation_from is not None))
    proposal.opinion = opinion.strip()
    proposal.save(update_fields=["status", "opinion"])
    _record(proposal, "withdraw", by=by, now=now, facts={"opinion": proposal.opinion})
    return proposal


@transaction.atomic
def consult(proposal_id: int, *, until: date, by: Actor, now: datetime) -> RevisionProposal:
    """The keeper publishes a proposal for opinions until a day, that day included (Order 102, art. 11-13)."""
    proposal = _begin(proposal_id, "consult", by=by)
    today = clock.local_date(now)
    refuse(edition_rules.consultation_refusals(until=until, today=today))
    proposal.consultation_from = proposal.consultation_from or today
    proposal.consultation_to = until
    proposal.save(update_fields=["status", "consultation_from", "consultation_to"])
    _record(proposal, "consult", by=by, now=now, facts={"until": until})
    return proposal


@transaction.atomic
def accept(proposal_id: int, acceptance: Acceptance, *, by: Actor, now: datetime) -> RevisionProposal:
    """The keeper writes the proposal into the draft edition, which a second person will approve.

    There being no draft, one is begun as a copy of the edition that comes last.
    """
    proposal = _begin(proposal_id, "accept", by=by)
    refuse([*_hearing_refusals(proposal, now=now), *rules.answer_refusals(acceptance.answer)])
    facts = queries.facts_of(proposal, codes=acceptance.codes)
    draft = accepting.draft_for(proposal, acceptance.title, by=by, now=now)
    change = accepting.change_for(proposal, draft, facts, now=now)
    accepting.carry_out(draft, change, by=by, now=now)
    for item, made in zip(proposal.items.all(), facts.new, strict=True):
        item.code = made.code or facts.old[0]
        item.save(update_fields=["code"])
    proposal.draft, proposal.answer = draft, acceptance.answer.strip()
    proposal.decided_by, proposal.decided_by_name, proposal.decided_at = by.user_id, by.name, now
    proposal.save(update_fields=["status", "draft", "answer", *DECIDED])
    written = {"title": draft.title, "item_codes": [item.code for item in proposal.items.all()]}
    _record(proposal, "accept", by=by, now=now, facts=written | {"answer": proposal.answer})
    return proposal


@transaction.atomic
def decline(proposal_id: int, *, answer: str, by: Actor, now: datetime) -> RevisionProposal:
    """The keeper prepares a no with its reason; it counts once a second person has confirmed it."""
    proposal = _begin(proposal_id, "decline", by=by)
    refuse([*_hearing_refusals(proposal, now=now), *rules.reason_refusals(answer)])
    proposal.answer, proposal.declined_by = answer.strip(), by.user_id
    proposal.save(update_fields=["status", "answer", "declined_by"])
    _record(proposal, "decline", by=by, now=now, facts={"answer": proposal.answer})
    return proposal


@transaction.atomic
def confirm(proposal_id: int, *, by: Actor, now: datetime) -> RevisionProposal:
    """A second person of the keeper confirms the no; the answer is public from now on."""
    proposal = _begin(proposal_id, "confirm", by=by)
    refuse(rules.second_person_refusals(by=by.user_id, others=(proposal.declined_by,), doing=_("确认")))
    proposal.decided_by, proposal.decided_by_name, proposal.decided_at = by.user_id, by.name, now
    proposal.save(update_fields=["status", *DECIDED])
    _record(proposal, "confirm", by=by, now=now, facts={"answer": proposal.answer})
    return proposal


@transaction.atomic
def reconsider(proposal_id: int, *, opinion: str, by: Actor, now: datetime) -> RevisionProposal:
    """The second person does not agree with the no and gives it back with a reason."""
    proposal = _begin(proposal_id, "reconsider", by=by)
    refuse(rules.second_person_refusals(by=by.user_id, others=(proposal.declined_by,), doing=_("复核")))
    refuse(rules.reason_refusals(opinion))
    proposal.opinion = opinion.strip()
    proposal.save(update_fields=["status", "opinion"])
    _record(proposal, "reconsider", by=by, now=now, facts={"opinion": proposal.opinion})
    return proposal


@transaction.atomic
def reopen(proposal_id: int, *, by: Actor, now: datetime) -> RevisionProposal:
    """The draft into which a proposal was accepted has been given up: it is decided anew."""
    proposal = _begin(proposal_id, "reopen", by=by)
    is_given_up = proposal.draft.status == EditionStatus.ABANDONED
    refuse(rules.reopen_refusals(title=proposal.draft.title, is_given_up=is_given_up))
    facts = {"title": proposal.draft.title}
    proposal.draft, proposal.answer = None, ""
    proposal.decided_by, proposal.decided_by_name, proposal.decided_at = None, "", None
    proposal.items.update(code="")
    proposal.save(update_fields=["status", "draft", "answer", *DECIDED])
    _record(proposal, "reopen", by=by, now=now, facts=facts)
    return proposal


def _begin(proposal_id: int, verb: str, *, by: Actor) -> RevisionProposal:
    """Lock the proposal and advance it: the first two beats of every verb here."""
    proposal = queries.proposal_for_update(proposal_id)
    if not _concerns(proposal, verb, by=by):
        raise NotPermitted(_("这项建议不由您的单位办理。"))
    procedure.advance(proposal, steps_of(proposal.catalogue), verb, by=by)
    return proposal


def _concerns(proposal: RevisionProposal, verb: str, *, by: Actor | None) -> bool:
    """The department's verbs are its own; the others belong to the keeper of the catalogue."""
    if verb in BY_DEPARTMENT:
        return by is not None and by.body_code == proposal.department_code
    return drafting.keeps(proposal.catalogue, by)


def _send_back(proposal_id: int, verb: str, *, opinion: str, by: Actor, now: datetime) -> RevisionProposal:
    with transaction.atomic():
        proposal = _begin(proposal_id, verb, by=by)
        refuse(rules.reason_refusals(opinion))
        refuse(rules.once_public_refusals(was_consulted=proposal.consultation_from is not None))
        proposal.opinion = opinion.strip()
        proposal.endorsed_by, proposal.endorsed_by_name, proposal.endorsed_at = None, "", None
        proposal.save(update_fields=["status", "opinion", *ENDORSED])
        _record(proposal, verb, by=by, now=now, facts={"opinion": proposal.opinion})
    return proposal


def _proposal_refusals(
    catalogue: Catalogue, facts: ProposalFacts, *, by: Actor, today: date
) -> list[Refusal]:
    base = queries.base_of(catalogue)
    found = rules.base_refusals(has_base=base is not None)
    if facts.service_id is not None:
        mine = services.visible_to(by).filter(department_code=by.body_code, status=ServiceStatus.PLANNED)
        found += rules.service_refusals(facts.kind, is_own_plan=mine.filter(pk=facts.service_id).exists())
    places = queries.places_of(base, catalogue, on=today)
    return found or rules.proposal_refusals(facts, queries.items_by_code(base), places)


def _hearing_refusals(proposal: RevisionProposal, *, now: datetime) -> list[Refusal]:
    """Nothing is decided while opinions are asked for, nor before they are answered."""
    today = clock.local_date(now)
    open_until = edition_rules.consultation_open_refusals(until=proposal.consultation_to, today=today)
    return open_until or edition_rules.heard_refusals(unanswered=proposal.comments.unanswered().count())


def _write(proposal: RevisionProposal, facts: ProposalFacts) -> None:
    """Keep what the proposal names; `old` are items of the edition that comes last."""
    base = queries.base_of(proposal.catalogue)
    old = list(base.items.filter(code__in=facts.old)) if base else []
    proposal.old_items.set(old)
    proposal.title = rules.title_of(facts, [item.name for item in old])
    proposal.save(update_fields=["title"])
    proposal.items.all().delete()
    ProposedItem.objects.bulk_create(
        ProposedItem(
            proposal=proposal,
            order=order,
            name=item.name,
            description=item.description,
            place_code=item.place_code,
            field_of_service=item.field_of_service,
        )
        for order, item in enumerate(facts.new, start=1)
    )


def _said(facts: ProposalFacts) -> dict:
    return {
        "kind": facts.kind,
        "old_items": facts.old,
        "new_items": [item.name for item in facts.new],
        "because": facts.reason,
    }


def _record(proposal: RevisionProposal, verb: str, *, by: Actor, now: datetime, facts: dict) -> None:
    says = str(steps_of(proposal.catalogue)[verb].says)
    ledger.record(proposal, f"revisions.{verb}", says=says, by=by, at=now, facts=facts)
    if verb in TELLING:
        later("revisions.tell_proposer", proposal.pk)
