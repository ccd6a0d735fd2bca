"""Acceptance of a contract: planned, recipients heard, items judged, concluded, published (GPL art. 41)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Duty
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.contracts import queries as contracts
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.delivery import queries, rules, sections
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance, AcceptanceItem, RecipientVoice
from procurement.delivery.rules import Judgement, PlanFacts, VoiceFacts
from procurement.notices import issuing
from procurement.notices.choices import NoticeType
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act

A = AcceptanceStatus


def step(says: str, source: str, target: str = "", basis: str = rules.ACCEPT_BASIS) -> Step:
    """Every verb here is the duty of acceptance on the purchaser's side."""
    return Step(says, (source,), target, PURCHASER_ROLES, Duty.ACCEPTANCE, basis)


STEPS = {
    "hear": step(gettext_lazy("记录服务对象意见"), A.PLANNED, basis=rules.VOICE_BASIS),
    "judge": step(gettext_lazy("逐项查验"), A.PLANNED),
    "conclude": step(gettext_lazy("形成验收意见"), A.PLANNED, A.CONCLUDED),
    "publish": step(gettext_lazy("公告验收结果"), A.CONCLUDED, A.PUBLISHED, rules.VOICE_BASIS),
    "reopen": step(gettext_lazy("整改后重新验收"), A.PUBLISHED, A.PLANNED),
}


@transaction.atomic
def plan_acceptance(contract_id: int, facts: PlanFacts, *, by: Actor, now: datetime) -> Acceptance:
    """Begin the acceptance of a published contract, by a person who did not sign it.

    Raises NotPermitted for anybody outside the purchaser, Refused for the signer or without items.
    """
    project = projects.project_for_update(contracts.project_id_of(contract_id))
    contract = contracts.contract_for_update(contract_id)
    if not by.has_role(*PURCHASER_ROLES) or project.purchaser_id != by.body_id:
        raise NotPermitted(_("只有采购人可以组织验收。"))
    refuse(beginning_refusals(contract))
    refuse(suspensions.refusals(contract.award.package_id, Act.PERFORM, on=local_date(now)))
    duties.take(project.pk, Duty.ACCEPTANCE, by=by, at=now)
    refuse(rules.plan_refusals(facts))
    acceptance = Acceptance.objects.create(
        contract=contract, plan=facts.plan, organised_by_id=by.user_id, started_at=now
    )
    AcceptanceItem.objects.bulk_create(
        AcceptanceItem(acceptance=acceptance, order=order, requirement=text)
        for order, text in enumerate(facts.requirements, start=1)
    )
    record(acceptance, "plan", _("制定验收方案"), by=by, now=now, items=len(facts.requirements))
    tell_supplier(acceptance, _("开始履约验收：%(title)s"), now=now)
    return acceptance


@transaction.atomic
def hear(acceptance_id: int, facts: VoiceFacts, *, by: Actor, now: datetime) -> RecipientVoice:
    """Write down what an invited service recipient said, under a mask (Regulation, art. 45)."""
    acceptance = begin(acceptance_id, "hear", by=by, now=now)
    refuse(rules.voice_refusals(facts))
    voice = RecipientVoice.objects.create(
        acceptance=acceptance,
        alias=rules.masked(facts.name),
        is_satisfied=facts.is_satisfied,
        opinion=facts.opinion,
        at=now,
    )
    says = _("记录服务对象意见")
    record(acceptance, "hear", says, by=by, now=now, satisfied=facts.is_satisfied)
    return voice


@transaction.atomic
def judge(acceptance_id: int, judgements: Mapping[int, Judgement], *, by: Actor, now: datetime) -> Acceptance:
    """Judge items of the contract; may be done in several goes, the last one counts."""
    acceptance = begin(acceptance_id, "judge", by=by, now=now)
    items = {item.pk: item for item in acceptance.items.all()}
    refuse(rules.judgement_refusals(judgements, items={pk: item.requirement for pk, item in items.items()}))
    for pk, judgement in judgements.items():
        items[pk].passed, items[pk].finding = judgement.passed, judgement.finding.strip()
    AcceptanceItem.objects.bulk_update([items[pk] for pk in judgements], ["passed", "finding"])
    found = {str(items[pk].order): judgement.passed for pk, judgement in judgements.items()}
    record(acceptance, "judge", _("逐项查验"), by=by, now=now, found=found)
    return acceptance


@transaction.atomic
def conclude(acceptance_id: int, *, passed: bool, conclusion: str, by: Actor, now: datetime) -> Acceptance:
    """Form the opinion when every item is judged and at least one recipient was heard."""
    acceptance = begin(acceptance_id, "conclude", by=by, now=now)
    refuse(
        rules.conclusion_refusals(
            passed=passed,
            conclusion=conclusion,
            items=list(acceptance.items.values_list("passed", flat=True)),
            voices=acceptance.voices.count(),
        )
    )
    acceptance.passed, acceptance.conclusion, acceptance.concluded_at = passed, conclusion.strip(), now
    acceptance.save(update_fields=["status", "passed", "conclusion", "concluded_at"])
    record(acceptance, "conclude", _("形成验收意见"), by=by, now=now, passed=passed)
    return acceptance


@transaction.atomic
def publish(acceptance_id: int, *, by: Actor, now: datetime) -> Acceptance:
    """Publish the result; a passed one brings the package to its next milestone (Regulation, art. 45)."""
    acceptance = begin(acceptance_id, "publish", by=by, now=now)
    package = projects.package_for_update(acceptance.contract.award.package_id)
    acceptance.save(update_fields=["status"])
    issuing.publish_notice(
        NoticeType.ACCEPTANCE_RESULT,
        project=package.project,
        package=package,
        title=sections.notice_title(acceptance),
        notice_sections=sections.result(acceptance),
        by=by,
        now=now,
        period_workdays=contracts.days("notice_workdays_result", acceptance.contract.award),
    )
    if acceptance.passed:
        project_workflow.reach(package, PackageStatus.ACCEPTED, by=by, at=now)
    record(acceptance, "publish", _("公告验收结果"), by=by, now=now, passed=acceptance.passed)
    tell_supplier(acceptance, _("验收结果已公告：%(title)s"), now=now)
    return acceptance


@transaction.atomic
def reopen(acceptance_id: int, *, by: Actor, now: datetime) -> Acceptance:
    """Begin again after a published failure was put right; what was found stays in the ledger."""
    acceptance = begin(acceptance_id, "reopen", by=by, now=now)
    refuse(reopening_refusals(acceptance))
    acceptance.passed, acceptance.conclusion, acceptance.concluded_at = None, "", None
    acceptance.save(update_fields=["status", "passed", "conclusion", "concluded_at"])
    acceptance.items.filter(passed=False).update(passed=None)
    record(acceptance, "reopen", _("整改后重新验收"), by=by, now=now)
    tell_supplier(acceptance, _("整改后重新验收：%(title)s"), now=now)
    return acceptance


def begin(acceptance_id: int, verb: str, *, by: Actor, now: datetime) -> Acceptance:
    """Lock, advance, and take the duty, which the signer of the contract may not have."""
    projects.project_for_update(contracts.project_id_of(queries.contract_id_of(acceptance_id)))
    acceptance = queries.acceptance_for_update(acceptance_id)
    procedure.advance(acceptance, STEPS, verb, by=by)
    project = acceptance.contract.award.package.project
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的验收。"))
    package_id = acceptance.contract.award.package_id
    refuse(suspensions.refusals(package_id, Act.PERFORM, on=local_date(now)))
    duties.take(project.pk, Duty.ACCEPTANCE, by=by, at=now)
    return acceptance


def beginning_refusals(contract: Contract) -> list[Refusal]:
    """Acceptance needs a published contract and begins once."""
    if Acceptance.objects.filter(contract=contract).exists():
        return [Refusal(because=_("这份合同已经开始验收。"), code="acceptance_exists")]
    if contract.status != ContractStatus.PUBLISHED:
        because = _("合同状态是“%(status)s”，公告以后才能验收。") % {"status": contract.get_status_display()}
        remedy = _("请先签订并公告合同。")
        return [
            Refusal(because=because, basis=rules.ACCEPT_BASIS, remedy=remedy, code="contract_not_published")
        ]
    return []


def reopening_refusals(acceptance: Acceptance) -> list[Refusal]:
    """Only a failed acceptance is made again."""
    if not acceptance.passed:
        return []
    return [
        Refusal(because=_("验收已经合格，不能重新验收。"), basis=rules.ACCEPT_BASIS, code="already_passed")
    ]


def record(
    acceptance: Acceptance, verb: str, says: str, *, by: Actor, now: datetime, **facts: object
) -> None:
    """One ledger entry; never what a recipient said or is called."""
    facts = {"contract": acceptance.contract.number, **facts}
    ledger.record(acceptance, f"delivery.{verb}", says=says, by=by, at=now, facts=facts)


def tell_supplier(acceptance: Acceptance, subject: str, *, now: datetime) -> None:
    """A message to the supplier that leads to the contract."""
    contract = acceptance.contract
    notify_body(
        contract.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=subject % {"title": contract.award.package.project.title},
        text=contract.number,
        url=contract.get_absolute_url(),
        now=now,
    )
