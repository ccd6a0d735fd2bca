"""Notices about grants to finish, or to publish as the second person; no law sets a term."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.notices.choices import NoticeStatus
from procurement.notices.grants import queries, rules, workflow
from procurement.notices.models import Notice

SHOWN = 20
OPEN = (NoticeStatus.DRAFT, NoticeStatus.SUBMITTED)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """What waits of the own body; a grant is part of no purchase."""
    if of is not None:
        return []
    found = queries.own(actor).filter(status__in=OPEN).order_by("pk")[:SHOWN]
    return [todo for notice in found if (todo := todo_for(notice, actor))]


def todo_for(notice: Notice, actor: Actor) -> Todo | None:
    """What this capacity does about one notice; None when it is for somebody else only."""
    facts = {"subject": str(notice), "url": workflow.address(notice), "basis": str(rules.BASIS)}
    if notice.status == NoticeStatus.DRAFT:
        if not actor.has_role(*workflow.DRAFTERS):
            return None
        why = _("已退回，请修改后重新提交") if notice.body["returned"] else _("草稿还没有提交复核")
        return Todo(title=_("完成资助公告"), why=why, button=_("查看公告"), **facts)
    if workflow.may(notice, "publish", by=actor):
        why = _("公告由同事编制，需要您复核后发布")
        return Todo(title=_("发布资助公告"), why=why, button=_("复核公告"), **facts)
    why, waiting = _("公告已提交，由第二个人发布"), _("本单位复核人员或者分管领导")
    return Todo(title=_("等待发布资助公告"), why=why, button=_("查看公告"), waiting_for=waiting, **facts)
