"""Reads of the contracts of orders, and the legal limits that run for them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from procurement.award.framework import queries as agreements
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkOrder
from procurement.contracts.orders.models import OrderContract
from procurement.contracts.rules import TermLaw
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.routing.figures import Parameter

# An order whose result was published here; its contract may be.
OUT = (OrderStatus.PUBLISHED, OrderStatus.CONTRACTED)
SIGN, PUBLISH, FILE = "sign_contract_days", "publish_contract_workdays", "file_contract_workdays"


class Limits(NamedTuple):
    """Until when a contract is signed, published and filed; None while nothing runs."""

    sign: LegalDate | None
    publish: LegalDate | None
    file: LegalDate | None


def orders_of(package: Package, actor: Actor) -> list[tuple[FrameworkOrder, OrderContract | None, Limits]]:
    """The published orders of a package that a capacity may read, each with its contract and limits."""
    orders = agreements.orders_read_by(actor, package).filter(status__in=OUT)
    contracts, law = {one.order_id: one for one in contracts_of(package)}, law_of(package.project)
    return [
        (order, contracts.get(order.pk), limits_of(order, contracts.get(order.pk), law)) for order in orders
    ]


def contracts_of(package: Package) -> QuerySet[OrderContract]:
    """The contracts of the orders of a package."""
    rows = OrderContract.objects.filter(order__member__package=package)
    return rows.select_related("paper", "entered_by", "notice")


def contract_of(order: FrameworkOrder) -> OrderContract | None:
    """The contract of an order, where one is kept."""
    return OrderContract.objects.filter(order=order).select_related("notice", "paper").first()


def result_on(order: FrameworkOrder) -> date | None:
    """The day on which the order's result came out."""
    out = order.notice.published_at if order.notice else None
    return local_date(out) if out else None


def law_of(project: ProcurementProject) -> list[Parameter]:
    """The days of the law to sign, to publish and to file, for all orders of a purchase."""
    return agreements.numbers(project, SIGN, PUBLISH, FILE)


def limits_of(order: FrameworkOrder, contract: OrderContract | None, law: Sequence[Parameter]) -> Limits:
    """The last days for one order, counted from its result and from its contract."""
    sign, publish, file = law
    out, days = result_on(order), calendars.current()
    signed = contract.signed_on if contract else None
    return Limits(
        days.add_days(out, int(sign), roll=False) if out else None,
        days.add_workdays(signed, int(publish)) if signed else None,
        days.add_workdays(signed, int(file)) if signed else None,
    )


def term_law(project: ProcurementProject) -> TermLaw:
    """What limits the term of a contract under the agreement."""
    normal = agreements.numbers(project, "contract_years_normal")[0]
    months = plans.facts_of(project).term_months or 0
    return TermLaw(normal_years=normal.value, announced_months=months, basis=normal.basis)


def uncontracted(actor: Actor) -> QuerySet[FrameworkOrder]:
    """The own orders whose result is out and whose contract is not kept or not published."""
    orders = FrameworkOrder.objects.filter(
        buyer_id=actor.body_id, status=OrderStatus.PUBLISHED, notice__published_at__isnull=False
    )
    return orders.filter(Q(contract=None) | Q(contract__notice=None)).select_related(
        "notice", "contract", "member__supplier", "member__package__project__purchaser__budget_division"
    )


def papers(actor: Actor) -> QuerySet[OrderContract]:
    """The contracts whose paper may be read: by its parties, once published by who sees the agreement."""
    is_party = Q(order__buyer_id=actor.body_id)
    if actor.has_role(*SUPPLIER_ROLES):
        is_party |= Q(order__member__supplier_id=actor.body_id, approved_at__isnull=False)
    seen = agreements.visible_to(actor).values("pk")
    is_seen = Q(order__member__package__in=seen, notice__published_at__isnull=False)
    return OrderContract.objects.filter(is_party | is_seen).select_related("paper")
