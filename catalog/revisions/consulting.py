"""Opinions about an edition or a proposal: one given, one answered; published with the decision."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog import capacities
from catalog.editions import workflow as drafting
from catalog.editions.choices import EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.editions.rules import ORDER_102
from catalog.revisions import queries, workflow
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import ConsultationComment, RevisionProposal
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.hearing import workflow as opinions
from portal.kernel.hearing.choices import Voice
from portal.kernel.hearing.workflow import Answer, Hearing, Speaker
from portal.kernel.ledger import workflow as ledger

Subject = CatalogueEdition | RevisionProposal
OFFICES = (*capacities.PURCHASERS, capacities.FINANCE, capacities.SUPERVISOR)
CLOSED = (EditionStatus.APPROVED, EditionStatus.ABANDONED)


@dataclass(frozen=True)
class Said:
    """A comment as it is typed; `item_code` may be empty."""

    text: str
    item_code: str = ""


def voice_of(actor: Actor | None) -> Voice:
    """As what somebody comments: for a department, for an organisation, or as a citizen."""
    if actor is not None and actor.body_code and actor.has_role(*OFFICES):
        return Voice.DEPARTMENT
    if actor is not None and actor.body_code and actor.has_role(*capacities.SUPPLIERS):
        return Voice.ORGANISATION
    return Voice.CITIZEN


def is_open_on(subject: Subject, day) -> bool:
    """Whether opinions on it are taken on a day."""
    is_asked = subject.status in (EditionStatus.CONSULTATION, ProposalStatus.CONSULTATION)
    return is_asked and subject.consultation_to is not None and day <= subject.consultation_to


@transaction.atomic
def comment(
    subject: Subject, said: Said, *, by: Actor | None, device: str, clock: Clock = database_clock
) -> ConsultationComment:
    """One opinion; `device` is the salted digest of a citizen's. The clock is read after the lock."""
    subject = queries.subject_for_update(subject)
    now, speaker = clock(), Speaker(voice_of(by), by, device)
    is_open = is_open_on(subject, local_date(now))
    hearing = Hearing(until=subject.consultation_to, is_open=is_open, basis=ORDER_102)
    made = opinions.take(
        subject.comments, said.text, hearing=hearing, speaker=speaker, now=now, item_code=said.item_code
    )
    facts = {"voice": speaker.voice, "item_code": said.item_code, "sha256": made.text_digest}
    ledger.record(made, "revisions.comment", says=_("提出意见"), by=speaker.actor, at=now, facts=facts)
    return made


@transaction.atomic
def answer(comment_id: int, given: Answer, *, by: Actor, now: datetime) -> ConsultationComment:
    """The keeper answers a comment; the answer may be changed until the decision."""
    known = ConsultationComment.objects.select_related("edition", "proposal").get(pk=comment_id)
    subject = queries.subject_for_update(known.subject)
    found = queries.comment_for_update(comment_id)
    if not may_answer(subject.catalogue, by=by):
        raise NotPermitted(_("意见由目录编制单位答复。"))
    opinions.answer(found, given, is_decided=is_decided(subject), basis=ORDER_102, by=by, now=now)
    facts = {"verdict": given.verdict, "answer": found.answer, "withheld": found.withheld}
    ledger.record(found, "revisions.answer", says=_("答复意见"), by=by, at=now, facts=facts)
    return found


def may_answer(catalogue: Catalogue, *, by: Actor | None) -> bool:
    """Whether a person drafts for the body that keeps the catalogue."""
    roles = workflow.steps_of(catalogue)["accept"].roles
    return drafting.keeps(catalogue, by) and by.has_role(*roles)


def is_decided(subject: Subject) -> bool:
    """Whether the answers are public, or nobody will decide any more."""
    if isinstance(subject, CatalogueEdition):
        return subject.status in CLOSED
    return subject.is_decided or subject.status == ProposalStatus.WITHDRAWN
