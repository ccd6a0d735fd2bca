"""A call whose deadline comes in a few minutes: sealing, opening, a lost phrase before everybody."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.calendar import queries as calendar
from portal.kernel.clock import SHANGHAI, RehearsalClock, at_local, local_date
from portal.kernel.errors import Refusal, refuse
from portal.site.demo import bidding_walk, bids, demanding, facts, preparing
from portal.site.demo.cast import Cast
from portal.site.demo.facts import PurchasePart
from portal.site.demo.stage import Stage, day_before
from procurement.notices import days_off
from procurement.projects.models import Package, ProcurementProject

MINUTES = range(5, 241)
# Days before today; wide enough for the longest holidays.
INTENDED, BEGAN, ANNOUNCED = 75, 35, 25


def play(cast: Cast, *, minutes: int, now: datetime) -> Package:
    """P2 once more, with its deadline so many minutes from now; two have bid, `nuanlin` has the document."""
    deadline = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    refuse(refusals(minutes, deadline))
    today = local_date(deadline)
    start = at_local(day_before(today, BEGAN), 8)
    stage = Stage(part=part_of(deadline), cast=cast, today=today, clock=RehearsalClock(start))
    refuse(twice_refusals(stage))
    with transaction.atomic():
        walk(stage, deadline)
    return stage.package


def walk(stage: Stage, deadline: datetime) -> None:
    """As lawful as any other call, only closer."""
    preparing.intend(stage, days_before=INTENDED)
    preparing.draft(stage)
    demanding.survey(stage)
    demanding.heard_elsewhere(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    preparing.announce(stage, days_before=ANNOUNCED, deadline=deadline)
    bidding_walk.obtain(stage, bids.OBTAINED)
    stage.on(1, 10)
    bidding_walk.seal_two(stage)


def part_of(deadline: datetime) -> PurchasePart:
    """P2 under a title of its own, with a budget line of its own."""
    when = deadline.astimezone(SHANGHAI)
    [fund] = facts.P2.funds
    return replace(
        facts.P2,
        key=f"live-{when:%Y%m%d%H%M}",
        title=f"{facts.P2.title}（{when:%m月%d日%H:%M}截止）",
        funds=(replace(fund, code=f"{fund.code}-{when:%m%d%H%M}"),),
        began=BEGAN,
    )


def refusals(minutes: int, deadline: datetime) -> list[Refusal]:
    """Why no call can end then."""
    if minutes in MINUTES:
        return days_off.deadline_refusals(deadline, calendar=calendar.current())
    words = {"least": MINUTES[0], "most": MINUTES[-1]}
    because = _("离截止的分钟数应当在 %(least)d 到 %(most)d 之间。") % words
    return [Refusal(because=because, remedy=_("请改正分钟数。"), code="minutes")]


def twice_refusals(stage: Stage) -> list[Refusal]:
    """One call a minute: its title names the minute."""
    if not ProcurementProject.objects.filter(title=stage.title).exists():
        return []
    because, remedy = _("这一分钟截止的采购已经建立过。"), _("请换一个分钟数。")
    return [Refusal(because=because, remedy=remedy, code="twice")]
