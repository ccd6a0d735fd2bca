"""What a department and the finance department must do next about services; the law sets no term."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.services import queries, rules, workflow
from catalog.services.choices import ServiceStatus
from catalog.services.models import InstitutionService
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo

SHOWN = 20


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Plans to confirm for finance, returned entries for the department; none belongs to a purchase."""
    if of is not None or not actor.has_role(*workflow.CONFIRMERS, *workflow.HANDLERS):
        return []
    wanted = ServiceStatus.ENTERED if actor.has_role(*workflow.CONFIRMERS) else ServiceStatus.RETURNED
    found = queries.visible_to(actor).filter(status=wanted).order_by("pk")[:SHOWN]
    return [todo_for(service) for service in found]


def todo_for(service: InstitutionService) -> Todo:
    """One plan to confirm, or one entry to mend."""
    if service.status == ServiceStatus.ENTERED:
        return Todo(
            title=_("确认服务转换计划"),
            subject=str(service),
            why=_("主管部门已登记，需要财政部门确认"),
            url=reverse("services:service_confirm", args=[service.pk]),
            button=_("确认计划"),
            basis=rules.BASIS,
        )
    return Todo(
        title=_("按退回意见修改登记"),
        subject=str(service),
        why=_("财政部门已退回，请修改后重新提交"),
        url=reverse("services:service_edit", args=[service.pk]),
        button=_("修改登记"),
        basis=rules.BASIS,
    )
