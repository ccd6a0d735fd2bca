"""An uploaded notice waits for a second person."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.calendar import workflow
from portal.kernel.calendar.choices import LoadingStatus
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.todos import Todo


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Notices that are not in force yet; they concern no single purchase."""
    if of is not None or not actor.has_role(*workflow.KEEPERS):
        return []
    waiting = HolidayLoading.objects.filter(status=LoadingStatus.UPLOADED).order_by("pk")
    return [todo_of(loading, actor) for loading in waiting]


def todo_of(loading: HolidayLoading, actor: Actor) -> Todo:
    """One line; whoever uploaded it waits for a colleague."""
    waits = loading.uploaded_by == actor.user_id
    return Todo(
        title=_("确认放假通知"),
        subject=f"{loading.number} {loading.source}",
        why=_("确认以前，%(year)d 年的日期仍为暂定") % {"year": loading.year},
        url=loading.get_absolute_url(),
        button=_("核对通知"),
        basis=str(workflow.TWO_PEOPLE),
        waiting_for=_("另一名平台管理人员") if waits else "",
    )
