"""The running limits of bonds: until when each goes back."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from procurement.award import queries as awards
from procurement.contracts.bonds import queries, rules, workflow
from procurement.contracts.bonds.models import BidBond


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Bonds that are due for return and still held."""
    bonds = list(queries.waiting().order_by("pk"))
    causes = queries.causes(bonds)
    for bond in bonds:
        if bond.pk in causes:
            yield refunding(bond, causes[bond.pk])


def refunding(bond: BidBond, cause: rules.Cause) -> Clock:
    """The purchaser's time to give a bond back (Order 87, art. 38)."""
    project = bond.package.project
    count = int(awards.law_of(bond.package, rules.REFUND_DAYS[cause.code]))
    return Clock(
        key=f"bonds.refund:{bond.pk}",
        says=_("保证金退还期限"),
        subject=bond.package.number,
        url=workflow.page(bond.package_id),
        count=partial(Calendar.add_workdays, start=cause.since, count=count),
        bodies=((project.purchaser_id, tuple(PURCHASER_ROLES)),),
    )
