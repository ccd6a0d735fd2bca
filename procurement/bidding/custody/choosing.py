"""The organiser chooses who keeps the second key of a package, before its call is out."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.bidding.custody import queries, rules
from procurement.bidding.custody.models import CustodianChoice
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus


@transaction.atomic
def choose(package_id: int, body_id: int | None, *, reason: str, by: Actor, now: datetime) -> CustodianChoice:
    """Another custodian than the rule's; without a body the rule chooses again. Shown to who publishes."""
    package = projects.package_for_update(package_id)
    if not queries.may_choose(by, package.project):
        raise NotPermitted(_("托管方由组织本项目的经办人选定。"))
    able = {key.body_id: key for key in queries.able_keys(package.project)}
    refuse(
        rules.choosing_refusals(
            is_planned=package.status == PackageStatus.PLANNED, is_able=body_id is None or body_id in able
        )
    )
    facts = {"body_id": body_id, "reason": reason, "chosen_at": now, "chosen_by_id": by.user_id}
    choice, _made = CustodianChoice.objects.update_or_create(package=package, defaults=facts)
    ledger.record(
        package,
        "custody.choose",
        says=_("选定托管方"),
        by=by,
        at=now,
        facts={
            "package": package.number,
            "custodian": able[body_id].body.name if body_id else "",
            "reason": reason,
        },
    )
    return choice
