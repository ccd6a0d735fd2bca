"""What drafters and reviewers of projects must do next."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import Duty
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement import methods
from procurement.projects import queries, rules, workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.models import Handling, ProcurementProject

OPEN = (*workflow.EDITABLE, ProjectStatus.SUBMITTED)
SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Drafts to finish, returns to mend, submissions to decide; the law sets no term for them."""
    if not actor.has_role(*workflow.DRAFTERS, *workflow.REVIEWERS):
        return []
    projects = queries.visible_to(actor).filter(purchaser_id=actor.body_id, status__in=OPEN)
    mine = Handling.objects.filter(user_id=actor.user_id, duty=Duty.DEMAND_DRAFT, project=OuterRef("pk"))
    found = narrowed(projects, number=of).annotate(is_mine=Exists(mine)).order_by("pk")[:SHOWN]
    return [todo for project in found if (todo := todo_for(project, actor))] + schemes_missing(actor, of)


def todo_for(project: ProcurementProject, actor: Actor) -> Todo | None:
    """What this capacity does about one project; None when it is for somebody else only."""
    if project.status == ProjectStatus.SUBMITTED:
        return decide(project, actor)
    if not actor.has_role(*workflow.DRAFTERS):
        return None
    is_returned = project.status == ProjectStatus.RETURNED
    return Todo(
        title=_("按退回意见修改项目") if is_returned else _("完成立项并提交审批"),
        subject=str(project),
        why=_("审批人已退回，请您修改后重新提交") if is_returned else _("草稿还没有提交，您是采购人经办"),
        url=reverse("projects:project_edit", args=[project.pk]),
        button=_("修改项目") if is_returned else _("继续填写"),
        basis=rules.DEMAND_BASIS,
    )


def decide(project: ProcurementProject, actor: Actor) -> Todo:
    """The decision on a submission: for the reviewer to take, for the drafter to wait for."""
    may_decide = actor.has_role(*workflow.REVIEWERS) and not project.is_mine
    return Todo(
        title=_("审批采购项目") if may_decide else _("等待审批"),
        subject=str(project),
        why=_("经办人已提交，需要没有参加编制的第二个人决定"),
        url=reverse("projects:project_decide", args=[project.pk])
        if may_decide
        else project.get_absolute_url(),
        button=_("审批项目") if may_decide else _("查看项目"),
        basis=rules.REVIEW_BASIS,
        waiting_for="" if may_decide else _("本单位复核人员或者分管领导"),
    )


def schemes_missing(actor: Actor, of: str | None) -> list[Todo]:
    """Approved projects with a package whose criteria are not chosen; nothing is published before.

    A method without a panel, as a framework agreement, asks for none.
    """
    if not actor.has_role(*workflow.DRAFTERS):
        return []
    waiting = queries.through_notice(queries.visible_to(actor)).filter(
        purchaser_id=actor.body_id,
        status=ProjectStatus.APPROVED,
        packages__scheme__isnull=True,
        method__in=[method.code for method in methods.all() if method.panel_size],
    )
    return [
        Todo(
            title=_("选定评审标准"),
            subject=str(project),
            why=_("项目已批准，还有采购包没有评审标准，不能发布公告"),
            url=reverse("projects:project_schemes", args=[project.pk]),
            button=_("选定评审标准"),
            basis=rules.CRITERIA_BASIS,
        )
        for project in narrowed(waiting, number=of).distinct().order_by("pk")[:SHOWN]
    ]
