"""Opinions about an edition or a proposal: one given, one answered; published with the decision."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from catalog import capacities
from catalog.editions import workflow as drafting
from catalog.editions.choices import EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.revisions import queries, rules, workflow
from catalog.revisions.choices import ProposalStatus, Verdict, Voice
from catalog.revisions.models import ConsultationComment, RevisionProposal
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger

Subject = CatalogueEdition | RevisionProposal
CITIZEN = Actor(user_id=0, name="群众", body_name="")
OFFICES = (*capacities.PURCHASERS, capacities.FINANCE, capacities.SUPERVISOR)
CLOSED = (EditionStatus.APPROVED, EditionStatus.ABANDONED)


@dataclass(frozen=True)
class Said:
    """A comment as it is typed; `item_code` may be empty."""

    text: str
    item_code: str = ""


@dataclass(frozen=True)
class Answer:
    """What became of a comment; `withheld` says why its text is not published."""

    verdict: Verdict
    text: str
    withheld: str = ""


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
    now, voice = clock(), voice_of(by)
    is_citizen = voice == Voice.CITIZEN
    who = {"author_id": None, "device": device} if is_citizen else {"author_id": by.user_id, "device": ""}
    text = said.text.strip()
    digest = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    mine = subject.comments.filter(**who)
    today = local_date(now)
    refuse(
        rules.comment_refusals(
            text,
            until=subject.consultation_to,
            today=today,
            is_open=is_open_on(subject, today),
            is_known=mine.filter(text_digest=digest).exists(),
            given=mine.count(),
        )
    )
    made = subject.comments.create(
        voice=voice,
        body_name="" if is_citizen else by.body_name,
        item_code=said.item_code,
        text=text,
        text_digest=digest,
        at=now,
        **who,
    )
    facts = {"voice": voice, "item_code": said.item_code, "sha256": digest}
    person = CITIZEN if is_citizen else by
    ledger.record(made, "revisions.comment", says=_("提出意见"), by=person, at=now, facts=facts)
    return made


@transaction.atomic
def answer(comment_id: int, given: Answer, *, by: Actor, now: datetime) -> ConsultationComment:
    """The keeper answers a comment; the answer may be changed until the decision."""
    known = ConsultationComment.objects.select_related("edition", "proposal").get(pk=comment_id)
    subject = queries.subject_for_update(known.subject)
    found = queries.comment_for_update(comment_id)
    if not may_answer(subject.catalogue, by=by):
        raise NotPermitted(_("意见由目录编制单位答复。"))
    refuse(rules.comment_answer_refusals(answer=given.text, is_decided=is_decided(subject)))
    found.verdict, found.answer, found.withheld = given.verdict, given.text.strip(), given.withheld.strip()
    found.answered_by, found.answered_by_name, found.answered_at = by.user_id, by.name, now
    names = ("verdict", "answer", "withheld", "answered_by", "answered_by_name", "answered_at")
    found.save(update_fields=names)
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
