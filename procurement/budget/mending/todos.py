"""Corrections of lines that wait for the second person of the finance department; the law sets no term."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.budget.mending import queries
from procurement.budget.mending.choices import MendStatus
from procurement.budget.mending.models import LineCorrection
from procurement.budget.mending.rules import TWO_PEOPLE

SHOWN = 20


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Corrections of the own budget level: for the reader to decide, or for a colleague."""
    if of is not None:
        return []
    waiting = queries.kept_by(actor).filter(status=MendStatus.SUBMITTED)
    return [todo_for(made, actor) for made in waiting.order_by("pk")[:SHOWN]]


def todo_for(made: LineCorrection, actor: Actor) -> Todo:
    """One correction to decide, or one that another person has to decide."""
    is_own = made.proposed_by_id == actor.user_id
    return Todo(
        title=_("指标更正待复核") if is_own else _("复核指标更正"),
        subject=str(made.line),
        why=_("您已提出，须由另一个人复核") if is_own else _("同事已提出，需要您对照文件复核"),
        url=reverse("budget:mending_decide", args=[made.pk]),
        button=_("查看更正") if is_own else _("复核更正"),
        basis=TWO_PEOPLE,
        waiting_for=_("本级财政部门的另一位工作人员") if is_own else "",
    )
