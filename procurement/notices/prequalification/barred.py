"""A supplier on an approved list that the law bars since: it is taken off before the invitation goes out."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.notices.prequalification import queries, workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.plans import queries as plans
from procurement.projects.plans import rules
from procurement.projects.plans.models import InvitedSupplier

# Each is judged by everything that is known of it.
JUDGED = 20


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """One for each barred supplier that a purchaser is about to invite."""
    if not actor.has_role(*PURCHASER_ROLES):
        return []
    rows = plans.readable_invited(actor).filter(
        plan__project__purchaser_id=actor.body_id,
        plan__project__status=ProjectStatus.APPROVED,
        plan__project__is_elsewhere=False,
        plan__method=F("plan__project__method"),
    )
    rows = narrowed(rows, plan__project__number=of).select_related("plan__project").order_by("pk")
    return [to_strike(row, actor) for row in rows[:JUDGED] if queries.barring(row.supplier_id, at=now)]


def to_strike(row: InvitedSupplier, actor: Actor) -> Todo:
    """One supplier to be taken off."""
    project = row.plan.project
    is_mine = actor.has_role(*workflow.PUBLISHERS)
    return Todo(
        title=_("移出不合格的受邀供应商"),
        subject=str(project),
        why=_("名单批准以后，%(supplier)s不再符合供应商条件；移出以前不能发出邀请")
        % {"supplier": row.supplier.name},
        url=reverse("prequalification:strike", args=[row.pk])
        if is_mine
        else reverse("plans:overview", args=[project.pk]),
        button=_("移出供应商") if is_mine else _("查看名单"),
        basis=rules.STRIKE_BASIS,
        waiting_for="" if is_mine else _("复核人员或者分管领导"),
    )
