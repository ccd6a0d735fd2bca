"""What is left to do about emergency purchases."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.projects.emergency import queries, rules, workflow
from procurement.projects.emergency.choices import EmergencyStatus

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Entries to confirm, and entries whose papers are to be handed in."""
    if of is not None or not actor.has_role(*workflow.ENTERERS, *workflow.CONFIRMERS):
        return []
    is_confirmer = actor.has_role(*workflow.CONFIRMERS)
    status = EmergencyStatus.ENTERED if is_confirmer else EmergencyStatus.CONFIRMED
    mine = queries.visible_to(actor).filter(purchaser_id=actor.body_id, status=status)
    title = _("确认紧急采购") if is_confirmer else _("补交紧急采购材料")
    why = _("同事已登记，需要第二个人确认") if is_confirmer else _("采购已确认，合同、验收和付款材料还要补齐")
    return [
        Todo(
            title=title,
            subject=str(purchase),
            why=why,
            url=purchase.get_absolute_url(),
            button=_("查看登记"),
            basis=rules.BASIS,
        )
        for purchase in mine.order_by("pk")[:SHOWN]
        if not (is_confirmer and purchase.entered_by_id == actor.user_id)
    ]
