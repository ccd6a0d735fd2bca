"""What the pages of challenges say."""

from datetime import datetime

from django.utils import translation

from orgs.bodies.models import Body
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.award.models import Award
from procurement.award.replacing import queries as replacing
from procurement.challenges import carrying, queries, rules, workflow
from procurement.challenges.choices import ChallengeStatus, Effect
from procurement.challenges.models import Challenge
from procurement.challenges.steps import STEPS
from procurement.projects.models import Package
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import SuspensionCause


def to_submit(package: Package, actor: Actor, *, now: datetime) -> dict:
    """The page of a letter: every occasion with its last day and why it is closed."""
    today = local_date(now)
    rows, still_open = [], []
    for one in queries.occasions(package, actor.body_id):
        found = workflow.case_refusals(package, one, actor.body_id, sent_on=today)
        rows.append({"occasion": one, "is_open": not found, "why": found[0] if found else None})
        if not found:
            still_open.append(one)
    own_rule = workflow.own_rule_refusals(package)
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "rows": rows,
        "open": still_open,
        "own_rule": own_rule[0].because if own_rule else "",
        "basis": rules.ORDER_94_ART_10,
    }


def to_enter(package: Package, *, now: datetime) -> dict:
    """The page of a letter on paper."""
    own_rule = workflow.own_rule_refusals(package)
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "occasions": queries.occasions(package, None),
        "own_rule": own_rule[0].because if own_rule else "",
        "basis": rules.ORDER_94_ART_13,
    }


def known_of(actor: Actor) -> dict:
    """What is known of the supplier already."""
    body = Body.objects.get(pk=actor.body_id)
    return {"address": body.address, "contact": actor.name, "phone": body.phone}


def detail(challenge: Challenge, *, by: Actor, now: datetime) -> dict:
    """One challenge: its letter, its clock, what the reader may do next."""
    today = local_date(now)
    is_sender = challenge.sender_id is not None and challenge.sender_id == by.body_id
    standing = suspensions.in_force(challenge.package_id, on=today)
    is_conducted = queries.of_conductor(by).filter(pk=challenge.pk).exists()
    return {
        "now": now,
        "challenge": challenge,
        "package": challenge.package,
        "project": challenge.package.project,
        "matters": list(challenge.matters.all()),
        "papers": list(challenge.papers.select_related("upload")),
        "is_sender": is_sender,
        "is_late": challenge.status in queries.OPEN and challenge.answer_by < today,
        "suspended": standing.filter(cause=SuspensionCause.CHALLENGE, reference=challenge.number).first(),
        "may": {
            verb: procedure.may(challenge, STEPS, verb, by=by) and (is_sender or is_conducted)
            for verb in STEPS
        },
        "answered_effect": _given_up(challenge),
        "effect_basis": rules.ORDER_94_ART_16,
        "may_report": challenge.status == ChallengeStatus.CLOSED
        and challenge.effect in (Effect.NEXT, Effect.RESTART)
        and challenge.reported_at is None,
        "basis": rules.ORDER_94_ART_13,
    }


def may_know_challenger(challenge: Challenge, actor: Actor) -> bool:
    """Other suppliers are not told who challenged; the sender, the purchaser's side and supervision know."""
    return queries.visible_to(actor).filter(pk=challenge.pk).exists()


def to_carry_out(challenge: Challenge, *, now: datetime) -> dict:
    """What follows, with who is next and whether the price of who falls out was the base of the points."""
    award = Award.objects.filter(package=challenge.package, winner__isnull=False).first()
    left = replacing.left_after(award, award.winner.rank) if award else []
    return {
        "now": now,
        "challenge": challenge,
        "award": award,
        "next": left[0] if left else None,
        "left": len(left),
        "is_base": award is not None and replacing.is_base(award),
        "is_impossible": carrying.is_impossible(challenge),
        "is_amended": challenge.answered_at is not None and carrying.is_amended(challenge),
    }


def _given_up(challenge: Challenge) -> str:
    """What the answer had said, where something else was carried out."""
    said = challenge.content.get("effect", "")
    with translation.override("zh-hans"):
        return "" if said == challenge.get_effect_display() else said
