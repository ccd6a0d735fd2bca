"""Papers of others that an approval waits for, and objections that wait for an answer."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import clocks, queries, rules
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.plans.models import SourceObjection
from procurement.routing.options import OPEN_TENDER

ONE_DAY = timedelta(days=1)
SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """For the drafters of the purchaser."""
    if not actor.has_role(*project_workflow.DRAFTERS):
        return []
    return [*approvals(actor, of), *objections(actor, of)]


def approvals(actor: Actor, of: str | None) -> list[Todo]:
    """Submissions by another method than the tender that their own route decision asks for."""
    rows = projects.visible_to(actor).filter(purchaser_id=actor.body_id, status=ProjectStatus.SUBMITTED)
    rows = narrowed(rows, number=of).exclude(method=OPEN_TENDER).order_by("pk")
    found = rows.prefetch_related("route_decisions", "method_approvals")[:SHOWN]
    return [
        Todo(
            title=_("登记采购方式的批准文件"),
            subject=str(project),
            why=_("达到公开招标数额标准，还缺%(papers)s，不能批准项目") % {"papers": "、".join(missing)},
            url=reverse("plans:overview", args=[project.pk]),
            button=_("登记文件"),
            basis=rules.APPROVAL_BASIS,
        )
        for project in found
        if (missing := papers_missing(project))
    ]


def papers_missing(project: ProcurementProject) -> list[str]:
    """The papers that the kept route decision asks for and that nobody has kept yet, in words."""
    decision = next(iter(project.route_decisions.all()), None)
    lawful = {option["method"] for option in decision.explanation["lawful"]} if decision else {project.method}
    if project.method in lawful:
        return []
    kept = {row.kind for row in project.method_approvals.all() if row.method == project.method}
    return [str(kind.label) for kind in ApprovalKind if kind not in kept]


def objections(actor: Actor, of: str | None) -> list[Todo]:
    """Objections that nobody has answered."""
    rows = queries.readable_objections(actor).filter(
        project__purchaser_id=actor.body_id, is_founded__isnull=True
    )
    return [
        Todo(
            title=_("答复单一来源公示的异议"),
            subject=str(objection.project),
            why=_("收到异议后要补充论证并答复，答复以前不能批准项目"),
            url=reverse("plans:answer", args=[objection.pk]),
            button=_("登记答复"),
            due_at=limit and at_local(limit.date + ONE_DAY),
            is_provisional=bool(limit and limit.provisional),
            basis=rules.PUBLICITY_BASIS,
        )
        for objection in first_of(rows, of)
        for limit in [argued_by(objection)]
    ]


def first_of(rows: QuerySet, of: str | None) -> QuerySet:
    """The first records that wait in the purchases (`of` one), as a list of what is to be done reads them."""
    return narrowed(rows, project__number=of).select_related("project__purchaser").order_by("pk")[:SHOWN]


def argued_by(objection: SourceObjection) -> LegalDate | None:
    """Until when the supplementary argument is due."""
    plan = queries.row_of(objection.project)
    if plan is None or plan.shown_until is None:
        return None
    return clocks.arguing(plan).count(calendars.current())
