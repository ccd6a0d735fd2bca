"""What drafters and reviewers must do about intentions."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.todos import Todo, narrowed
from procurement.projects import queries as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.intention import queries, rules, workflow
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention

SHOWN = 50
OPEN = (IntentionStatus.DRAFT, IntentionStatus.SUBMITTED, IntentionStatus.AWAITING)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Drafts to send, submissions to publish, and approved projects that have no intention yet."""
    if not actor.has_role(*workflow.DRAFTERS, *workflow.REVIEWERS):
        return []
    found = []
    if of is None:
        waits = Q(status__in=OPEN) | Q(leaving_at__isnull=False)
        mine = queries.visible_to(actor).filter(waits, purchaser_id=actor.body_id)
        found = [todo for intention in mine.order_by("pk")[:SHOWN] if (todo := todo_for(intention, actor))]
    return found + missing(actor, of, now=now)


def todo_for(intention: PurchaseIntention, actor: Actor) -> Todo | None:
    """What this capacity does about one intention; None when it is for somebody else only."""
    facts = {"subject": str(intention), "url": intention.work_url, "basis": rules.BASIS}
    if intention.status == IntentionStatus.DRAFT:
        if not actor.has_role(*workflow.DRAFTERS):
            return None
        why = _("已退回，请修改后重新送复核") if intention.opinion else _("草稿还没有送复核")
        return Todo(title=_("完成采购意向"), why=why, button=_("查看意向"), **facts)
    if intention.status == IntentionStatus.AWAITING:
        why = _("意向已复核，在中国湖南政府采购网发布后登记编号、网址和时间；登记以前天数不起算")
        facts["url"] = reverse("notices:intention_enter", args=[intention.pk])
        return Todo(title=_("登记采购意向首次发布"), why=why, button=_("登记首次发布"), **facts)
    if intention.leaving_at:
        why = _("意向决定撤销，更正公告在中国湖南政府采购网发布后登记；登记以前意向仍然公开")
        facts["url"] = reverse("notices:withdrawal_enter", args=[intention.pk])
        return Todo(title=_("登记采购意向撤销首次发布"), why=why, button=_("登记首次发布"), **facts)
    if actor.has_role(*workflow.REVIEWERS) and intention.drafted_by_id != actor.user_id:
        why = _("意向由同事编制，需要您复核后公开")
        return Todo(title=_("公开采购意向"), why=why, button=_("复核意向"), **facts)
    why, waiting = _("意向已送复核，由第二个人公开"), _("本单位复核人员或者分管领导")
    return Todo(title=_("等待公开采购意向"), why=why, button=_("查看意向"), waiting_for=waiting, **facts)


def missing(actor: Actor, of: str | None, *, now: datetime) -> list[Todo]:
    """Approved projects at or above the threshold without an intention: no notice before."""
    if not actor.has_role(*workflow.DRAFTERS):
        return []
    waiting = projects.through_notice(projects.visible_to(actor)).filter(
        purchaser_id=actor.body_id, status=ProjectStatus.APPROVED, intention__isnull=True
    )
    return [
        Todo(
            title=_("登记采购意向"),
            subject=str(project),
            why=_("项目已批准，还没有对应的采购意向，也没有写明例外情形"),
            url=reverse("intentions:choose", args=[project.pk]),
            button=_("登记意向"),
            basis=rules.BASIS,
        )
        for project in narrowed(waiting, number=of).order_by("pk")[:SHOWN]
        if queries.is_due(project, on=local_date(now))
    ]
