"""The contract of an order: kept as it was signed, published by a second person; its money is contracted."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.eligibility import workflow as freezing
from orgs.eligibility.choices import Occasion
from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.uploads import Upload
from procurement.award import queries as awards
from procurement.award.framework import funding, steps
from procurement.award.framework import queries as agreements
from procurement.award.framework import rules as agreement_rules
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkOrder
from procurement.budget import workflow as budget
from procurement.contracts.orders import queries, rules, sections
from procurement.contracts.orders.models import OrderContract
from procurement.contracts.orders.rules import OrderContractFacts
from procurement.contracts.rules import text_digest
from procurement.notices import issuing
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice


@transaction.atomic
def keep(
    order_id: int, facts: OrderContractFacts, *, paper: Upload, by: Actor, now: datetime
) -> OrderContract:
    """Keep the contract of a published order as it was signed; again until it is published."""
    order = locked(order_id)
    if not (by.has_role(*steps.BUYERS) and by.body_id == order.buyer_id):
        raise NotPermitted(_("合同由下单单位的采购经办人登记。"))
    before, project = queries.contract_of(order), order.member.package.project
    refuse(rules.open_refusals(is_published=before is not None and before.notice_id is not None))
    refuse(rules.ended_refusals(is_ended=order.status == OrderStatus.ENDED))
    refuse(
        rules.contract_refusals(
            facts,
            result_on=queries.result_on(order),
            decided_on=order.decided_on,
            term=queries.term_law(project),
            today=local_date(now),
        )
    )
    refuse(awards.supplier_refusals(order.member.supplier_id, at=at_local(facts.signed_on, 23, 59)))
    kept, _new = OrderContract.objects.update_or_create(
        order=order,
        defaults={
            "number": f"{order.number}-HT",
            "paper": paper,
            "entered_by_id": by.user_id,
            "entered_at": now,
            **vars(facts),
        },
    )
    record(kept, order, "keep_contract", _("登记成交合同"), by=by, now=now)
    return kept


@transaction.atomic
def publish(contract_id: int, *, seen: str, by: Actor, now: datetime) -> Notice:
    """The unit's second person publishes the contract that was read; what was held is contracted.

    `seen` is the digest of what the page showed.
    """
    order = locked(OrderContract.objects.values_list("order_id", flat=True).get(pk=contract_id))
    contract = queries.contract_of(order)
    contract.order = order
    if not (by.has_role(*steps.APPROVERS) and by.body_id == order.buyer_id):
        raise NotPermitted(_("合同由下单单位的复核人员或者分管领导公告。"))
    refuse(rules.open_refusals(is_published=contract.notice_id is not None))
    refuse(rules.ended_refusals(is_ended=order.status == OrderStatus.ENDED))
    steps.must_not_be_lent(by)
    refuse(rules.seen_refusals(seen=seen, current=digest(contract)))
    refuse(agreement_rules.same_person_refusals(entered_by=contract.entered_by_id, by=by.user_id))
    budget.convert_to_contract(funding.shares_of(order), reference=contract.number, by=by, now=now)
    package = order.member.package
    notice = issuing.publish_notice(
        NoticeType.CONTRACT,
        project=package.project,
        package=package,
        buyer_id=order.buyer_id,
        title=sections.notice_title(contract),
        notice_sections=sections.contract_notice(contract),
        by=by,
        now=now,
        period_workdays=int(agreements.numbers(package.project, steps.PERIOD)[0]),
    )
    contract.approved_by_id, contract.approved_at, contract.notice = by.user_id, now, notice
    contract.save(update_fields=["approved_by", "approved_at", "notice"])
    order.status = OrderStatus.CONTRACTED
    order.save(update_fields=["status"])
    supplier_id = order.member.supplier_id
    freezing.freeze(supplier_id, Occasion.CONTRACT, reference=contract.number, at=now, now=now)
    record(contract, order, "publish_contract", _("公告成交合同"), by=by, now=now, notice=notice.number)
    notify_body(
        supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("成交合同已登记：%(title)s") % {"title": package.project.title},
        text=_("%(buyer)s已登记与贵单位签订的合同，可以下载核对。") % {"buyer": order.buyer.name},
        url=reverse("order_contracts:paper", args=[contract.pk]),
        now=now,
    )
    return notice


def locked(order_id: int) -> FrameworkOrder:
    """The order, its package locked."""
    package_id = FrameworkOrder.objects.values_list("member__package_id", flat=True).get(pk=order_id)
    package = steps.locked(package_id)
    order = agreements.orders_of(package).get(pk=order_id)
    order.member.package = package
    return order


def digest(contract: OrderContract) -> str:
    """The digest of everything that is published of a contract, and of its paper."""
    names = ("number", "signed_on", "starts_on", "ends_on", "payment", "terms")
    content = {name: getattr(contract, name) for name in names}
    return text_digest({**content, "paper": contract.paper.sha256})


def record(
    contract: OrderContract,
    order: FrameworkOrder,
    verb: str,
    says: str,
    *,
    by: Actor,
    now: datetime,
    **facts,
) -> None:
    """One ledger entry."""
    said = {
        "supplier": order.member.supplier.name,
        "amount": order.amount,
        "paper_sha256": contract.paper.sha256,
        "text_sha256": digest(contract),
        **facts,
    }
    steps.record(contract, verb, says, order.member.package, by=by, now=now, **said)
