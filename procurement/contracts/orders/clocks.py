"""The running limits of the contracts of orders: published within working days of the signing."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from procurement.award.framework import queries as agreements
from procurement.contracts.orders import queries
from procurement.contracts.orders.models import OrderContract


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Contracts that are kept and not published; the days to sign do not roll."""
    kept = OrderContract.objects.filter(approved_at__isnull=True)
    for contract in kept.select_related("order__member__package__project__purchaser").order_by("pk"):
        package = contract.order.member.package
        count = int(agreements.numbers(package.project, queries.PUBLISH)[0])
        yield Clock(
            key=f"order_contracts.publish:{contract.pk}",
            says=_("合同公告期限"),
            subject=contract.number,
            url=reverse("order_contracts:list", args=[package.pk]),
            count=partial(Calendar.add_workdays, start=contract.signed_on, count=count),
            bodies=((contract.order.buyer_id, tuple(PURCHASER_ROLES)),),
        )
