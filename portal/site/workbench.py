"""我的事项: what must I do next, by when, and why."""

from collections.abc import Iterable
from datetime import datetime
from types import ModuleType

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from catalog.editions import todos as catalogue_todos
from catalog.revisions import todos as revisions_todos
from catalog.services import todos as services_todos
from evaluation.performance import todos as performance_todos
from orgs.accounts.applications import todos as applications_todos
from orgs.accounts.erasure import todos as erasure_todos
from orgs.inbox.models import Message
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.todos import Todo
from portal.site import todo_counts
from portal.site.calendar import todos as calendar_todos
from procurement.award import todos as award_todos
from procurement.award.agreed import todos as agreed_todos
from procurement.award.direct import todos as direct_todos
from procurement.award.framework import todos as framework_todos
from procurement.bidding import todos as bidding_todos
from procurement.budget.closing import todos as closing_todos
from procurement.budget.mending import todos as mending_todos
from procurement.budget.years import todos as years_todos
from procurement.challenges import todos as challenges_todos
from procurement.challenges.complaints import todos as complaints_todos
from procurement.contracts import todos as contracts_todos
from procurement.contracts.bonds import todos as bonds_todos
from procurement.contracts.orders import todos as orders_todos
from procurement.delivery import todos as delivery_todos
from procurement.notices import todos as notices_todos
from procurement.notices.grants import todos as grants_todos
from procurement.notices.prequalification import barred as barred_todos
from procurement.notices.prequalification import todos as prequalification_todos
from procurement.notices.publicity import todos as publicity_todos
from procurement.opening import todos as opening_todos
from procurement.opening.record import todos as record_todos
from procurement.opening.roster import todos as roster_todos
from procurement.projects import todos as projects_todos
from procurement.projects.decisions import todos as decisions_todos
from procurement.projects.demand import todos as demand_todos
from procurement.projects.emergency import todos as emergency_todos
from procurement.projects.intention import todos as intention_todos
from procurement.projects.plans import todos as plans_todos
from procurement.review import todos as review_todos
from procurement.review.closing import todos as closing_review_todos
from procurement.review.draws import todos as draws_todos
from procurement.review.experts import todos as experts_todos
from procurement.routing.proposals import todos as proposals_todos

# Each stage's list of what is to be done, in the order of the procedure.
SOURCES = (
    catalogue_todos,
    revisions_todos,
    proposals_todos,
    closing_todos,
    mending_todos,
    years_todos,
    projects_todos,
    plans_todos,
    demand_todos,
    decisions_todos,
    intention_todos,
    emergency_todos,
    publicity_todos,
    grants_todos,
    prequalification_todos,
    barred_todos,
    notices_todos,
    bidding_todos,
    roster_todos,
    opening_todos,
    record_todos,
    experts_todos,
    draws_todos,
    review_todos,
    closing_review_todos,
    award_todos,
    direct_todos,
    agreed_todos,
    framework_todos,
    challenges_todos,
    complaints_todos,
    bonds_todos,
    orders_todos,
    contracts_todos,
    delivery_todos,
    performance_todos,
    services_todos,
    applications_todos,
    erasure_todos,
    calendar_todos,
)
RECENT = 8


def todos_of(
    actor: Actor, *, now: datetime, of: str | None = None, sources: Iterable[ModuleType] = SOURCES
) -> list[Todo]:
    """Everything that waits (`of` one purchase), the earliest deadline first; what has none comes last."""
    found = [todo for source in sources for todo in source.todos(actor, now=now, of=of)]
    return sorted(found, key=lambda todo: (todo.due_at is None, todo.due_at or now))


def groups(mine: Iterable[Todo], *, now: datetime) -> dict[str, list[Todo]]:
    """The list cut by time: overdue, today, the next five working days, later, without a limit."""
    today = clock.local_date(now)
    week_ends = calendar.current().add_workdays(today, 5).date
    cut: dict[str, list[Todo]] = {"over": [], "today": [], "week": [], "later": [], "open": []}
    for todo in mine:
        cut[when(todo, now=now, today=today, week_ends=week_ends)].append(todo)
    return cut


def when(todo: Todo, *, now: datetime, today, week_ends) -> str:
    """The group of one line."""
    if todo.due_at is None:
        return "open"
    if todo.due_at <= now:
        return "over"
    due_on = clock.local_date(todo.due_at)
    if due_on <= today:
        return "today"
    return "week" if due_on <= week_ends else "later"


@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    now = timezone.now()
    todos = todos_of(request.actor, now=now) if request.actor else []
    mine = [todo for todo in todos if not todo.waiting_for]
    if request.actor:
        cache.set(todo_counts.key(request.actor), len(mine), todo_counts.SECONDS)
    context = {
        "now": now,
        "mine": mine,
        "groups": groups(mine, now=now),
        "waiting": [todo for todo in todos if todo.waiting_for],
        "recent": Message.objects.filter(user=request.user)[:RECENT],
    }
    return render(request, "portal/site/workbench.html", context)
