"""From the opened response of the only supplier to the proposal: talks on record, or the lawful end."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, Duty
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.award import queries as awards
from procurement.award import rules as award_rules
from procurement.award import workflow as award_workflow
from procurement.award.agreed import queries, rules
from procurement.award.agreed.choices import EndCause
from procurement.award.agreed.models import SourceTalks
from procurement.award.agreed.rules import TalksFacts
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.models import Award
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.notices.models import Notice
from procurement.opening import workflow as opening
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.redo import queries as redo
from procurement.review.rules import offered

OPEN = (AwardStatus.WAITING, AwardStatus.RETURNED)

STEPS = {
    "keep": Step(gettext_lazy("登记协商情况"), OPEN, "", ORGANISER_ROLES, basis=rules.BASIS),
    "prepare": Step(
        gettext_lazy("拟定成交供应商"),
        OPEN,
        AwardStatus.PREPARED,
        award_workflow.STEPS["prepare"].roles,
        Duty.AWARD_PREPARE,
        award_rules.ORDER_74_ART_36,
    ),
    "end": Step(
        gettext_lazy("终止采购"), (*OPEN, AwardStatus.PREPARED), "", ORGANISER_ROLES, basis=rules.BASIS
    ),
}


@transaction.atomic
def keep(package_id: int, facts: TalksFacts, *, paper: Upload, by: Actor, now: datetime) -> Award:
    """Keep the signed record of the talks; with the first one the time for deciding begins."""
    package = _begin(package_id, "keep", by=by)
    opened = queries.opened_of(package)
    refuse(rules.talks_refusals(facts, queries.frame_of(package, opened, at=now)))
    award = queries.award_for_update(package) or _received(package, by=by, now=now)
    award.package = package
    procedure.advance(award, STEPS, "keep", by=by)
    found = {
        "supplier_id": opened.submission.supplier_id,
        "offered_amount": offered(opening.fields_of(opened)),
        "paper": paper,
        "entered_by_id": by.user_id,
        "entered_at": now,
    }
    SourceTalks.objects.update_or_create(award=award, defaults={**asdict(facts), **found})
    said = {"held_on": facts.held_on, "amount": facts.amount, "paper_sha256": paper.sha256}
    _record(award, "keep", by=by, now=now, **said)
    _tell_purchaser(package, _("协商情况已经登记，请定标"), roles=PURCHASER_ROLES, now=now)
    return award


@transaction.atomic
def prepare(package_id: int, *, minutes: str, by: Actor, now: datetime) -> Award:
    """Propose what was agreed, on the minutes of the collective decision."""
    package = _own(package_id, "prepare", by=by)
    award = queries.award_for_update(package)
    talks = queries.talks_of(award)
    if award is None or talks is None:
        raise Refused(rules.not_talked())
    award.package = package
    step = procedure.advance(award, STEPS, "prepare", by=by)
    duties.take(package.project_id, step.duty, by=by, at=now)
    refuse([*award_rules.minutes_refusals(minutes), *_proposal_refusals(award, talks, now=now)])
    award.supplier, award.amount = talks.supplier, talks.amount
    award.minutes, award.prepared_by_id, award.opinion = minutes.strip(), by.user_id, ""
    award.save(update_fields=["status", "supplier", "amount", "minutes", "prepared_by", "opinion"])
    _record(award, "prepare", by=by, now=now, winner=award.supplier.name, amount=award.amount)
    _tell_purchaser(package, _("定标待您审批"), roles=award_workflow.APPROVERS, now=now)
    return award


@transaction.atomic
def end(package_id: int, *, cause: str, reason: str, by: Actor, now: datetime) -> Notice:
    """End the purchase before its decision, with a notice that says why (Order 74, arts. 41 to 43)."""
    package = _begin(package_id, "end", by=by)
    refuse(rules.reason_refusals(reason))
    award = queries.award_for_update(package)
    if award:
        award.package = package
        procedure.advance(award, STEPS, "end", by=by)
        _record(award, "end", by=by, now=now, reason=reason.strip())
        ledger.unseal(award_workflow.seal_of(award), at=now)
    says = _("%(cause)s。%(reason)s") % {"cause": EndCause(cause).label, "reason": reason.strip()}
    kept = rules.KEPT_AS[cause]
    return issuing.terminate(package, reason=says, basis=rules.BASIS, by=by, now=now, cause=kept)


def page(package_id: int) -> str:
    """The page of a single source."""
    return reverse("agreed:detail", args=[package_id])


def _begin(package_id: int, verb: str, *, by: Actor) -> Package:
    """Lock the package; judge role, body and state."""
    procedure.allow(STEPS, verb, by=by)
    package = projects.package_for_update(package_id)
    is_here = queries.is_agreed(package.project) and package.moved_at is None
    if not (is_here and notices.conducts(by, package.project)):
        raise NotPermitted(_("贵单位不是本项目的采购人或者受托代理机构，或者本项目不是单一来源采购。"))
    is_ended = package.status == PackageStatus.TERMINATED
    refuse(rules.state_refusals(is_opened=package.status in queries.OPEN, is_ended=is_ended))
    return package


def _own(package_id: int, verb: str, *, by: Actor) -> Package:
    """Lock a package of the acting purchaser that has not ended."""
    procedure.allow(STEPS, verb, by=by)
    package = projects.package_for_update(package_id)
    if package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    is_ended = package.status == PackageStatus.TERMINATED
    refuse(rules.state_refusals(is_opened=True, is_ended=is_ended))
    return package


def _proposal_refusals(award: Award, talks: SourceTalks, *, now: datetime) -> list[Refusal]:
    """Why what was agreed may not be proposed: the meeting's paper, the ceiling, the money, the supplier."""
    today = local_date(now)
    return [
        *awards.paper_refusals(award, on=today),
        *award_rules.budget_refusals(talks.amount, ceiling=award.package.ceiling_amount),
        *awards.money_refusals(award, talks.amount, on=today),
        *awards.supplier_refusals(talks.supplier_id, at=now),
        *redo.supplier_refusals(award.package, talks.supplier_id),
    ]


def _tell_purchaser(package: Package, subject: str, *, roles: tuple, now: datetime) -> None:
    notify_body(
        package.project.purchaser_id,
        roles=roles,
        subject=subject,
        text=str(package),
        url=page(package.pk),
        now=now,
    )


def _received(package: Package, *, by: Actor, now: datetime) -> Award:
    """The award that begins with the record, as one begins with the report of a review."""
    term = awards.law_of(package, "decide_award_workdays")
    until = awards.workdays_after(local_date(now), int(term))
    project_workflow.reach(package, PackageStatus.REVIEWED, by=by, at=now)
    return Award.objects.create(
        package=package, origin=AwardOrigin.AGREED, received_at=now, decide_by=until.date
    )


def _record(award: Award, verb: str, *, by: Actor, now: datetime, **facts: object) -> None:
    """One ledger entry, sealed until the result."""
    facts, seal = {"package": award.package.number, **facts}, award_workflow.seal_of(award)
    ledger.record(award, f"agreed.{verb}", says=STEPS[verb].says, by=by, at=now, facts=facts, seal=seal)
