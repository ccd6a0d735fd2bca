"""What pages say of outages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from procurement.bidding.rules import to_the_second
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


def told(project_id: int, *, now: datetime) -> list[Told]:
    """Every outage of a purchase in words."""
    rows = queries.of_project(project_id)
    return [Told(row, when(row), outcome(row, now=now), row.reason) for row in rows]


def when(outage: Outage) -> str:
    """From when to when."""
    if outage.ended_at is None:
        return _("%(began)s 起，登记时还没有恢复") % {"began": to_the_second(outage.began_at)}
    return _("%(began)s 至 %(ended)s") % {
        "began": to_the_second(outage.began_at),
        "ended": to_the_second(outage.ended_at),
    }


def outcome(outage: Outage, *, now: datetime) -> str:
    """What follows from it."""
    if not outage.outcome:
        return _("等待采购人决定，决定以前不解封")
    facts = {"says": outage.get_outcome_display()}
    if outage.outcome == OutageOutcome.STAYS:
        return outage.lapsed + facts["says"]
    facts["until"] = to_the_second(outage.moved_to)
    if outage.is_lapsed(now=now):
        return _("%(says)s，到 %(until)s；更正公告没有按时首次发布，没有生效，等待采购人重新决定") % facts
    if not outage.is_out:
        return _("%(says)s，到 %(until)s；更正公告首次发布以后才生效") % facts
    return outage.lapsed + _("%(says)s，到 %(until)s") % facts


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
        "is_decided": bool(outage.outcome) and not outage.is_lapsed(now=now),
        "is_lapsed": outage.is_lapsed(now=now),
        "may_move": _may_move(outage, now=now),
        "reopening_basis": rules.REOPENING_BASIS,
        "outcome": outcome(outage, now=now),
        "basis": rules.BASIS,
    }


def _may_move(outage: Outage, *, now: datetime) -> bool:
    """Whether the deadline can still move: it has not come, or came during the outage and nothing is open."""
    deadline = outage.project.schedule.response_deadline
    if now < deadline:
        return True
    span = rules.Span(outage.began_at, outage.ended_at)
    return (
        span.lasts_through(deadline)
        and queries.may_reopen(outage.project)
        and not queries.is_begun(outage.project_id)
    )
