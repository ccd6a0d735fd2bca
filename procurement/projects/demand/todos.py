"""What drafters and reviewers must do about a demand's making."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from portal.kernel.todos import Todo, narrowed
from procurement.projects import queries as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.demand import rules, workflow
from procurement.projects.demand.models import DemandHearing, DemandReview
from procurement.projects.models import Handling, ProcurementProject, RouteDecision

SHOWN = 50
DAY_ENDS = time(23, 59)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Opinions to answer and hearings to conclude; submissions to review."""
    if actor.has_role(*workflow.DRAFTERS):
        return hearings_to_conclude(actor, of, now) + reviews(actor, of)
    return reviews(actor, of) if actor.has_role(*workflow.REVIEWERS) else []


def hearings_to_conclude(actor: Actor, of: str | None, now: datetime) -> list[Todo]:
    """Hearings of the own body that are still running or wait for their outcome."""
    mine = projects.visible_to(actor).filter(purchaser_id=actor.body_id, status__in=workflow.DRAFT)
    open_ones = DemandHearing.objects.filter(project__in=mine, concluded_at__isnull=True)
    found = narrowed(open_ones, project__number=of).select_related("project").order_by("pk")[:SHOWN]
    return [hearing_todo(hearing, now) for hearing in found]


def hearing_todo(hearing: DemandHearing, now: datetime) -> Todo:
    """While it runs one waits for the public; then the outcome is written."""
    is_over = local_date(now) > hearing.until
    return Todo(
        title=_("结束需求征求意见") if is_over else _("就需求征求公众意见"),
        subject=str(hearing.project),
        why=_("征求意见已经截止，请逐条答复并公开采用情况") if is_over else _("正在征求意见，可以先答复"),
        url=reverse("demand:overview", args=[hearing.project_id]),
        button=_("答复意见"),
        due_at=None if is_over else at_local(hearing.until, DAY_ENDS.hour, DAY_ENDS.minute),
        basis=rules.HEARING_BASIS,
        waiting_for="" if is_over else _("社会公众"),
    )


def reviews(actor: Actor, of: str | None) -> list[Todo]:
    """Submissions that nobody has reviewed since they were handed in."""
    last = RouteDecision.objects.filter(project=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    passed = DemandReview.objects.filter(project=OuterRef("pk"), passed=True, submission=last)
    mine = Handling.objects.filter(user_id=actor.user_id, duty="demand_draft", project=OuterRef("pk"))
    waiting = projects.visible_to(actor).filter(purchaser_id=actor.body_id, status=ProjectStatus.SUBMITTED)
    found = narrowed(waiting, number=of).annotate(is_reviewed=Exists(passed), is_mine=Exists(mine))
    return [review_todo(project, actor) for project in found.filter(is_reviewed=False).order_by("pk")[:SHOWN]]


def review_todo(project: ProcurementProject, actor: Actor) -> Todo:
    """For the reviewer to write, for the drafter to wait for."""
    may_review = actor.has_role(*workflow.REVIEWERS) and not project.is_mine
    name = "demand:review" if may_review else "demand:overview"
    return Todo(
        title=_("审查采购需求") if may_review else _("等待需求审查"),
        subject=str(project),
        why=_("没有参加需求编制的人逐项审查通过以后，才能批准项目"),
        url=reverse(name, args=[project.pk]),
        button=_("审查需求") if may_review else _("查看需求"),
        basis=rules.REVIEW_BASIS,
        waiting_for="" if may_review else _("没有参加需求编制的复核人员或者分管领导"),
    )
