"""A contract from its draft to its publication: offered, signed by both sides, paid from what was held."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.eligibility import workflow as freezing
from orgs.eligibility.choices import Occasion
from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Duty, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.money import ZERO
from portal.kernel.workflow import Step
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.budget import workflow as budget
from procurement.budget.years import workflow as years
from procurement.contracts import queries, rules, sections
from procurement.contracts.choices import ContractStatus, Side
from procurement.contracts.models import Contract, ContractFund, ContractSignature, Instalment
from procurement.contracts.rules import ContractFacts
from procurement.notices import issuing
from procurement.notices.choices import NoticeType
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.models import FundAllocation
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act

DRAFTERS = (Role.PURCHASER_HANDLER,)
SIGNERS = (Role.PURCHASER_LEADER, Role.PURCHASER_REVIEWER)

STEPS = {
    "edit": Step(gettext_lazy("修改合同"), (ContractStatus.DRAFT,), "", DRAFTERS),
    "offer": Step(
        gettext_lazy("发送签署"),
        (ContractStatus.DRAFT,),
        ContractStatus.OFFERED,
        DRAFTERS,
        "",
        rules.SIGN_BASIS,
    ),
    "recall": Step(
        gettext_lazy("收回修改"),
        (ContractStatus.OFFERED,),
        ContractStatus.DRAFT,
        DRAFTERS,
        "",
        rules.SIGN_BASIS,
    ),
    "sign_as_supplier": Step(
        gettext_lazy("签署合同"),
        (ContractStatus.OFFERED,),
        ContractStatus.SUPPLIER_SIGNED,
        (Role.SUPPLIER_SIGNATORY,),
        "",
        rules.SIGN_BASIS,
    ),
    "sign_as_purchaser": Step(
        gettext_lazy("签署合同"),
        (ContractStatus.SUPPLIER_SIGNED,),
        ContractStatus.SIGNED,
        SIGNERS,
        Duty.CONTRACT_SIGN,
        rules.SIGN_BASIS,
    ),
    "publish": Step(
        gettext_lazy("公告合同"),
        (ContractStatus.SIGNED,),
        ContractStatus.PUBLISHED,
        PURCHASER_ROLES,
        "",
        rules.PUBLISH_BASIS,
    ),
}


@transaction.atomic
def draft(award_id: int, facts: ContractFacts, *, by: Actor, now: datetime) -> Contract:
    """Draft the contract of a published award; it has the award's amount and must be signed in its period.

    Raises NotPermitted for anybody but the purchaser's handler, Refused for what does not hold.
    """
    award = queries.award_for_update(award_id)
    if not by.has_role(*DRAFTERS) or award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("只有采购人经办可以起草合同。"))
    refuse(drafting_refusals(award))
    letter_on = local_date(award.told_at)
    refuse(
        rules.contract_refusals(
            facts, amount=award.amount, awarded_on=letter_on, term=queries.term_law(award)
        )
    )
    limit = calendar.current().add_days(letter_on, queries.days("sign_contract_days", award), roll=False)
    contract = _written(award, facts, sign_by=limit.date, by=by, now=now)
    record(contract, "draft", _("起草合同"), by=by, now=now)
    return contract


def _written(award: Award, facts: ContractFacts, *, sign_by: date, by: Actor, now: datetime) -> Contract:
    """The contract's row; a text of a supplier that fell out is written anew and nobody has signed it."""
    written = {
        "number": f"{award.package.number}-HT",
        "status": ContractStatus.DRAFT,
        "supplier": award.supplier,
        "amount": award.amount,
        "starts_on": facts.starts_on,
        "ends_on": facts.ends_on,
        "terms": facts.terms,
        "sign_by": sign_by,
        "drafted_by_id": by.user_id,
    }
    if Contract.objects.filter(award=award).exists():
        written["renewed_at"] = now
    contract, _new = Contract.objects.update_or_create(award=award, defaults=written)
    contract.instalments.all().delete()
    write_instalments(contract, facts)
    return contract


@transaction.atomic
def edit(contract_id: int, facts: ContractFacts, *, by: Actor, now: datetime) -> Contract:
    """Change a draft that nobody has signed."""
    contract = begin(contract_id, "edit", by=by)
    award = contract.award
    refuse(
        rules.contract_refusals(
            facts,
            amount=award.amount,
            awarded_on=local_date(award.told_at),
            term=queries.term_law(award),
        )
    )
    contract.starts_on, contract.ends_on, contract.terms = facts.starts_on, facts.ends_on, facts.terms
    contract.drafted_by_id = by.user_id
    contract.save(update_fields=["starts_on", "ends_on", "terms", "drafted_by"])
    contract.instalments.all().delete()
    write_instalments(contract, facts)
    record(contract, "edit", _("修改合同"), by=by, now=now)
    return contract


@transaction.atomic
def offer(contract_id: int, *, by: Actor, now: datetime) -> Contract:
    """Send the text to the supplier for its signature."""
    contract = begin(contract_id, "offer", by=by)
    contract.save(update_fields=["status"])
    record(contract, "offer", _("发送合同签署"), by=by, now=now)
    tell(
        contract,
        contract.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("请签署合同：%(title)s"),
        text=_("采购人已发来合同文本，请由签署人核对后签署。"),
        now=now,
    )
    return contract


@transaction.atomic
def recall(contract_id: int, *, by: Actor, now: datetime) -> Contract:
    """Take the text back before the supplier has signed it."""
    contract = begin(contract_id, "recall", by=by)
    contract.save(update_fields=["status"])
    record(contract, "recall", _("收回合同修改"), by=by, now=now)
    return contract


@transaction.atomic
def sign_as_supplier(contract_id: int, *, text_sha256: str, by: Actor, now: datetime) -> Contract:
    """The supplier's signatory signs the text that was shown."""
    contract = queries.contract_for_update(contract_id)
    procedure.advance(contract, STEPS, "sign_as_supplier", by=by)
    if contract.supplier_id != by.body_id:
        raise NotPermitted(_("这不是贵单位的合同。"))
    refuse(rules.stale_refusals(is_stale=contract.supplier_id != contract.award.supplier_id))
    refuse(suspensions.refusals(queries.package_id_of(contract_id), Act.SIGN, on=local_date(now)))
    refuse(rules.text_refusals(offered=text_sha256, current=text_digest(contract)))
    contract.save(update_fields=["status"])
    sign(contract, Side.SUPPLIER, by=by, now=now)
    tell(
        contract,
        contract.award.package.project.purchaser_id,
        roles=SIGNERS,
        subject=_("供应商已签署，请签署合同：%(title)s"),
        text=_("请由起草人以外的人员签署。"),
        now=now,
    )
    return contract


@transaction.atomic
def sign_as_purchaser(contract_id: int, *, text_sha256: str, by: Actor, now: datetime) -> Contract:
    """A second person of the purchaser signs the same text; held money becomes the contract."""
    projects.project_for_update(queries.project_id_of(contract_id))
    package = projects.package_for_update(queries.package_id_of(contract_id))
    contract = begin(contract_id, "sign_as_purchaser", by=by)
    refuse(suspensions.refusals(package.pk, Act.SIGN, on=local_date(now)))
    refuse(rules.signing_refusals(drafted_by=contract.drafted_by_id, signed_by=by.user_id))
    refuse(eligibility.barring_refusals(eligible.answers_for(contract.supplier_id, at=now, is_due=True)))
    duties.take(package.project_id, Duty.CONTRACT_SIGN, by=by, at=now)
    signed = contract.standing_signatures.get(side=Side.SUPPLIER).text_sha256
    refuse(rules.text_refusals(offered=signed, current=text_sha256))
    refuse(rules.text_refusals(offered=signed, current=text_digest(contract)))
    contract.signed_at = now
    contract.save(update_fields=["status", "signed_at"])
    sign(contract, Side.PURCHASER, by=by, now=now)
    freezing.freeze(contract.supplier_id, Occasion.CONTRACT, reference=contract.number, at=now, now=now)
    settle_budget(contract, by=by, now=now)
    project_workflow.reach(package, PackageStatus.CONTRACTED, by=by, at=now)
    tell(
        contract,
        contract.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("合同已签订：%(title)s"),
        text=_("双方均已签署，合同成立。"),
        now=now,
    )
    return contract


@transaction.atomic
def publish(contract_id: int, *, by: Actor, now: datetime) -> Contract:
    """Publish the signed contract as a notice."""
    projects.project_for_update(queries.project_id_of(contract_id))
    package = projects.package_for_update(queries.package_id_of(contract_id))
    contract = begin(contract_id, "publish", by=by)
    contract.published_at = now
    contract.save(update_fields=["status", "published_at"])
    issuing.publish_notice(
        NoticeType.CONTRACT,
        project=package.project,
        package=package,
        title=sections.notice_title(contract),
        notice_sections=sections.contract_notice(contract),
        by=by,
        now=now,
        period_workdays=queries.days("notice_workdays_result", contract.award),
    )
    record(contract, "publish", _("公告合同"), by=by, now=now)
    return contract


def begin(contract_id: int, verb: str, *, by: Actor) -> Contract:
    """Lock and advance on the purchaser's side."""
    contract = queries.contract_for_update(contract_id)
    procedure.advance(contract, STEPS, verb, by=by)
    if contract.award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的合同。"))
    refuse(rules.stale_refusals(is_stale=contract.supplier_id != contract.award.supplier_id))
    return contract


def drafting_refusals(award: Award) -> list[Refusal]:
    """A contract needs a published result, and there is one contract an award."""
    if award.status != AwardStatus.PUBLISHED:
        return [
            Refusal(
                because=_("定标状态是“%(status)s”，公告结果并发出通知书后才能起草合同。")
                % {"status": award.get_status_display()},
                basis=rules.SIGN_BASIS,
                code="award_not_published",
            )
        ]
    if queries.standing_contracts(award).exists():
        return [
            Refusal(because=_("本包已经有合同。"), remedy=_("请在原合同上办理。"), code="contract_exists")
        ]
    return []


def write_instalments(contract: Contract, facts: ContractFacts) -> None:
    """Write the payments in their order."""
    Instalment.objects.bulk_create(
        Instalment(contract=contract, order=order, milestone=instalment.milestone, amount=instalment.amount)
        for order, instalment in enumerate(facts.instalments, start=1)
    )


def text_digest(contract: Contract) -> str:
    """The digest of the text as it stands now."""
    return rules.text_digest(sections.signed_content(contract))


def sign(contract: Contract, side: Side, *, by: Actor, now: datetime) -> None:
    """Write one side's signature over the current text."""
    signature = ContractSignature.objects.create(
        contract=contract,
        side=side,
        signed_by_id=by.user_id,
        text_sha256=text_digest(contract),
        signed_at=now,
    )
    facts = {"side": side, "text_sha256": signature.text_sha256, "amount": contract.amount}
    ledger.record(contract, f"contracts.sign_{side}", says=_("签署合同"), by=by, at=now, facts=facts)


def settle_budget(contract: Contract, *, by: Actor, now: datetime) -> None:
    """Turn held money into contracted money line by line and give the saving back."""
    try:
        contracted, spared = queries.fund_shares(contract.award)
    except ValueError as error:
        raise Refused(
            Refusal(because=_("批准时占用的预算不足以支付合同金额。"), code="not_enough_committed")
        ) from error
    budget.convert_to_contract(contracted, reference=contract.number, by=by, now=now)
    if spared:
        budget.release(spared, reference=contract.number, by=by, now=now)
    project = contract.award.package.project
    years.declare(contract.number, project.purchaser_id, queries.over_years(contract.award)[1])
    amounts: dict[FundAllocation, Decimal] = {}
    for share in contracted:
        allocation = queries.allocation_of(contract.award, share.line_id)
        amounts[allocation] = amounts.get(allocation, ZERO) + share.amount
    ContractFund.objects.bulk_create(
        ContractFund(contract=contract, allocation=allocation, amount=amount)
        for allocation, amount in amounts.items()
    )


def record(contract: Contract, verb: str, says: str, *, by: Actor, now: datetime) -> None:
    """One ledger entry with the digest of the text."""
    facts = {
        "amount": contract.amount,
        "supplier": contract.supplier.name,
        "text_sha256": text_digest(contract),
    }
    ledger.record(contract, f"contracts.{verb}", says=says, by=by, at=now, facts=facts)


def tell(contract: Contract, body_id: int, *, roles, subject: str, text: str, now: datetime) -> None:
    """A message that leads to the contract's page."""
    title = contract.award.package.project.title
    notify_body(
        body_id,
        roles=roles,
        subject=subject % {"title": title},
        text=text,
        url=contract.get_absolute_url(),
        now=now,
    )
