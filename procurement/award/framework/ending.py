"""The end of a collection that can admit nobody: a notice says why, and the money comes back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.award.framework import queries, rules, steps
from procurement.award.framework.choices import SelectionStatus
from procurement.notices import issuing
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans


@transaction.atomic
def end(package_id: int, *, reason: str, by: Actor, now: datetime) -> Notice:
    """The purchaser's second person ends a collection before anybody is admitted, with a notice."""
    package = steps.locked(package_id)
    steps.must_decide(package, by)
    refuse([*state_refusals(package), *rules.end_reason_refusals(reason)])
    facts = {"reason": reason.strip()}
    steps.record(package, "end", _("终止征集"), package, by=by, now=now, **facts)
    ledger.unseal(steps.seal_of(package), at=now)
    return issuing.terminate(package, reason=reason.strip(), basis=rules.BASIS, by=by, now=now)


def state_refusals(package: Package) -> list[Refusal]:
    """Why a collection may not end as it stands."""
    is_open = plans.takes_applications(package.project)
    wanted = PackageStatus.ANNOUNCED if is_open else PackageStatus.OPENED
    kept = queries.selection_of(package)
    return rules.end_refusals(
        is_running=package.status == wanted,
        has_result=package.framework_members.exists()
        or (kept is not None and kept.status == SelectionStatus.PUBLISHED),
        is_waiting=queries.applications_of(package).filter(is_accepted__isnull=True).exists(),
    )
