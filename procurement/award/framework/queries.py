"""Reads and locks of framework agreements."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from orgs.bodies.models import Body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from portal.kernel.money import ZERO
from procurement.award import queries as awards
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import (
    FrameworkApplication,
    FrameworkExpiry,
    FrameworkMember,
    FrameworkOrder,
    FrameworkOrderEnd,
    FrameworkSelection,
    FrameworkSkip,
)
from procurement.award.framework.rules import Turn
from procurement.methods.rules import counted
from procurement.notices import frameworks
from procurement.notices import queries as notices
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import FRAMEWORK, MONTHS_A_YEAR, OPEN_TO_ALL
from procurement.routing.figures import Parameter

STARTED = (
    PackageStatus.ANNOUNCED,
    PackageStatus.CLOSED,
    PackageStatus.OPENED,
    PackageStatus.RESULT_PUBLISHED,
)


def packages() -> QuerySet[Package]:
    """Packages of framework agreements that go their way here."""
    found = Package.objects.filter(
        project__method=FRAMEWORK, project__is_elsewhere=False, moved_at__isnull=True
    )
    return found.select_related("project__purchaser__budget_division", "project__agency_mandate")


def visible_to(actor: Actor | None) -> QuerySet[Package]:
    """Those of the purchases that a capacity sees, and those under whose agreement its body may order."""
    if actor is None or not actor.has_role(*awards.READERS):
        return Package.objects.none()
    seen = Q(project__in=projects.visible_to(actor).values("pk"))
    if actor.has_role(*PURCHASER_ROLES):
        above = Body.objects.filter(pk=actor.body_id).values("supervising_body_id")
        signed = FrameworkMember.objects.filter(package=OuterRef("pk"), signed_on__isnull=False)
        seen |= Q(Exists(signed), project__purchaser__in=above)
    return packages().filter(seen)


def open_for_applications(*, at: datetime) -> QuerySet[Package]:
    """Packages whose open agreement may be joined at a moment."""
    is_open = MethodPlan.objects.filter(project=OuterRef("project"), method=FRAMEWORK, found=OPEN_TO_ALL)
    return packages().filter(
        Exists(is_open),
        status=PackageStatus.ANNOUNCED,
        project__schedule__documents_from__lte=local_date(at),
        project__schedule__response_deadline__gt=at,
    )


def expiry_of(package: Package) -> FrameworkExpiry | None:
    """How the agreement ended by its days; None while it runs."""
    return FrameworkExpiry.objects.filter(package=package).first()


def selection_of(package: Package) -> FrameworkSelection | None:
    """The result of the first phase; None while it is not entered."""
    found = FrameworkSelection.objects.filter(package=package)
    return found.select_related("paper", "prepared_by", "approved_by").first()


def opened(package: Package) -> list[OpenedSubmission]:
    """The responses that were opened, for those who may read them: the collector after the opening."""
    rows = OpenedSubmission.objects.filter(session__package=package, status=UnlockStatus.OPENED)
    return list(rows.select_related("submission__supplier", "session__package").order_by("pk"))


def may_read_responses(actor: Actor | None, package: Package) -> bool:
    """Who conducts the purchase, once the opening is over."""
    after = package.status in (PackageStatus.OPENED, PackageStatus.RESULT_PUBLISHED)
    return after and notices.conducts(actor, package.project)


def members_of(package: Package) -> QuerySet[FrameworkMember]:
    """The suppliers of the agreement by their places, each with its orders and given up turns counted."""
    rows = FrameworkMember.objects.filter(package=package).select_related("supplier", "paper", "notice")
    given_up = Q(skips__confirmed_by__isnull=False)
    return rows.annotate(
        order_count=Count("orders", filter=Q(orders__struck_because=""), distinct=True),
        skip_count=Count("skips", filter=given_up, distinct=True),
    ).order_by("place")


def skips_of(package: Package) -> QuerySet[FrameworkSkip]:
    """The turns that were given up, the first first."""
    rows = FrameworkSkip.objects.filter(member__package=package)
    return rows.select_related("member__supplier", "buyer", "paper", "entered_by", "confirmed_by")


def orders_of(package: Package) -> QuerySet[FrameworkOrder]:
    """The orders of the second phase, the first first."""
    rows = FrameworkOrder.objects.filter(member__package=package)
    return rows.select_related("member__supplier", "buyer", "line", "paper", "entered_by", "notice", "ending")


def orders_read_by(actor: Actor | None, package: Package) -> QuerySet[FrameworkOrder]:
    """The orders that a capacity may read: another unit reads the published ones and its own."""
    return _readable(orders_of(package), actor)


def _readable(orders: QuerySet[FrameworkOrder], actor: Actor | None) -> QuerySet[FrameworkOrder]:
    if actor is None:
        return orders.none()
    seen = projects.visible_to(actor).values("pk")
    is_out = Q(notice__published_at__isnull=False)
    return orders.filter(Q(member__package__project__in=seen) | Q(buyer_id=actor.body_id) | is_out)


def applications_of(package: Package) -> QuerySet[FrameworkApplication]:
    """Who asked to join, for those who conduct the purchase."""
    rows = FrameworkApplication.objects.filter(package=package)
    return rows.select_related("supplier", "paper", "answered_by")


def own_applications(actor: Actor | None) -> QuerySet[FrameworkApplication]:
    """What the acting supplier asked for."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return FrameworkApplication.objects.none()
    rows = FrameworkApplication.objects.filter(supplier_id=actor.body_id)
    return rows.select_related("package__project", "paper")


def conducted(actor: Actor | None) -> QuerySet[Package]:
    """Packages of framework agreements that this capacity conducts."""
    return (
        packages()
        .filter(project__in=projects.visible_to(actor).values("pk"))
        .filter(Q(project__purchaser_id=actor.body_id) | Q(project__agency_mandate__agency_id=actor.body_id))
    )


def numbers(project: ProcurementProject, *codes: str) -> list[Parameter]:
    """Legal numbers by the day whose law applies to the purchase."""
    return frameworks.numbers(project, *codes, on=project.decided_on)


def term(start: date, number: Parameter) -> LegalDate:
    """The last day of a period that begins on a day."""
    return counted(calendars.current(), start=start, number=number)


def term_ends(project: ProcurementProject, signed_on: date) -> date:
    """The last day that an agreement signed on a day may have, by the months of the plan."""
    months = signed_on.month - 1 + (plans.facts_of(project).term_months or 0)
    year, month = signed_on.year + months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1
    for day in range(signed_on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, signed_on.day)


def left_of(package: Package) -> Decimal:
    """What of the package's budget no order has taken."""
    valid = FrameworkOrder.objects.filter(member__package=package, struck_because="")
    valid = valid.exclude(status=OrderStatus.ENDED)
    taken = valid.aggregate(sum=Sum("amount"))["sum"]
    return package.budget_amount - (taken or ZERO)


def turns(members: Sequence[FrameworkMember], *, on: date, at: datetime) -> list[Turn]:
    """Whose turn it is in a rotation: whose agreement is in force on a day and who is not barred."""
    return [
        Turn(one.pk, one.supplier.name, one.place, one.order_count, one.skip_count)
        for one in members
        if one.signed_on is not None
        and one.signed_on <= on <= one.ends_on
        and not awards.supplier_refusals(one.supplier_id, at=at)
    ]


def may_order(actor: Actor | None, project: ProcurementProject) -> bool:
    """The collector and the units under it order under its agreement."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES):
        return False
    if actor.body_id == project.purchaser_id:
        return True
    return Body.objects.filter(pk=actor.body_id, supervising_body=project.purchaser_id).exists()


def awaiting_selection(actor: Actor) -> QuerySet[Package]:
    """Opened packages whose result is neither published nor handed over for its first publication."""
    closed = conducted(actor).filter(status=PackageStatus.OPENED)
    return closed.exclude(framework_selection__approved_by__isnull=False)


def joinable() -> QuerySet[Package]:
    """Packages of open agreements whose call is out."""
    is_open = MethodPlan.objects.filter(project=OuterRef("project"), method=FRAMEWORK, found=OPEN_TO_ALL)
    return packages().filter(Exists(is_open), status=PackageStatus.ANNOUNCED)


def papers(actor: Actor, kind: str) -> QuerySet:
    """The records whose paper may be read: reports and applications by the collector, agreements and given
    up turns by their supplier and readers, an order before its notice by its buyer and who sees the purchase.
    """
    mine = conducted(actor).values("pk") if actor.has_role(*awards.READERS) else []
    seen = visible_to(actor).values("pk")
    if kind == "selection":
        return FrameworkSelection.objects.filter(package__in=mine).select_related("paper")
    if kind == "application":
        own = Q(supplier_id=actor.body_id) if actor.has_role(*SUPPLIER_ROLES) else Q(pk__in=[])
        return FrameworkApplication.objects.filter(own | Q(package__in=mine)).select_related("paper")
    if kind == "agreement":
        own = Q(supplier_id=actor.body_id) if actor.has_role(*SUPPLIER_ROLES) else Q(pk__in=[])
        rows = FrameworkMember.objects.filter(own | Q(package__in=seen), paper__isnull=False)
        return rows.select_related("paper")
    if kind == "skip":
        own = Q(member__supplier_id=actor.body_id) if actor.has_role(*SUPPLIER_ROLES) else Q(pk__in=[])
        told = own & Q(confirmed_at__isnull=False)
        rows = FrameworkSkip.objects.filter(told | Q(member__package__in=seen))
        return rows.select_related("paper")
    if kind == "ending":
        rows = FrameworkOrderEnd.objects.filter(order__member__package__in=seen)
        told = Q(approved_at__isnull=False) | Q(order__buyer_id=actor.body_id)
        return rows.filter(told).select_related("paper")
    if kind == "order":
        orders = FrameworkOrder.objects.filter(member__package__in=seen)
        return _readable(orders, actor).select_related("paper")
    return FrameworkOrder.objects.none()
