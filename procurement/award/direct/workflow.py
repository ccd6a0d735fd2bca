"""The short path: offers or a result from elsewhere, proposed by one, approved by another, published."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies import queries as bodies
from orgs.bodies.models import Body
from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Duty, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.award import queries as awards
from procurement.award import rules as award_rules
from procurement.award import workflow as award_workflow
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.direct import announcements, mall, queries, rules
from procurement.award.direct.models import Comparison, MallOrder, Offer, OutsideEnd, OutsideResult
from procurement.award.direct.rules import OfferFacts, Proposal, ResultFacts
from procurement.award.models import Award
from procurement.notices import issuing
from procurement.notices.models import Notice
from procurement.projects import duties, readiness
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.decisions.models import DecisionMinutes
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.redo import queries as redo

OPEN = (AwardStatus.WAITING, AwardStatus.RETURNED)
ENTERERS = (Role.PURCHASER_HANDLER,)
PREPARERS = (Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER)
STARTED = (ProjectStatus.APPROVED, ProjectStatus.ANNOUNCED)
SELF, ELSEWHERE = AwardOrigin.SELF, AwardOrigin.ELSEWHERE

STEPS = {
    "offer": Step(gettext_lazy("登记报价"), OPEN, "", ENTERERS, basis=rules.BASIS),
    "strike": Step(gettext_lazy("作废报价"), OPEN, "", ENTERERS, basis=rules.BASIS),
    "propose": Step(
        gettext_lazy("拟定供应商"), OPEN, AwardStatus.PREPARED, PREPARERS, Duty.AWARD_PREPARE, rules.BASIS
    ),
    "enter_result": Step(
        gettext_lazy("登记其他平台的结果"),
        OPEN,
        AwardStatus.PREPARED,
        PREPARERS,
        Duty.AWARD_PREPARE,
        rules.BASIS,
    ),
    "publish_result": Step(
        gettext_lazy("公开采购结果"),
        (AwardStatus.APPROVED,),
        AwardStatus.PUBLISHED,
        PURCHASER_ROLES,
        basis=rules.BASIS,
    ),
    "give_up": Step(
        gettext_lazy("终止采购"),
        (*OPEN, AwardStatus.PREPARED),
        "",
        award_workflow.APPROVERS,
        basis=rules.BASIS,
    ),
}


@transaction.atomic
def add_offer(package_id: int, facts: OfferFacts, *, paper: Upload, by: Actor, now: datetime) -> Offer:
    """Enter what a supplier offered; a body of that credit code is linked under its registered name."""
    award = begin(package_id, "offer", SELF, by=by, now=now)
    known = queries.offers_of(award).values_list("credit_code", flat=True)
    purchaser_code = award.package.project.purchaser.credit_code
    refuse(rules.offer_refusals(facts, known=known, purchaser_code=purchaser_code, today=local_date(now)))
    supplier = bodies.by_credit_code(facts.credit_code)
    offer = Offer(award=award, paper=paper, entered_by_id=by.user_id, entered_at=now, **asdict(facts))
    if supplier:
        offer.supplier, offer.supplier_name = supplier, supplier.name
    offer.save()
    record(award, "offer", by=by, now=now, **{**asdict(facts), "paper_sha256": paper.sha256})
    return offer


@transaction.atomic
def strike_offer(offer_id: int, *, reason: str, by: Actor, now: datetime) -> Offer:
    """Take back an offer that was entered by mistake; what was struck stays readable."""
    offer = Offer.objects.select_related("award").get(pk=offer_id)
    award = begin(offer.award.package_id, "strike", SELF, by=by, now=now)
    offer.refresh_from_db()
    refuse(rules.reason_refusals(reason))
    offer.struck_because = reason.strip()
    offer.save(update_fields=["struck_because"])
    record(award, "strike", by=by, now=now, supplier=offer.supplier_name, reason=offer.struck_because)
    return offer


@transaction.atomic
def propose(package_id: int, proposal: Proposal, *, by: Actor, now: datetime) -> Award:
    """Propose one of the offers, on the minutes of the meeting that compared them."""
    award = begin(package_id, "propose", SELF, by=by, now=now)
    offers = {offer.pk: offer for offer in queries.offers_of(award)}
    chosen = offers[proposal.offer_id]
    amounts = {key: offer.amount for key, offer in offers.items()}
    offered_on = max(offer.offered_on for offer in offers.values())
    refuse(
        [
            *rules.proposal_refusals(proposal, amounts, least=queries.least_offers(award.package)),
            *queries.paper_refusals(award, on=local_date(now), offered_on=offered_on),
            *rules.unregistered_refusals(
                is_registered=chosen.supplier is not None, name=chosen.supplier_name
            ),
        ]
    )
    award.supplier, award.amount = chosen.supplier, chosen.amount
    award.minutes = minutes_said(award.package.project)
    reasons = {"few_reason": proposal.few_reason.strip(), "dear_reason": proposal.dear_reason.strip()}
    Comparison.objects.update_or_create(award=award, defaults={"offer": chosen, **reasons})
    hand_over(award, "propose", by=by, now=now, offers=len(offers), **reasons)
    return award


@transaction.atomic
def enter_result(package_id: int, facts: ResultFacts, *, paper: Upload, by: Actor, now: datetime) -> Award:
    """Enter by number, date and file what another platform decided."""
    award = begin(package_id, "enter_result", ELSEWHERE, by=by, now=now)
    refuse(rules.day_refusals(facts.decided_on, today=local_date(now)))
    entered = OutsideResult.objects.filter(platform=facts.platform, order_number=facts.order_number)
    refuse(rules.order_refusals(is_known=entered.exclude(award=award).exists(), number=facts.order_number))
    if award.package.moved_at:
        name = Body.objects.get(pk=facts.supplier_id).name
        is_among = queries.responded(award.package, facts.supplier_id)
        refuse(
            [
                *rules.responded_refusals(is_among=is_among, name=name),
                *queries.moved_refusals(award, on=local_date(now), decided_on=facts.decided_on),
            ]
        )
        award.minutes = minutes_said(award.package.project)
    said = asdict(facts) | keep_order(award, facts, now=now)
    award.supplier_id, award.amount = said.pop("supplier_id"), said.pop("amount")
    order = said.pop("mall")
    OutsideResult.objects.update_or_create(award=award, defaults={"paper": paper, **said})
    hand_over(award, "enter_result", by=by, now=now, paper_sha256=paper.sha256, **said, **order)
    return award


def keep_order(award: Award, facts: ResultFacts, *, now: datetime) -> dict[str, dict]:
    """How an order of the e-mall came about, judged and kept; nothing for other results."""
    if not queries.is_on_the_mall(award.package):
        return {"mall": {}}
    law = {code: awards.law_of(award.package, code) for code in mall.NUMBERS}
    refuse(mall.order_refusals(facts.mall, facts.amount, law=law, now=now))
    said = asdict(mall.as_traded(facts.mall)) | {"reason": facts.mall.reason.strip()}
    MallOrder.objects.update_or_create(award=award, defaults=said)
    return {"mall": {f"mall_{name}": value for name, value in said.items()}}


@transaction.atomic
def publish_result(package_id: int, *, by: Actor, now: datetime) -> Notice:
    """Publish who supplies for how much, and tell the supplier; losing offers stay with the purchaser."""
    award = begin(package_id, "publish_result", kind_of(package_id), by=by, now=now)
    with translation.override("zh-hans"):
        title, values = announcements.title(award), announcements.values(award)
    notice = issuing.publish_form(
        announcements.type_of(award),
        values,
        project=award.package.project,
        package=award.package,
        title=title,
        by=by,
        now=now,
        period_workdays=int(awards.law_of(award.package, "notice_workdays_result")),
    )
    award.told_at = now
    award.save(update_fields=["status", "told_at"])
    project_workflow.reach(award.package, PackageStatus.RESULT_PUBLISHED, by=by, at=now)
    record(award, "publish_result", by=by, now=now, notice=notice.number)
    ledger.unseal(award_workflow.seal_of(award), at=now)
    _tell(award, notice, now=now)
    return notice


def _tell(award: Award, notice: Notice, *, now: datetime) -> None:
    """Tell the supplier; where the call was made here, all who took part as well."""
    url = notice.get_absolute_url()
    notify_body(
        award.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("采购结果通知：%(project)s") % {"project": award.package.project.title},
        text=_("贵单位已被确定为供应商，请与采购人签订合同。"),
        url=url,
        now=now,
    )
    if award.package.moved_at:
        text = _("评审在其他平台办理，结果已经公开。")
        issuing.tell_obtainers(award.package.project, subject=notice.title, text=text, url=url, now=now)


@transaction.atomic
def give_up(
    package_id: int, *, cause: str, reason: str, by: Actor, now: datetime, paper: Upload | None = None
) -> Package:
    """End the purchase of a package before its decision; its money goes back to the budget lines.

    One that was called here ends with a notice. That too few took part elsewhere is shown by a `paper`.
    """
    award = begin(package_id, "give_up", kind_of(package_id), by=by, now=now)
    counts, has_paper = queries.counts_elsewhere(award.package), paper is not None
    refuse(rules.cause_refusals(cause, counts_elsewhere=counts, has_paper=has_paper))
    refuse(rules.reason_refusals(reason))
    said = {"cause": cause, "reason": reason.strip()}
    if paper:
        OutsideEnd.objects.create(award=award, paper=paper)
        said["paper_sha256"] = paper.sha256
    record(award, "give_up", by=by, now=now, **said)
    if award.package.moved_at:
        basis, reason = award_rules.TERMINATION_BASIS, reason.strip()
        issuing.terminate(award.package, reason=reason, basis=basis, by=by, now=now, cause=cause)
    else:
        project_workflow.reach(award.package, PackageStatus.TERMINATED, by=by, at=now, cause=cause)
    ledger.unseal(award_workflow.seal_of(award), at=now)
    return award.package


def begin(package_id: int, verb: str, origin: AwardOrigin, *, by: Actor, now: datetime) -> Award:
    """Lock project, package and award, advance, take the duty; the first step makes the award."""
    procedure.allow(STEPS, verb, by=by)
    projects.project_for_update(projects.project_id_of(package_id))
    package = projects.package_for_update(package_id)
    if package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    refuse(rules.ended_refusals(is_ended=package.status == PackageStatus.TERMINATED))
    is_approved = package.project.status in STARTED
    right = (package.project.is_direct or package.moved_at is not None) and kind_of_package(package) == origin
    refuse(rules.path_refusals(is_approved=is_approved, is_right_kind=right))
    award = queries.award_for_update(package)
    award = award or Award.objects.create(package=package, origin=origin, received_at=now)
    award.package = package
    step = procedure.advance(award, STEPS, verb, by=by)
    if step.duty:
        duties.take(package.project_id, step.duty, by=by, at=now)
    return award


def kind_of(package_id: int) -> AwardOrigin:
    """Where the award of a package comes from."""
    return kind_of_package(Package.objects.select_related("project").get(pk=package_id))


def kind_of_package(package: Package) -> AwardOrigin:
    """The same of a package at hand."""
    return ELSEWHERE if queries.is_elsewhere(package) else SELF


def hand_over(award: Award, verb: str, *, by: Actor, now: datetime, **facts: object) -> None:
    """Judge demand, supplier and money, keep the proposal and ask a second person for the approval."""
    refuse(
        [
            *readiness.choice_refusals(award.package.project, on=local_date(now)),
            *award_rules.budget_refusals(award.amount, ceiling=award.package.ceiling_amount),
            *awards.money_refusals(award, award.amount, on=local_date(now)),
            *awards.supplier_refusals(award.supplier_id, at=now),
            *redo.supplier_refusals(award.package, award.supplier_id),
        ]
    )
    award.prepared_by_id, award.opinion = by.user_id, ""
    award.save(update_fields=["status", "supplier", "amount", "minutes", "prepared_by", "opinion"])
    record(award, verb, by=by, now=now, winner=award.supplier.name, amount=award.amount, **facts)
    notify_body(
        award.package.project.purchaser_id,
        roles=award_workflow.APPROVERS,
        subject=_("定标待您审批"),
        text=str(award.package),
        url=page(award.package_id),
        now=now,
    )


def minutes_said(project: ProcurementProject) -> str:
    """What the meetings about the award decided, as the award keeps it."""
    return "\n\n".join(minutes_text(one) for one in queries.minutes_of(project))


def minutes_text(minutes: DecisionMinutes) -> str:
    """The minutes of one meeting."""
    return _("%(day)s，参加人：%(who)s。%(decision)s") % {
        "day": minutes.held_on.isoformat(),
        "who": minutes.attendees,
        "decision": minutes.decision,
    }


def page(package_id: int) -> str:
    """The page of a package on the short path."""
    return reverse("direct:detail", args=[package_id])


def record(award: Award, verb: str, *, by: Actor, now: datetime, **facts: object) -> None:
    """One ledger entry; who offered what stays sealed until the result."""
    facts = {"package": award.package.number, **facts}
    seal = "" if award.status == AwardStatus.PUBLISHED else award_workflow.seal_of(award)
    ledger.record(award, f"direct.{verb}", says=STEPS[verb].says, by=by, at=now, facts=facts, seal=seal)
