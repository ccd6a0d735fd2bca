"""What pages say of outages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from procurement.bidding.rules import to_the_second
from procurement.notices.choices import NoticeStatus
from procurement.opening.outage import queries, rules
from procurement.opening.outage.choices import OutageOutcome
from procurement.opening.outage.models import Outage
from procurement.projects.models import Package


@dataclass(frozen=True)
class Told:
    """An outage as the hall tells it: when, what follows; more to who conducts."""

    outage: Outage
    when: str
    outcome: str
    says: str


def told(project_id: int) -> list[Told]:
    """Every outage of a purchase in words."""
    return [Told(row, when(row), outcome(row), row.reason) for row in queries.of_project(project_id)]


def when(outage: Outage) -> str:
    """From when to when."""
    if outage.ended_at is None:
        return _("%(began)s 起，登记时还没有恢复") % {"began": to_the_second(outage.began_at)}
    return _("%(began)s 至 %(ended)s") % {
        "began": to_the_second(outage.began_at),
        "ended": to_the_second(outage.ended_at),
    }


def outcome(outage: Outage) -> str:
    """What follows from it."""
    if not outage.outcome:
        return _("等待采购人决定，决定以前不解封")
    facts = {"says": outage.get_outcome_display()}
    if outage.outcome == OutageOutcome.STAYS:
        return facts["says"]
    facts["until"] = to_the_second(outage.moved_to)
    if outage.notice and outage.notice.status == NoticeStatus.AWAITING:
        return _("%(says)s，到 %(until)s；更正公告首次发布以后才生效") % facts
    return _("%(says)s，到 %(until)s") % facts


def report_context(package: Package, *, now: datetime) -> dict:
    """The page on which an outage is written down."""
    project = package.project
    return {
        "now": now,
        "package": package,
        "project": project,
        "minutes": queries.minutes(project),
        "basis": rules.BASIS,
    }


def decide_context(outage: Outage, *, now: datetime) -> dict:
    """The page on which an outage is decided."""
    project = outage.project
    return {
        "now": now,
        "outage": outage,
        "project": project,
        "when": when(outage),
        "deadline": project.schedule.response_deadline,
        "is_past": now >= project.schedule.response_deadline,
        "is_decided": bool(outage.outcome),
        "outcome": outcome(outage),
        "basis": rules.BASIS,
    }
