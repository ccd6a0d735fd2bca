"""Reads and locks of the register."""

from django.db.models import QuerySet

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from procurement.projects import queries as projects
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase

READERS = (*PURCHASER_ROLES, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)


def visible_to(actor: Actor | None) -> QuerySet[EmergencyPurchase]:
    """The own body's; those it supervises; those of the own budget level; auditors see all."""
    found = EmergencyPurchase.objects.select_related("purchaser", "entered_by", "confirmed_by")
    if actor is None or actor.body_id is None:
        return found.none()
    if actor.has_role(*PURCHASER_ROLES):
        return found.filter(purchaser_id=actor.body_id)
    if actor.has_role(Role.SUPERVISOR):
        return found.filter(purchaser__supervising_body_id=actor.body_id)
    if actor.has_role(Role.FINANCE):
        return found.filter(purchaser__budget_division__pk=projects.division_of(actor.body_id))
    return found if actor.has_role(Role.AUDITOR) else found.none()


def purchase_for_update(purchase_id: int) -> EmergencyPurchase:
    """The entry, locked until the transaction ends."""
    rows = EmergencyPurchase.objects.select_for_update(of=("self",))
    return rows.select_related("purchaser").get(pk=purchase_id)


def readable_papers(actor: Actor | None) -> QuerySet[EmergencyPaper]:
    """The papers of the entries that a capacity sees."""
    return EmergencyPaper.objects.filter(purchase__in=visible_to(actor)).select_related("paper")
