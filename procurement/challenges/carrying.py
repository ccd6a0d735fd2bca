"""What follows from a founded challenge: amended, decided anew or begun again, then told to finance."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.award.replacing import workflow as replacing
from procurement.award.replacing.choices import RemovalCause
from procurement.challenges import queries, report, rules
from procurement.challenges.choices import Effect
from procurement.challenges.models import Challenge
from procurement.challenges.steps import STEPS
from procurement.challenges.workflow import note, resume
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice


@transaction.atomic
def carry_out(number: str, *, restart_because: str = "", by: Actor, now: datetime) -> Challenge:
    """Carry out what the answer says (Order 94, art. 16); then the package goes on.

    What proves impossible gives way to a new purchase; the reason is kept on record, not in the notice.
    """
    challenge = _begin(number, "carry_out", by=by)
    answered = challenge.get_effect_display()
    if restart_because:
        _restart_instead(challenge, restart_because)
    resume(challenge, because=_("答复已经落实。"), by=by, now=now)
    with translation.override("zh-hans"):
        reason = "。".join(filter(None, (_reason(challenge), restart_because.strip())))
    known = {"cause": RemovalCause.CHALLENGE, "reference": challenge.number, "reason": reason}
    if challenge.effect == Effect.NEXT:
        replacing.next_candidate(challenge.package_id, **known, by=by, now=now)
    elif challenge.effect == Effect.RESTART:
        replacing.restart(challenge.package_id, **known, by=by, now=now)
    else:
        refuse(rules.amended_refusals(is_amended=is_amended(challenge)))
    challenge.closed_at = now
    challenge.save(update_fields=["status", "closed_at", "effect"])
    facts = {"effect": challenge.get_effect_display()}
    if restart_because:
        facts |= {"answered": answered, "reason": restart_because.strip()}
    note(challenge, "carry_out", by=by, now=now, facts=facts)
    return challenge


def next_refusals(challenge: Challenge) -> list[Refusal]:
    """Why no other candidate can be chosen after this challenge, as things stand now."""
    return replacing.next_refusals(challenge.package_id, cause=RemovalCause.CHALLENGE)


def is_impossible(challenge: Challenge) -> bool:
    """Whether what was answered cannot be done any more, however long one waits."""
    if challenge.effect == Effect.NEXT:
        return any(one.code in rules.LASTING for one in next_refusals(challenge))
    is_open = challenge.package.status in queries.SEALED
    return challenge.effect == Effect.AMEND and not is_open and not is_amended(challenge)


def _restart_instead(challenge: Challenge, reason: str) -> None:
    refuse(rules.instead_refusals(challenge.effect, is_impossible=is_impossible(challenge), reason=reason))
    challenge.effect = Effect.RESTART


@transaction.atomic
def tell_finance(number: str, *, by: Actor, now: datetime) -> Challenge:
    """Report a changed result to the finance department in writing (Order 94, art. 16)."""
    challenge = _begin(number, "report", by=by)
    refuse(rules.report_refusals(effect=challenge.effect, is_reported=challenge.reported_at is not None))
    with translation.override("zh-hans"):
        challenge.report = report.content(challenge, on=local_date(now))
    challenge.reported_at, challenge.reported_by_id = now, by.user_id
    challenge.save(update_fields=["report", "reported_at", "reported_by"])
    note(challenge, "report", by=by, now=now, facts={"effect": challenge.get_effect_display()})
    department = queries.department_of(challenge.package.project)
    if department is not None:
        inbox.notify_body(
            department.pk,
            roles=(Role.FINANCE,),
            subject=_("质疑改变采购结果的报告：%(title)s") % {"title": challenge.package.project.title},
            text=challenge.report["what"],
            url=challenge.get_absolute_url(),
            now=now,
        )
    return challenge


def is_amended(challenge: Challenge) -> bool:
    """Whether a correction of the call came out after the answer."""
    rows = Notice.objects.out().filter(project=challenge.package.project_id, type=NoticeType.CORRECTION)
    return rows.filter(shown_at__gte=challenge.answered_at).exists()


def _reason(challenge: Challenge) -> str:
    founded = [one.matter for one in challenge.matters.order_by("index") if one.is_founded]
    return _("质疑 %(number)s 成立：%(matters)s") % {
        "number": challenge.number,
        "matters": "；".join(founded),
    }


def _begin(number: str, verb: str, *, by: Actor) -> Challenge:
    challenge = queries.challenge_for_update(number)
    procedure.advance(challenge, STEPS, verb, by=by)
    if challenge.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    return challenge
