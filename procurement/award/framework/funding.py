"""The money of an order: a line of the unit that orders, or what the collector's project holds."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, Refused
from portal.kernel.money import ZERO
from procurement.award.framework import rules
from procurement.award.framework.models import FrameworkOrder
from procurement.award.framework.rules import OrderFacts
from procurement.budget import queries as budget
from procurement.budget import rules as budget_rules
from procurement.budget import workflow as budgeting
from procurement.budget.choices import Account
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.projects import queries as projects
from procurement.projects.models import Package, ProcurementProject


def lines_for(actor: Actor, project: ProcurementProject, *, on: date) -> QuerySet[BudgetLine]:
    """The lines of which a unit under the collector may take one; the collector chooses none."""
    if actor.body_id == project.purchaser_id:
        return BudgetLine.objects.none()
    return budget.usable_by(actor.body_id, fiscal_year=on.year)


def refusals_of(package: Package, facts: OrderFacts, *, by: Actor, on: date) -> list[Refusal]:
    """Why the money of an order does not carry it on a day."""
    is_under = by.body_id != package.project.purchaser_id
    own = lines_for(by, package.project, on=on).filter(pk=facts.line_id)
    is_known = facts.line_id is not None
    found = rules.line_refusals(is_own=own.exists(), is_known=is_known, is_under=is_under)
    if found:
        return found
    if is_under:
        return budget_rules.standing_refusals(budget.standings_of([facts.line_id]), year=on.year)
    held = held_by(package.project)
    return budget_rules.award_refusals(
        budget.standings_of(share.line_id for share in held),
        year=on.year,
        held=left_of(package.project),
        amount=facts.amount,
    )


def left_of(project: ProcurementProject) -> Decimal:
    """What the collector may still order for."""
    return budget_rules.total(held_by(project)) - promised(project)


def promised(project: ProcurementProject) -> Decimal:
    """What the collector's own orders take of the held money and no contract has made its own yet."""
    orders = FrameworkOrder.objects.filter(
        member__package__project=project, line__isnull=True, struck_because=""
    )
    ordered = orders.aggregate(sum=Sum("amount"))["sum"] or ZERO
    gone = budget.held_in(project.number, Account.CONTRACTED, Account.SPENT)
    return ordered - budget_rules.total(projects.in_fund_order(project, gone))


def held_by(project: ProcurementProject) -> list[Share]:
    """What the collector's project still holds on its own lines, in their order."""
    return projects.in_fund_order(project, budget.still_committed(project.number))


def hold(order: FrameworkOrder, *, by: Actor, now: datetime) -> None:
    """Hold the money of an order on its line; the collector's is held since its project was approved."""
    if order.line_id:
        budgeting.commit([Share(order.line_id, order.amount)], reference=order.number, by=by, now=now)


def let_go(order: FrameworkOrder, *, by: Actor, now: datetime) -> None:
    """Give back what an order held on the line of its unit."""
    if order.line_id:
        budgeting.release(shares_of(order), reference=order.number, by=by, now=now)


def shares_of(order: FrameworkOrder) -> list[Share]:
    """On which lines the money of an order lies now, also where it was carried over to a later year.

    Raises Refused when less is held than the order's amount.
    """
    project = order.member.package.project
    held = held_by(project) if order.line_id is None else carried(order)
    shares, left = [], order.amount
    for share in held:
        part = min(left, share.amount)
        if part > ZERO:
            shares.append(Share(share.line_id, part))
            left -= part
    if left > ZERO:
        because = _("占用的预算不足以支付这一单的金额。")
        remedy = _("请与财务人员核对指标；年度已经结束的，先在年末清单里结转。")
        raise Refused(Refusal(because, budget_rules.BUDGET_FIRST, remedy, "not_enough_committed"))
    return shares


def carried(order: FrameworkOrder) -> list[Share]:
    """What the purchase holds on the line of an order and on those to which it was carried over."""
    held = budget.still_committed(order.member.package.project.number)
    first = budget.origins([order.line_id, *(share.line_id for share in held)])
    return [share for share in held if first[share.line_id] == first[order.line_id]]
