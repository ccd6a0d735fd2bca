"""The money of an order: a line of the unit that orders, or what the approved project holds.

In a joint purchase the project holds money of the units too: whoever ordered draws on what is held of its
own body, and nothing is held twice.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, Refused
from portal.kernel.money import ZERO
from procurement.award.framework import rules
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkOrder
from procurement.award.framework.rules import OrderFacts
from procurement.budget import queries as budget
from procurement.budget import rules as budget_rules
from procurement.budget import workflow as budgeting
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.projects import queries as projects
from procurement.projects.models import Package, ProcurementProject

# An order whose money is promised and not yet a contract's.
PROMISED = (OrderStatus.ENTERED, OrderStatus.PUBLISHED)


def lines_for(actor: Actor, project: ProcurementProject, *, on: date) -> QuerySet[BudgetLine]:
    """The lines of which a unit under the collector may take one; the collector chooses none."""
    if actor.body_id == project.purchaser_id:
        return BudgetLine.objects.none()
    return budget.usable_by(actor.body_id, fiscal_year=on.year)


def refusals_of(package: Package, facts: OrderFacts, *, by: Actor, on: date) -> list[Refusal]:
    """Why the money of an order does not carry it on a day."""
    project = package.project
    is_under = by.body_id != project.purchaser_id
    own = lines_for(by, project, on=on).filter(pk=facts.line_id)
    is_known = facts.line_id is not None
    found = rules.line_refusals(is_own=own.exists(), is_known=is_known, is_under=is_under)
    if found:
        return found
    if is_under and not is_arranged(project, facts.line_id):
        return budget_rules.standing_refusals(budget.standings_of([facts.line_id]), year=on.year)
    held = held_for(project, facts.line_id)
    return budget_rules.award_refusals(
        budget.standings_of(share.line_id for share in held),
        year=on.year,
        held=budget_rules.total(held) - promised(project, facts.line_id),
        amount=facts.amount,
    )


def left_of(project: ProcurementProject) -> Decimal:
    """What the collector may still order for."""
    return budget_rules.total(held_for(project, None)) - promised(project, None)


def is_arranged(project: ProcurementProject, line_id: int | None) -> bool:
    """Whether the project arranged this line, or the one from which it was carried over."""
    if line_id is None:
        return False
    return project.funds.filter(line_id=budget.origins([line_id])[line_id]).exists()


def held_by(project: ProcurementProject) -> list[Share]:
    """What the project holds on the lines that it arranged, the units' too, in their order."""
    return projects.in_fund_order(project, budget.still_committed(project.number))


def held_for(project: ProcurementProject, line_id: int | None) -> list[Share]:
    """What of it an order draws on: that of the unit's line, or that of the collector's own lines."""
    held = held_by(project)
    first = budget.origins([share.line_id for share in held] + ([line_id] if line_id else []))
    if line_id is not None:
        return [share for share in held if first[share.line_id] == first[line_id]]
    own = set(project.funds.filter(line__body_id=project.purchaser_id).values_list("line_id", flat=True))
    return [share for share in held if first[share.line_id] in own]


def promised(project: ProcurementProject, line_id: int | None) -> Decimal:
    """What orders take of it that no contract has made its own yet."""
    orders = FrameworkOrder.objects.filter(
        member__package__project=project, status__in=PROMISED, struck_because=""
    )
    if line_id is None:
        orders = orders.filter(line__isnull=True)
    else:
        origin = budget.origins([line_id])[line_id]
        orders = orders.filter(Q(line_id=line_id) | Q(line_id=origin))
    return orders.aggregate(sum=Sum("amount"))["sum"] or ZERO


def free_of(project: ProcurementProject) -> list[Share]:
    """What the project holds and no order is promised, line by line: nothing of a live order is in it."""
    free = less(held_for(project, None), promised(project, None))
    units = project.funds.exclude(line__body_id=project.purchaser_id).values_list("line_id", flat=True)
    for line_id in units:
        free += less(held_for(project, line_id), promised(project, line_id))
    return free


def less(shares: Iterable[Share], amount: Decimal) -> list[Share]:
    """Shares without an amount that is taken from the first ones."""
    left = []
    for share in shares:
        part = min(amount, share.amount)
        amount -= part
        if share.amount > part:
            left.append(Share(share.line_id, share.amount - part))
    return left


def hold(order: FrameworkOrder, *, by: Actor, now: datetime) -> None:
    """Hold the money of an order on its line, unless the approved project holds it already."""
    if order.line_id and not is_arranged(order.member.package.project, order.line_id):
        budgeting.commit([Share(order.line_id, order.amount)], reference=order.number, by=by, now=now)


def let_go(order: FrameworkOrder, *, by: Actor, now: datetime) -> None:
    """Give back what an order still holds on the line of its unit; a year's end may have freed it before."""
    project = order.member.package.project
    if order.line_id is None or is_arranged(project, order.line_id):
        return
    shares = budget_rules.taken_from_last(order.amount, carried(order))
    if shares:
        budgeting.release(shares, reference=order.number, by=by, now=now)


def shares_of(order: FrameworkOrder) -> list[Share]:
    """On which lines the money of an order lies now, also where it was carried over to a later year.

    Raises Refused when less is held than the order's amount.
    """
    project = order.member.package.project
    held = held_for(project, None) if order.line_id is None else carried(order)
    left = less(held, order.amount)
    kept = {share.line_id: share.amount for share in left}
    if budget_rules.total(held) - budget_rules.total(left) < order.amount:
        because = _("占用的预算不足以支付这一单的金额。")
        remedy = _("请与财务人员核对指标；年度已经结束的，先在年末清单里结转。")
        raise Refused(Refusal(because, budget_rules.BUDGET_FIRST, remedy, "not_enough_committed"))
    taken = [Share(share.line_id, share.amount - kept.get(share.line_id, ZERO)) for share in held]
    return [share for share in taken if share.amount > ZERO]


def carried(order: FrameworkOrder) -> list[Share]:
    """What the purchase holds on the line of an order and on those to which it was carried over."""
    held = budget.still_committed(order.member.package.project.number)
    first = budget.origins([order.line_id, *(share.line_id for share in held)])
    return [share for share in held if first[share.line_id] == first[order.line_id]]
