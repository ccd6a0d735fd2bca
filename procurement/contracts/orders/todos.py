"""What must be done about the contracts of orders: sign and keep in time, publish in time."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.award.framework import steps
from procurement.award.framework.models import FrameworkOrder
from procurement.contracts import rules as contract_rules
from procurement.contracts.orders import queries, rules
from procurement.contracts.orders.models import OrderContract

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """The own orders whose contract is missing or waits for its publication."""
    if not actor.has_role(*PURCHASER_ROLES):
        return []
    orders = narrowed(queries.uncontracted(actor), member__package__project__number=of)
    found, laws = [], {}
    for order in orders.order_by("pk")[:SHOWN]:
        contract: OrderContract | None = getattr(order, "contract", None)
        project = order.member.package.project
        if project.pk not in laws:
            laws[project.pk] = queries.law_of(project)
        limits = queries.limits_of(order, contract, laws[project.pk])
        if contract is None:
            found.append(to_keep(order, limits.sign, actor))
        else:
            found.append(to_publish(contract, limits.publish, actor))
    return found


def to_keep(order: FrameworkOrder, until: LegalDate, actor: Actor) -> Todo:
    """A contract to be signed and kept."""
    is_mine = actor.has_role(*steps.BUYERS)
    return Todo(
        title=_("签订并登记成交合同"),
        subject=f"{order.number} {order.content}",
        why=_("成交结果已经公告，供应商是%(supplier)s") % {"supplier": order.member.supplier},
        url=reverse("order_contracts:keep", args=[order.pk]) if is_mine else list_of(order),
        button=_("登记合同") if is_mine else _("查看成交合同"),
        due_at=last_minute(until),
        basis=rules.SIGN_BASIS,
        waiting_for="" if is_mine else _("采购人经办"),
    )


def to_publish(contract: OrderContract, until: LegalDate, actor: Actor) -> Todo:
    """A contract that waits for its second person."""
    is_mine = actor.has_role(*steps.APPROVERS) and contract.entered_by_id != actor.user_id
    return Todo(
        title=_("公告成交合同"),
        subject=f"{contract.number} {contract.order.content}",
        why=_("合同已经登记，由没有登记的第二个人核对后公告"),
        url=reverse("order_contracts:publish", args=[contract.pk]) if is_mine else list_of(contract.order),
        button=_("核对合同") if is_mine else _("查看成交合同"),
        due_at=last_minute(until),
        basis=contract_rules.PUBLISH_BASIS,
        is_provisional=until.provisional,
        waiting_for="" if is_mine else _("复核人员或者分管领导"),
    )


def list_of(order: FrameworkOrder) -> str:
    """The orders of the agreement with their contracts."""
    return reverse("order_contracts:list", args=[order.member.package_id])


def last_minute(until: LegalDate) -> datetime:
    """The end of a legal day."""
    return at_local(until.date, 23, 59)
