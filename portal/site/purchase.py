"""The purchase page: everything about one purchase, composed from the stages in their order."""

from dataclasses import replace
from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.performance import timeline as performance_timeline
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Step
from portal.kernel.timeline import Event, step_of
from portal.kernel.todos import Todo
from portal.site import papers, workbench
from portal.site.begun import has_begun, may_wait, name_of
from procurement.award import timeline as award_timeline
from procurement.bidding import timeline as bidding_timeline
from procurement.budget.queries import movements_about
from procurement.contracts import timeline as contracts_timeline
from procurement.delivery import timeline as delivery_timeline
from procurement.notices import timeline as notices_timeline
from procurement.opening import timeline as opening_timeline
from procurement.projects import pages, queries
from procurement.projects import timeline as projects_timeline
from procurement.projects.choices import PackageStatus
from procurement.projects.demand import timeline as demand_timeline
from procurement.projects.intention import timeline as intention_timeline
from procurement.projects.models import ProcurementProject
from procurement.review import timeline as review_timeline

# Each stage's events, in the order of the procedure.
TIMELINES = (
    projects_timeline,
    intention_timeline,
    demand_timeline,
    notices_timeline,
    bidding_timeline,
    opening_timeline,
    review_timeline,
    award_timeline,
    contracts_timeline,
    delivery_timeline,
    performance_timeline,
)
# Milestones that a stage tells in more detail than the list of milestones does.
TELLS = {
    "bidding": (PackageStatus.CLOSED,),
    "opening": (PackageStatus.OPENED,),
    "review": (PackageStatus.REVIEWED,),
    "award": (PackageStatus.DECIDED, PackageStatus.RESULT_PUBLISHED),
    "contracts": (PackageStatus.CONTRACTED,),
    "delivery": (PackageStatus.ACCEPTED,),
    "performance": (PackageStatus.EVALUATED,),
}
ORDER = (DONE, STOPPED, NOW, NEXT)
LONG_AGO = datetime.min.replace(tzinfo=UTC)
RECORD_SHOWN = 12


@login_required
@require_safe
def purchase(request: HttpRequest, number: str) -> HttpResponse:
    """One purchase for those who may see it in the workbench."""
    now = clock.now()
    visible = (
        queries.visible_to(request.actor)
        .select_related("created_by", "purchaser__budget_division")
        .prefetch_related("packages__scheme", "approvals__decided_by", "route_decisions")
    )
    project = get_object_or_404(visible, number=number)
    events = events_of(project)
    mine = todos_about(project, request.actor, now=now)
    record = record_of(number)
    context = {
        "now": now,
        **pages.panels(project, on=clock.local_date(now), by=request.actor),
        "voluntary": not queries.is_statutory(project),
        "todo": mine[0] if mine else None,
        "more": mine[1:],
        "current": next((event for event in events if event.state == NOW), None),
        "timeline": steps_of(project, events),
        "papers": papers.papers_of(project, request.actor),
        "movements": movements_about(number).select_related("line").order_by("pk"),
        "record": record[:RECORD_SHOWN],
        "record_count": record.count(),
    }
    return render(request, "portal/site/purchase_detail.html", context)


def events_of(project: ProcurementProject) -> list[Event]:
    """What is done by its time, what is being done, what will come in the order of the procedure."""
    own = projects_timeline.events(project)
    asked = (stage for stage in TIMELINES if has_begun(name_of(stage), project))
    later = [stage for stage in asked if stage is not projects_timeline]
    told = [event for stage in later for event in stage.events(project) if event.state != NEXT]
    tells = {status for stage in later for status in TELLS.get(name_of(stage), ())}
    milestones = [
        event
        for status, event in projects_timeline.milestones(project)
        if not is_told(event, told, by_stage=status in tells)
    ]
    whole = sorted([*own, *told, *milestones], key=place)
    return [
        replace(event, basis=queries.basis_for(project, event.basis)) if event.due else event
        for event in whole
    ]


def is_told(milestone: Event, told: list[Event], *, by_stage: bool) -> bool:
    """Whether a stage says the same in more detail: what is done, or what the package is busy with now."""
    if milestone.state != NOW:
        return milestone.state == DONE and by_stage
    if milestone.due and any(event.at == milestone.due for event in told):
        return True
    busy = {event.package for event in told if event.state == NOW}
    return bool(busy) if milestone.package == 0 else not busy.isdisjoint({0, milestone.package})


def place(event: Event) -> tuple[int, datetime]:
    """Where an event stands among the others; a day counts from its beginning."""
    at = event.at or LONG_AGO
    at = at if isinstance(at, datetime) else clock.at_local(at)
    return ORDER.index(event.state), at if event.state in (DONE, STOPPED) else LONG_AGO


def steps_of(project: ProcurementProject, events: list[Event]) -> list[Step]:
    """The events for the timeline; packages are named where there are several."""
    several = len(project.packages.all()) > 1
    return [step_of(event, package_says=package_says(event) if several else "") for event in events]


def package_says(event: Event) -> str:
    """第1包, for an event of one package."""
    return _("第%(index)s包") % {"index": event.package} if event.package else ""


def todos_about(project: ProcurementProject, actor: Actor, *, now: datetime) -> list[Todo]:
    """What this person must do about this purchase; what waits for others comes last."""
    sources = [source for source in workbench.SOURCES if may_wait(source, project)]
    about = workbench.todos_of(actor, now=now, of=project.number, sources=sources)
    own = [replace(t, basis=queries.basis_for(project, t.basis)) if t.due_at else t for t in about]
    return sorted(own, key=lambda todo: bool(todo.waiting_for))


def record_of(number: str) -> QuerySet[LedgerEntry]:
    """What the ledger holds about a purchase, its packages, notices and contracts, as far as it is open."""
    about = Q(subject_number=number) | Q(subject_number__startswith=f"{number}-")
    return LedgerEntry.objects.disclosed().filter(about).order_by("-pk")
