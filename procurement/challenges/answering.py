"""A challenge is answered: drafted by one person, given by another, to all whom it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.award.replacing.queries import is_chosen
from procurement.challenges import carrying, letter, queries, rules
from procurement.challenges.choices import ChallengeStatus, Effect, Outcome
from procurement.challenges.models import AnswerCopy, Challenge
from procurement.challenges.steps import STEPS
from procurement.challenges.workflow import hold, note, resume, tell_conductors


@dataclass(frozen=True)
class Reply:
    """What an answer says of one matter."""

    is_founded: bool
    answer: str
    facts: str
    law: str


@dataclass(frozen=True)
class Answer:
    """The whole answer: its conclusion, what follows, each matter by its index, what the panel said."""

    outcome: str
    effect: str
    replies: Mapping[int, Reply]
    panel_said: str = ""


@transaction.atomic
def prepare(number: str, answer: Answer, *, by: Actor, now: datetime) -> Challenge:
    """The purchaser's clerk or its agency drafts the answer (Order 94, arts. 15, 16)."""
    challenge = _begin(number, "prepare", by=by)
    matters = list(challenge.matters.order_by("index"))
    replies = [answer.replies.get(matter.index) for matter in matters]
    said = "\n".join(f"{one.answer}\n{one.facts}" for one in replies if one)
    refuse(
        rules.answer_refusals(answer.outcome, [one.is_founded if one else None for one in replies])
        + _effect_refusals(challenge, answer.outcome, answer.effect)
        + rules.secret_refusals(said, secrets=queries.secrets_of(challenge.package))
    )
    for matter, one in zip(matters, replies, strict=True):
        matter.is_founded = one.is_founded
        matter.answer, matter.answer_facts, matter.answer_law = one.answer, one.facts, one.law
        matter.save(update_fields=["is_founded", "answer", "answer_facts", "answer_law"])
    challenge.outcome, challenge.effect = answer.outcome, answer.effect
    challenge.panel_said, challenge.opinion = answer.panel_said.strip(), ""
    challenge.prepared_by_id, challenge.prepared_at = by.user_id, now
    names = ("status", "outcome", "effect", "panel_said", "opinion", "prepared_by", "prepared_at")
    challenge.save(update_fields=names)
    facts = {"outcome": challenge.get_outcome_display(), "effect": challenge.get_effect_display()}
    note(challenge, "prepare", by=by, now=now, facts=facts)
    inbox.notify_body(
        challenge.package.project.purchaser_id,
        roles=queries.GIVERS,
        subject=_("质疑答复待您批准：%(number)s") % {"number": challenge.number},
        text=challenge.get_outcome_display(),
        url=challenge.get_absolute_url(),
        now=now,
    )
    return challenge


@transaction.atomic
def send_back(number: str, *, opinion: str, by: Actor, now: datetime) -> Challenge:
    """A second person returns the draft with the reason."""
    challenge = _begin(number, "return", by=by)
    challenge.opinion = opinion.strip()
    challenge.save(update_fields=["status", "opinion"])
    note(challenge, "return", by=by, now=now, facts={"opinion": challenge.opinion})
    tell_conductors(challenge, _("质疑答复已退回：%(number)s"), challenge.opinion, now=now)
    return challenge


@transaction.atomic
def give(number: str, *, by: Actor, now: datetime) -> Challenge:
    """A second person of the purchaser gives the answer; what was not founded lets the contract go on."""
    challenge = _begin(number, "give", by=by)
    refuse(
        rules.second_person_refusals(prepared_by=challenge.prepared_by_id, answered_by=by.user_id)
        + _effect_refusals(challenge, challenge.outcome, challenge.effect)
    )
    challenge.answered_by_id, challenge.answered_at = by.user_id, now
    if challenge.outcome != Outcome.EFFECT:
        challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, now
    with translation.override("zh-hans"):
        challenge.content = letter.content(challenge, on=local_date(now))
    challenge.save(update_fields=["status", "answered_by", "answered_at", "closed_at", "content"])
    note(challenge, "give", by=by, now=now, facts={"outcome": challenge.get_outcome_display()})
    if challenge.outcome != Outcome.EFFECT:
        resume(challenge, because=_("已经答复，不影响采购结果。"), by=by, now=now)
    else:
        # Until it is carried out the contract waits, even where it was let go.
        hold(challenge, by=by, now=now)
    _send(challenge, now=now)
    return challenge


@transaction.atomic
def lift(number: str, *, reason: str, by: Actor, now: datetime) -> Challenge:
    """A second person lets the contract go on before the answer: the matters cannot affect the result."""
    challenge = _begin(number, "lift", by=by)
    refuse(rules.reason_refusals(reason))
    resume(challenge, because=reason.strip(), by=by, now=now)
    note(challenge, "lift", by=by, now=now, facts={"reason": reason.strip()})
    return challenge


def _effect_refusals(challenge: Challenge, outcome: str, effect: str) -> list[Refusal]:
    """Whether the effect is lawful and possible where the package stands now."""
    found = rules.effect_refusals(
        outcome,
        effect,
        subject=challenge.subject,
        is_sealed=challenge.package.status in queries.SEALED,
        is_chosen=is_chosen(challenge.package_id),
    )
    if effect == Effect.NEXT and not found:
        found = [one for one in carrying.next_refusals(challenge) if one.code in rules.LASTING]
    return found


def _begin(number: str, verb: str, *, by: Actor) -> Challenge:
    challenge = queries.challenge_for_update(number)
    procedure.advance(challenge, STEPS, verb, by=by)
    if not queries.of_conductor(by).filter(pk=challenge.pk).exists():
        raise NotPermitted(_("这是其他单位的采购项目。"))
    return challenge


def _send(challenge: Challenge, *, now: datetime) -> None:
    """To the sender and to everybody whom it concerns (Order 94, art. 13)."""
    told = [challenge.sender_id] if challenge.sender_id else []
    told += queries.parties(challenge)
    AnswerCopy.objects.bulk_create(
        AnswerCopy(challenge=challenge, supplier_id=pk, sent_at=now) for pk in told
    )
    for pk in told:
        inbox.notify_body(
            pk,
            roles=SUPPLIER_ROLES,
            subject=_("质疑答复：%(title)s") % {"title": challenge.package.project.title},
            text=challenge.get_outcome_display(),
            url=letter.address(challenge),
            now=now,
        )
