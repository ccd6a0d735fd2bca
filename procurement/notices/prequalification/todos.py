"""What must be done about prequalifications."""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.notices.prequalification import drafting, queries, rules, workflow
from procurement.notices.prequalification.models import Prequalification
from procurement.projects import queries as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.plans.models import MethodPlan
from procurement.projects.plans.rules import NOTICE

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Notices to be written and published; applications checked and drawn from once their time is over."""
    return [*to_write(actor, of), *to_publish(actor, of), *to_draw(actor, of, now=now)]


def to_write(actor: Actor, of: str | None) -> list[Todo]:
    """Approved invited tenders whose notice is not written, or was sent back."""
    if not actor.has_role(*drafting.WRITERS):
        return []
    rows = due(of).filter(project__in=projects.organised_by(actor).values("pk"))
    is_open = Q(project__prequalification_draft__isnull=True) | ~Q(
        project__prequalification_draft__opinion=""
    )
    found = rows.filter(is_open).select_related("project__prequalification_draft").order_by("pk")[:SHOWN]
    return [
        Todo(
            title=_("编制资格预审公告"),
            subject=str(plan.project),
            why=_("复核人已退回，请修改后重新送复核")
            if hasattr(plan.project, "prequalification_draft")
            else _("邀请招标的供应商由资格预审产生，先编制公告，送采购人的第二个人发布"),
            url=reverse("prequalification:draft", args=[plan.project_id]),
            button=_("编制公告"),
            basis=rules.BASIS,
        )
        for plan in found
    ]


def to_publish(actor: Actor, of: str | None) -> list[Todo]:
    """Drafted notices, for a person who wrote neither the draft nor the plan."""
    if not actor.has_role(*workflow.PUBLISHERS):
        return []
    rows = (
        due(of)
        .filter(project__purchaser_id=actor.body_id, project__prequalification_draft__opinion="")
        .exclude(Q(by_id=actor.user_id) | Q(project__prequalification_draft__by_id=actor.user_id))
    )
    return [
        Todo(
            title=_("发布资格预审公告"),
            subject=str(plan.project),
            why=_("公告已编制，由没有参加编制、也没有填写方式理由的人复核后发布"),
            url=reverse("prequalification:publish", args=[plan.project_id]),
            button=_("复核公告"),
            basis=rules.BASIS,
        )
        for plan in rows.select_related("project").order_by("pk")[:SHOWN]
    ]


def due(of: str | None) -> QuerySet[MethodPlan]:
    """The plans of approved invited tenders that ask by notice and whose notice is not out."""
    rows = MethodPlan.objects.filter(
        project__status=ProjectStatus.APPROVED,
        project__is_elsewhere=False,
        project__method=F("method"),
        method=queries.INVITED_TENDER,
        found=NOTICE,
        project__prequalification__isnull=True,
    )
    return narrowed(rows, project__number=of)


def to_draw(actor: Actor, of: str | None, *, now: datetime) -> list[Todo]:
    """Prequalifications whose applications wait for their check or for the draw."""
    if not actor.has_role(*workflow.CHECKERS):
        return []
    rows = Prequalification.objects.filter(pk__in=queries.conducted(actor).values("pk"))
    due = rows.filter(apply_until__lte=now, drawn_at__isnull=True, project__status=ProjectStatus.APPROVED)
    found = narrowed(due, project__number=of).select_related("project").order_by("pk")[:SHOWN]
    return [
        Todo(
            title=_("审查资格预审申请并抽取"),
            subject=str(one.project),
            why=_("申请已经截止，逐份审查后从合格的供应商里随机抽取"),
            url=reverse("prequalification:detail", args=[one.pk]),
            button=_("审查申请"),
            basis=rules.BASIS,
        )
        for one in found
    ]
