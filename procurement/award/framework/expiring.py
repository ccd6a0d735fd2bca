"""The end of an agreement by its days: what the collector holds and nobody ordered goes back to its lines."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.money import ZERO, format_amount
from procurement.award.framework import funding, queries, rules, steps
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkExpiry, FrameworkMember
from procurement.budget import rules as budget_rules
from procurement.budget import workflow as budget
from procurement.notices import frameworks
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans


def due(*, at: datetime) -> list[Package]:
    """Packages whose agreements are over and whose money nobody has given back."""
    today = local_date(at)
    rows = queries.packages().filter(framework_expiry__isnull=True, framework_members__isnull=False)
    rows = rows.annotate(last=Max("framework_members__ends_on")).filter(Q(last__lt=today) | Q(last=None))
    return [package for package in rows.order_by("pk") if is_over(package, at=at)]


@transaction.atomic
def expire(package_id: int, *, by: Actor, now: datetime) -> FrameworkExpiry | None:
    """Give back what no order has taken, once; nothing while the agreement may still be used."""
    package = steps.locked(package_id)
    is_known = FrameworkExpiry.objects.filter(package=package).exists()
    if is_known or not is_over(package, at=now):
        return None
    last_day, unused = last_day_of(package), unused_of(package)
    shares = budget_rules.taken_from_last(unused, funding.free_of(package.project))
    if shares:
        budget.release(shares, reference=package.number, by=by, now=now)
    made = FrameworkExpiry.objects.create(package=package, last_day=last_day, released=unused, at=now)
    facts = {"ends_on": last_day, "amount": unused}
    steps.record(made, "expire", _("框架协议期满，退回未使用的预算"), package, by=by, now=now, **facts)
    notify_body(
        package.project.purchaser_id,
        roles=PURCHASER_ROLES,
        subject=_("框架协议已期满：%(title)s") % {"title": package.project.title},
        text=_("协议最后一天是 %(day)s，没有使用的预算 %(amount)s 元已退回预算指标。")
        % {"day": last_day.isoformat(), "amount": format_amount(unused)},
        url=steps.page(package),
        now=now,
    )
    return made


def is_over(package: Package, *, at: datetime) -> bool:
    """Whether no agreement is in force or can still be signed, and the last order's notice had its time."""
    last_day, project = last_day_of(package), package.project
    if last_day is None:
        return False
    result = queries.numbers(project, frameworks.RESULT)[0]
    is_waiting = queries.applications_of(package).filter(is_accepted__isnull=True).exists()
    entered = queries.orders_of(package).filter(status=OrderStatus.ENTERED, struck_because="")
    is_open = plans.takes_applications(project)
    return rules.is_over(
        today=local_date(at),
        published_by=queries.term(last_day, result).date,
        signed_by=sign_until(package),
        has_result_to_come=unsigned(package).filter(notice__published_at__isnull=True).exists()
        or is_waiting
        or entered.exists(),
        joinable_until=local_date(project.schedule.response_deadline) if is_open else None,
    )


def last_day_of(package: Package) -> date | None:
    """The last day of the agreements; where nobody signed, the last day for signing."""
    rows = FrameworkMember.objects.filter(package=package)
    return rows.aggregate(last=Max("ends_on"))["last"] or sign_until(package)


def sign_until(package: Package) -> date | None:
    """The last day for signing the agreements that are not signed."""
    latest = unsigned(package).aggregate(last=Max("notice__published_at"))["last"]
    sign = queries.numbers(package.project, frameworks.SIGN)[0]
    return queries.term(local_date(latest), sign).date if latest else None


def unsigned(package: Package) -> QuerySet[FrameworkMember]:
    """The suppliers with whom nothing is signed."""
    return FrameworkMember.objects.filter(package=package, signed_on__isnull=True)


def unused_of(package: Package) -> Decimal:
    """What the project holds for the package and no order has taken."""
    project = package.project
    orders = queries.orders_of(package).filter(struck_because="").exclude(status=OrderStatus.ENDED)
    drawn = [one for one in orders if one.line_id is None or funding.is_arranged(project, one.line_id)]
    taken = sum((order.amount for order in drawn), ZERO)
    part = projects.first_year_of(package, package.budget_amount) - taken
    return max(min(part, budget_rules.total(funding.free_of(project))), ZERO)
