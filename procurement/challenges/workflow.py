"""A challenge comes in: online by the supplier itself, or on paper, entered by a clerk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.award import queries as awards
from procurement.challenges import queries, rules
from procurement.challenges.choices import ChallengeStatus
from procurement.challenges.letters import queries as letter_queries
from procurement.challenges.letters import rules as letters
from procurement.challenges.letters.choices import Via
from procurement.challenges.letters.saving import LetterFacts, Papers, add_parts, columns_on_paper
from procurement.challenges.models import Challenge
from procurement.challenges.rules import Occasion
from procurement.challenges.steps import STEPS
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.projects.rules import VOLUNTARY
from procurement.projects.suspension import workflow as suspension
from procurement.projects.suspension.choices import SuspensionCause


@dataclass(frozen=True)
class PaperFacts:
    """What a clerk reads off a letter on paper: from whom, and its days; `sent_on` is the postmark.

    `is_outside`: the clerk says that the sender is no organisation of the portal.
    """

    sender_name: str
    sender_code: str
    written_on: date
    sent_on: date
    received_on: date
    is_outside: bool = False


@transaction.atomic
def submit(
    package_id: int,
    key: str,
    facts: LetterFacts,
    papers: Papers,
    *,
    by: Actor,
    clock: Clock = database_clock,
) -> Challenge:
    """A supplier hands in its challenge online; refused for the law's own causes only."""
    procedure.allow(STEPS, "submit", by=by)
    package = projects.package_for_update(package_id)
    now = clock()
    today = local_date(now)
    occasion = _occasion(package, key, by.body_id)
    refuse(case_refusals(package, occasion, by.body_id, sent_on=today))
    signs_itself = by.has_role(Role.SUPPLIER_SIGNATORY)
    refuse(letters.agent_refusals(facts.agent, signs_itself=signs_itself, on=today))
    sender = Body.objects.get(pk=by.body_id)
    challenge = Challenge(
        via=Via.ONLINE,
        sender=sender,
        sender_name=sender.name,
        written_on=today,
        sent_at=now,
        received_on=today,
    )
    return _receive(challenge, package, occasion, facts, papers, by=by, now=now)


@transaction.atomic
def enter(
    package_id: int,
    key: str,
    paper: PaperFacts,
    facts: LetterFacts,
    papers: Papers,
    *,
    by: Actor,
    clock: Clock = database_clock,
) -> Challenge:
    """A clerk enters a letter on paper; one that is late or without standing is kept as refused.

    Nobody chooses to refuse: standing and time are judged from the record.
    """
    procedure.allow(STEPS, "enter", by=by)
    package = projects.package_for_update(package_id)
    if not projects.organised_by(by).filter(pk=package.project_id).exists():
        raise NotPermitted(_("这个项目不是由您的单位组织的。"))
    now = clock()
    days = {name: getattr(paper, name) for name in ("written_on", "sent_on", "received_on")}
    refuse(letters.paper_day_refusals(**days, today=local_date(now)))
    sender = _sender_on_paper(paper)
    sender_id = sender.pk if sender else None
    occasion = _occasion(package, key, sender_id)
    refuse(own_rule_refusals(package))
    refuse(letters.agent_refusals(facts.agent, signs_itself=True, on=paper.sent_on))
    challenge = Challenge(**columns_on_paper(sender, sender_name=paper.sender_name, **days))
    found = case_refusals(package, occasion, sender_id, sent_on=paper.sent_on)
    return _receive(challenge, package, occasion, facts, papers, found=found, by=by, now=now)


@transaction.atomic
def withdraw(number: str, *, by: Actor, now: datetime) -> Challenge:
    """The supplier takes its challenge back before it is answered; what stood still goes on."""
    challenge = queries.challenge_for_update(number)
    procedure.advance(challenge, STEPS, "withdraw", by=by)
    if challenge.sender_id != by.body_id:
        raise NotPermitted(_("这不是贵单位提出的质疑。"))
    challenge.closed_at = now
    challenge.save(update_fields=["status", "closed_at"])
    note(challenge, "withdraw", by=by, now=now, facts={})
    resume(challenge, because=_("质疑已撤回。"), is_decided=False, by=by, now=now)
    tell_conductors(challenge, _("质疑已撤回：%(number)s"), _("供应商撤回了质疑。"), now=now)
    return challenge


def own_rule_refusals(package: Package) -> list[Refusal]:
    """Why the law's challenge does not fit a purchase: below the threshold the unit's own rule stands."""
    is_statutory = projects.is_statutory(package.project)
    return rules.statutory_refusals(is_statutory=is_statutory, own_rule=str(VOLUNTARY))


def case_refusals(
    package: Package, occasion: Occasion, supplier_id: int | None, *, sent_on: date
) -> list[Refusal]:
    """Why a supplier may not challenge this with a letter of a day; pages say it before it is typed."""
    own = own_rule_refusals(package)
    if own:
        return own
    standing = rules.standing_refusals(
        occasion.subject,
        has_obtained=queries.has_obtained(package, supplier_id),
        took_part=queries.took_part(package, supplier_id),
    )
    return standing + rules.time_refusals(occasion, sent_on=sent_on)


def note(challenge: Challenge, verb: str, *, by: Actor, now: datetime, facts: dict) -> None:
    """One entry; the letter and its answer are for nobody in public, so the seal stays."""
    known = {"package": challenge.package.number, "subject": challenge.get_subject_display()}
    ledger.record(
        challenge,
        f"challenges.{verb}",
        says=str(STEPS[verb].says),
        by=by,
        at=now,
        facts=known | facts,
        seal=challenge.seal,
    )


def hold(challenge: Challenge, *, is_decided: bool = True, by: Actor, now: datetime) -> None:
    """The contract waits because of this challenge."""
    suspension.suspend(
        challenge.package_id,
        cause=SuspensionCause.CHALLENGE,
        reference=challenge.number,
        seal=challenge.seal,
        is_decided=is_decided,
        by=by,
        now=now,
    )


def resume(challenge: Challenge, *, because: str, is_decided: bool = True, by: Actor, now: datetime) -> None:
    """What stood still because of this challenge goes on."""
    suspension.resume(
        challenge.package_id,
        cause=SuspensionCause.CHALLENGE,
        reference=challenge.number,
        seal=challenge.seal,
        because=because,
        is_decided=is_decided,
        by=by,
        now=now,
    )


def tell_conductors(challenge: Challenge, subject: str, text: str, *, now: datetime) -> None:
    """The purchaser and, where there is one, its agency."""
    project = challenge.package.project
    told = {"url": challenge.get_absolute_url(), "text": text, "now": now}
    subject %= {"number": challenge.number}
    inbox.notify_body(project.purchaser_id, roles=PURCHASER_ROLES, subject=subject, **told)
    if notices.organiser_of(project) != project.purchaser_id:
        inbox.notify_body(notices.organiser_of(project), roles=ORGANISER_ROLES, subject=subject, **told)


def _receive(
    challenge: Challenge,
    package: Package,
    occasion: Occasion,
    facts: LetterFacts,
    papers: Papers,
    *,
    by: Actor,
    now: datetime,
    found: list[Refusal] | None = None,
) -> Challenge:
    """Write the letter, let the contract wait, tell whoever has to answer; or keep why it is refused."""
    challenge.package = package
    challenge.number = f"{package.number}-ZY{package.challenges.count() + 1:02d}"
    challenge.subject, challenge.occasion = occasion.subject, occasion.says
    challenge.known_on, challenge.last_day = occasion.known_on, occasion.last_day
    challenge.entered_by_id, challenge.entered_at = by.user_id, now
    for name, value in facts.columns().items():
        setattr(challenge, name, value)
    if found:
        challenge.status = ChallengeStatus.REFUSED
        challenge.refused_because = "".join(str(refusal.because) for refusal in found)
    else:
        term = int(awards.law_of(package, "challenge_answer_workdays"))
        until = calendars.current().add_workdays(challenge.received_on, term)
        challenge.answer_by, challenge.is_term_provisional = until.date, until.provisional
    challenge.save(force_insert=True)
    add_parts(challenge, facts, papers)
    verb = "submit" if challenge.via == Via.ONLINE else "enter"
    said = {"matters": [one.matter for one in facts.matters], "sent_at": challenge.sent_at}
    note(challenge, verb, by=by, now=now, facts=said | {"refused": challenge.refused_because})
    _follow(challenge, by=by, now=now)
    return challenge


def _follow(challenge: Challenge, *, by: Actor, now: datetime) -> None:
    """What a received letter sets in motion; a refused one is told its sender."""
    if challenge.status == ChallengeStatus.REFUSED:
        if challenge.sender_id:
            inbox.notify_body(
                challenge.sender_id,
                roles=SUPPLIER_ROLES,
                subject=_("质疑不予受理：%(number)s") % {"number": challenge.number},
                text=challenge.refused_because,
                url=challenge.get_absolute_url(),
                now=now,
            )
        return
    hold(challenge, is_decided=False, by=by, now=now)
    text = _("请在 %(day)s 以前答复；答复以前暂停签订和履行合同。") % {"day": challenge.answer_by.isoformat()}
    tell_conductors(challenge, _("收到质疑：%(number)s"), text, now=now)


def _sender_on_paper(paper: PaperFacts) -> Body | None:
    """Who wrote; a mistyped code must not make a stranger of a participant (Order 94, art. 13)."""
    sender = letter_queries.sender_of(paper.sender_name, paper.sender_code)
    if sender is None and not paper.is_outside:
        because = _("平台没有这个名称或者统一社会信用代码的单位，不能判断是不是参加本项目的供应商。")
        remedy = _("请照质疑函核对名称和代码；确实没有在平台登记的，勾选“提出单位没有在平台登记”。")
        raise Refused(Refusal(because, rules.ORDER_94_ART_13, remedy, "sender_unknown"))
    return sender


def _occasion(package: Package, key: str, supplier_id: int | None) -> Occasion:
    for occasion in queries.occasions(package, supplier_id):
        if occasion.key == key:
            return occasion
    because = _("没有这个可以质疑的环节。")
    raise Refused(Refusal(because, rules.REGULATION_ART_53, _("请重新选择。"), "no_occasion"))
