"""The period between an intention and its notice, while it runs: it is for suppliers and rolls on."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import at_local, local_date
from procurement.projects.intention import queries
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention

# No law: older intentions have run out long ago, whatever the period is.
LOOK_BACK = timedelta(days=100)


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Published intentions whose purchase may not be announced yet."""
    published = PurchaseIntention.objects.filter(
        status=IntentionStatus.PUBLISHED, published_at__gte=at_local(today - LOOK_BACK)
    )
    for intention in published.select_related("purchaser").order_by("pk"):
        clock = opening(intention)
        if clock.count(before).date > today:
            yield clock


def opening(intention: PurchaseIntention) -> Clock:
    """The first day on which the purchase may be announced."""
    published_on = local_date(intention.published_at)
    region = intention.purchaser.budget_division_id or intention.purchaser.division_id
    days = int(queries.days_for(region, on=published_on))
    return Clock(
        key=f"intention.opens:{intention.pk}",
        says=_("最早可以发布采购公告"),
        subject=intention.number,
        url=intention.get_absolute_url(),
        count=partial(Calendar.add_days, start=published_on, count=days),
        bodies=((intention.purchaser_id, tuple(PURCHASER_ROLES)),),
    )
