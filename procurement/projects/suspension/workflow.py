"""A package stands still, and goes on; the stage that received the letter decides and calls.

Each call hands over the seal of its letter: neither entry may tell more than the letter's own does. Where
nobody decided, because the law itself stops it or the sender took its letter back, it is `is_decided=False`.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.ledger import workflow as ledger
from procurement.projects import queries as projects
from procurement.projects.suspension.models import PackageSuspension


@transaction.atomic
def suspend(
    package_id: int,
    *,
    cause: str,
    reference: str,
    seal: str,
    until: date | None = None,
    is_decided: bool = True,
    by: Actor,
    now: datetime,
) -> PackageSuspension:
    """Let a package stand still because of a letter; once for each letter, anew where its time ran out."""
    package = projects.package_for_update(package_id)
    run_out = PackageSuspension.objects.filter(package=package, cause=cause, reference=reference)
    run_out = run_out.filter(ended_at=None, until__lt=local_date(now))
    run_out.update(ended_at=now, ended_because=_("暂停期限届满。"))
    row, is_new = PackageSuspension.objects.get_or_create(
        package=package,
        cause=cause,
        reference=reference,
        ended_at=None,
        defaults={"since": now, "until": until, "ordered_by_id": _decider(by, is_decided)},
    )
    if is_new:
        facts = {"package": package.number, "cause": cause, "reference": reference, "until": until}
        ledger.record(row, "suspension.suspend", says=_("暂停"), by=by, at=now, facts=facts, seal=seal)
    return row


@transaction.atomic
def resume(
    package_id: int,
    *,
    cause: str,
    reference: str,
    seal: str,
    because: str,
    is_decided: bool = True,
    by: Actor,
    now: datetime,
) -> bool:
    """Let it go on; False where nothing stood still for this letter."""
    package = projects.package_for_update(package_id)
    rows = PackageSuspension.objects.filter(package=package, cause=cause, reference=reference, ended_at=None)
    row = rows.first()
    if row is None:
        return False
    row.ended_at, row.ended_because, row.ended_by_id = now, because, _decider(by, is_decided)
    row.save(update_fields=["ended_at", "ended_because", "ended_by"])
    facts = {"package": package.number, "cause": cause, "reference": reference, "because": because}
    ledger.record(row, "suspension.resume", says=_("恢复"), by=by, at=now, facts=facts, seal=seal)
    return True


def _decider(by: Actor, is_decided: bool) -> int | None:
    return (by.user_id or None) if is_decided else None
