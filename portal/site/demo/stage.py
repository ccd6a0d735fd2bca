"""The stage on which a purchase is played: people, clock, and days snapped to working days."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.clock import SHANGHAI, RehearsalClock, at_local, local_date
from portal.site.demo.cast import MARK, Cast
from portal.site.demo.facts import PurchasePart
from procurement.projects.models import Package, ProcurementProject

ONE_DAY = timedelta(days=1)
# Nothing that takes the office hours is begun after it.
LATEST = 13


def day_before(today: date, days: int) -> date:
    """So many days before T; an act of an office goes to the working day before a day off."""
    day = today - timedelta(days=days)
    while not calendar.current().is_workday(day):
        day -= ONE_DAY
    return day


def day_after(day: date) -> date:
    """A day, or the first working day after it."""
    while not calendar.current().is_workday(day):
        day += ONE_DAY
    return day


@dataclass
class Stage:
    """One purchase in play: the opening phrases of its suppliers by body, what they sealed by submission."""

    part: PurchasePart
    cast: Cast
    today: date
    clock: RehearsalClock
    project: ProcurementProject | None = None
    intention_id: int = 0
    phrases: dict[int, str] = field(default_factory=dict)
    sealed: dict[int, bytes] = field(default_factory=dict)

    @property
    def handler(self) -> Actor:
        """Who conducts the purchase."""
        return self.cast.actors[self.part.handler]

    @property
    def reviewer(self) -> Actor:
        """The second person."""
        return self.cast.actors[self.part.reviewer]

    @property
    def leader(self) -> Actor:
        """Who approves and signs."""
        return self.cast.actors[self.part.leader]

    @property
    def budget_year(self) -> int:
        """The year whose budget carries the purchase: that of its award, or of T while it has none."""
        return day_before(self.today, self.part.decided).year

    @property
    def title(self) -> str:
        """The title with its mark."""
        return f"{self.part.title}{MARK}"

    @property
    def package(self) -> Package:
        """The first package, fresh from the database."""
        return self.project.packages.select_related("project__purchaser").order_by("index")[0]

    def on(self, days_before: int, hour: int = 9, minute: int = 0) -> datetime:
        """Go on to the working day so many days before T, unless the clock is past it already."""
        moment = at_local(day_before(self.today, days_before), hour, minute)
        return self.clock.advance_to(max(moment, self.clock.now()))

    def reach(self, days_before: int, hour: int) -> datetime:
        """As `on`; where days off crowd events on one day, a little later, or on the next working day."""
        before = self.clock.now()
        now = self.on(days_before, hour)
        if now == before:
            now = self.clock.advance(minutes=20)
        if now.astimezone(SHANGHAI).hour <= LATEST:
            return now
        return self.clock.advance_to(at_local(day_after(local_date(now) + ONE_DAY), hour))
