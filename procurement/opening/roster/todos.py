"""A roster to keep before an opening, and an answer to give."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.opening import queries as openings
from procurement.opening.roster import queries, rules
from procurement.opening.roster.choices import Coming
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package

SHOWN = 50
# A roster is asked for in the last days before the opening.
AHEAD = timedelta(days=5)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Rosters to keep for who conducts, answers to give for who stands on one."""
    if not actor.has_role(*openings.NAMED_ROLES):
        return []
    rows = queries.packages_for(actor).filter(
        status=PackageStatus.ANNOUNCED, response_deadline__gt=now, response_deadline__lte=now + AHEAD
    )
    rows = narrowed(rows, project__number=of)
    asked = rows.filter(
        roster__user_id=actor.user_id, roster__ended_at__isnull=True, roster__coming=Coming.UNSAID
    )
    found = [answer_todo(package) for package in asked.order_by("response_deadline", "pk")[:SHOWN]]
    if actor.has_role(*ORGANISER_ROLES):
        bare = rows.exclude(roster__ended_at__isnull=True, roster__isnull=False)
        found += [keep_todo(package) for package in bare.order_by("response_deadline", "pk")[:SHOWN]]
    return found


def keep_todo(package: Package) -> Todo:
    """A package that opens soon and has no roster."""
    return _todo(package, _("确定解封人员名册"), _("开启前要有来自不同单位的解封人员"))


def answer_todo(package: Package) -> Todo:
    """An officer who has not said whether to come."""
    return _todo(package, _("回复能否解封"), _("您在解封人员名册上"))


def _todo(package: Package, title: str, why: str) -> Todo:
    return Todo(
        title=title,
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=why,
        url=reverse("opening:roster", args=[package.pk]),
        button=title,
        due_at=package.response_deadline,
        basis=str(rules.BASIS),
    )
