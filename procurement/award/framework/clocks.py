"""The running limits of framework agreements: to answer an application, to announce an order."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.db.models import Model
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from procurement.award.framework import queries, steps
from procurement.award.framework.choices import OrderStatus
from procurement.award.framework.models import FrameworkApplication, FrameworkOrder
from procurement.notices import frameworks
from procurement.notices import queries as notices


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Applications that wait for their answer, then orders that wait for their notice."""
    asked = FrameworkApplication.objects.filter(is_accepted__isnull=True)
    for one in asked.select_related("package__project__purchaser").order_by("pk"):
        yield answering(one)
    orders = FrameworkOrder.objects.filter(status=OrderStatus.ENTERED, struck_because="")
    for order in orders.select_related("member__package__project__purchaser").order_by("pk"):
        yield announcing(order)


def answering(one: FrameworkApplication) -> Clock:
    """The collector's time for an application; whose it is stays unsaid."""
    project = one.package.project
    count = int(queries.numbers(project, frameworks.ANSWER)[0])
    return Clock(
        key=f"framework.answer:{one.pk}",
        says=_("加入申请的答复期限"),
        subject=one.package.number,
        url=steps.page(one.package),
        count=partial(Calendar.add_workdays, start=local_date(one.applied_at), count=count),
        stored=one.answer_by,
        move=partial(move, FrameworkApplication, one.pk, "answer_by"),
        bodies=((notices.organiser_of(project), tuple(ORGANISER_ROLES)),),
    )


def announcing(order: FrameworkOrder) -> Clock:
    """The unit's time to announce an order."""
    package = order.member.package
    count = int(queries.numbers(package.project, frameworks.RESULT)[0])
    return Clock(
        key=f"framework.order:{order.pk}",
        says=_("第二阶段成交结果的公告期限"),
        subject=order.number,
        url=steps.page(package),
        count=partial(Calendar.add_workdays, start=order.decided_on, count=count),
        stored=order.publish_by,
        move=partial(move, FrameworkOrder, order.pk, "publish_by"),
        bodies=((order.buyer_id, tuple(PURCHASER_ROLES)),),
    )


def move(model: type[Model], pk: int, field: str, day: date) -> None:
    """Keep the recounted day."""
    is_open = not calendars.current().is_settled(day)
    model.objects.filter(pk=pk).update(**{field: day, "is_term_provisional": is_open})
