"""What the platform's operators must do next with requests for deletion."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.accounts.erasure import queries, rules
from orgs.accounts.erasure.choices import ErasureStatus
from orgs.accounts.erasure.models import OPEN, ErasureRequest
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.todos import Todo


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Requests that wait for a first or a second person; they concern no purchase."""
    if of is not None or not actor.has_role(*queries.DECIDERS):
        return []
    found = queries.visible_to(actor).filter(status__in=OPEN).exclude(user_id=actor.user_id).order_by("pk")
    return [todo_of(request, actor) for request in found]


def todo_of(request: ErasureRequest, actor: Actor) -> Todo:
    """One line; whoever has checked waits for a colleague."""
    is_first = request.status == ErasureStatus.SUBMITTED
    waits = not is_first and request.prepared_by_id == actor.user_id
    return Todo(
        title=_("核对删除申请") if is_first else _("复核删除申请"),
        subject=request.number,
        why=_("等待核实申请人") if is_first else _("等待第二个人注销账号"),
        url=reverse("personal:request", args=[request.number]),
        button=_("核对申请") if is_first else _("复核申请"),
        due_at=clock.at_local(request.due_on, 23, 59),
        basis=rules.LAW,
        is_provisional=not calendar.current().is_settled(request.due_on),
        waiting_for=_("另一名平台管理人员") if waits else "",
    )
