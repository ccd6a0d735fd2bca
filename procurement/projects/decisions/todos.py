"""Minutes that a purchase waits for."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.todos import Todo, narrowed
from procurement.projects import queries as projects
from procurement.projects import workflow
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.decisions import queries, rules
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.models import DecisionMinutes
from procurement.projects.models import Package, ProcurementProject
from procurement.routing.options import SELF_PROCUREMENT

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Purchases of the own body whose next step needs the minutes of a meeting."""
    if not actor.has_role(*workflow.DRAFTERS):
        return []
    mine = projects.visible_to(actor).filter(purchaser_id=actor.body_id)
    reviewed = Package.objects.filter(project=OuterRef("pk"), status=PackageStatus.REVIEWED)
    waiting = (
        Q(status=ProjectStatus.SUBMITTED) & ~_has(DecisionStep.BUDGET)
        | Q(status=ProjectStatus.APPROVED) & ~projects.SHORT_PATH & ~_has(DecisionStep.DOCUMENT)
        | Q(status=ProjectStatus.APPROVED, method=SELF_PROCUREMENT) & ~_has(DecisionStep.AWARD)
        | Q(Exists(reviewed)) & ~_has(DecisionStep.AWARD)
    )
    found = narrowed(mine.filter(waiting), number=of).order_by("pk")[:SHOWN]
    on = local_date(now)
    return [
        _todo(project, step)
        for project in found
        if queries.due_refusals(project, step := _step_of(project), on=on)
    ]


def _has(step: DecisionStep) -> Exists:
    return Exists(DecisionMinutes.objects.filter(project=OuterRef("pk"), step=step))


def _step_of(project: ProcurementProject) -> DecisionStep:
    if project.status == ProjectStatus.SUBMITTED:
        return DecisionStep.BUDGET
    has_document = project.status == ProjectStatus.APPROVED and not project.is_direct
    return DecisionStep.DOCUMENT if has_document else DecisionStep.AWARD


def _todo(project: ProcurementProject, step: DecisionStep) -> Todo:
    return Todo(
        title=_("上传集体研究纪要"),
        subject=str(project),
        why=_("“%(step)s”要附会议纪要，还没有上传") % {"step": step.label},
        url=reverse("decisions:upload", args=[project.pk]),
        button=_("上传纪要"),
        basis=rules.MINUTES_BASIS,
    )
