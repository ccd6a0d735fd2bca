"""The script: P2 open for bids, P1 waiting for approval; each made once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import keys
from portal.kernel.clock import RehearsalClock, at_local, local_date
from portal.site.demo import bidding_walk, facts, preparing
from portal.site.demo.cast import Cast, gather
from portal.site.demo.stage import Stage, day_before
from procurement.projects.models import ProcurementProject

Walk = Callable[[Stage], None]
# How long P2 stays open after the day on which the demonstration is made.
DAYS_LEFT = timedelta(days=3)


def run(*, now: datetime) -> Iterator[tuple[str, str]]:
    """Make what is missing; gives each purchase's title and what was done."""
    keys.create(now=now)
    today = local_date(now)
    with transaction.atomic():
        cast = gather(now=at_local(day_before(today, facts.P6.began), 8))
    for part, walk in ((facts.P2, open_for_bids), (facts.P1, waiting_for_approval)):
        yield part.title, play(part, walk, cast=cast, today=today)


def play(part: facts.PurchasePart, walk: Walk, *, cast: Cast, today) -> str:
    """Walk one purchase in one transaction: it is there whole or not at all."""
    start = at_local(day_before(today, part.began), 8)
    stage = Stage(part=part, cast=cast, today=today, clock=RehearsalClock(start))
    if ProcurementProject.objects.filter(title=stage.title, purchaser=cast.bodies[part.body]).exists():
        return _("已经在演示数据中")
    with transaction.atomic():
        walk(stage)
    return _("已建立")


def waiting_for_approval(stage: Stage) -> None:
    """P1: submitted, with two funds; a second person has to decide."""
    preparing.draft(stage)
    preparing.submit(stage)


def open_for_bids(stage: Stage) -> None:
    """P2: two packages, announced; three organisations have the document, nobody knows who has bid."""
    preparing.draft(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=11, open_until=stage.today + DAYS_LEFT)
    bidding_walk.obtain(stage, ("nuanlin", "yiyang", "yinling"))
