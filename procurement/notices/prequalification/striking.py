"""A supplier barred after the approval or the draw leaves the list; another is drawn in its place."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.ledger import workflow as ledger
from procurement.notices.prequalification import queries, workflow
from procurement.notices.prequalification.models import Prequalification
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.choices import ChosenBy
from procurement.projects.plans.models import InvitedSupplier
from procurement.projects.plans.rules import invited_seal


@transaction.atomic
def strike(invited_id: int, *, by: Actor, now: datetime) -> ProcurementProject:
    """Take a barred supplier off an approved list; of those who qualified and are left, one is drawn.

    Raises Refused while nothing bars it, or when the invitation is out.
    """
    gone, because = plans.strike(invited_id, by=by, now=now)
    project = gone.plan.project
    if gone.chosen_by == ChosenBy.QUALIFIED:
        found = Prequalification.objects.select_for_update(of=("self",)).get(project=project)
        _replace(found, gone, because, by=by, now=now)
    return project


def _replace(
    found: Prequalification, gone: InvitedSupplier, because: str, *, by: Actor, now: datetime
) -> None:
    rows = found.applications.select_related("supplier", "prequalification__project")
    row = rows.get(supplier_id=gone.supplier_id)
    row.is_fit, row.reason, row.checked_by_id, row.checked_at = False, because[:500], by.user_id, now
    row.save(update_fields=["is_fit", "reason", "checked_by", "checked_at"])
    workflow.tell_unfit(row, now=now)
    left = queries.left_to_draw(found, at=now)
    drawn = workflow.CHANCE.sample(left, min(1, len(left)))
    for one in drawn:
        supplier_id, chosen_by = one.supplier_id, ChosenBy.QUALIFIED
        InvitedSupplier.objects.create(
            plan_id=gone.plan_id, supplier_id=supplier_id, chosen_by=chosen_by, by_id=by.user_id, at=now
        )
    number = gone.plan.project.number
    ledger.record(
        found,
        "prequalification.draw_again",
        says=_("补充抽取受邀供应商"),
        by=by,
        at=now,
        facts={"project": number, "left": len(left), "drawn": [one.supplier.name for one in drawn]},
        seal=invited_seal(number),
    )
