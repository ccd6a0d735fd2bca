"""What falls due: closing, opening, unlocking, thin rosters. A sweep finds it; no lost message matters."""

import logging
from collections.abc import Callable
from datetime import datetime

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refused
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.opening import queries, workflow
from procurement.opening.custody import queries as custody_queries
from procurement.opening.custody import workflow as custody
from procurement.opening.roster import queries as roster
from procurement.opening.roster import workflow as rosters

log = logging.getLogger(__name__)


@shared_task(name="procurement.sweep_due")
def sweep_due() -> None:
    """Carry out what has fallen due; each step on its own, so that one fault does not hold up the others."""
    now = timezone.now()
    for package_id in bidding.due_packages(at=now):
        _carry_out(workflow.open_session, package_id, kind=SubmissionKind.RESPONSE)
    for package_id in bidding.due_windows(at=now):
        _carry_out(workflow.open_session, package_id, kind=SubmissionKind.FINAL_QUOTE)
    for session_id in custody_queries.near_their_end(at=now):
        _carry_out(custody.release_absent, session_id)
    for session_id in queries.over(at=now):
        _carry_out(workflow.conclude, session_id)
    for package in roster.to_look_at(at=now):
        _carry_out(rosters.sound_alarm, package.pk, now=now)


def _carry_out(verb: Callable, record_id: int, **facts: str | datetime) -> None:
    try:
        verb(record_id, by=SYSTEM, **facts)
    except Refused as refused:
        log.info("not carried out: %s %s", verb.__name__, refused.code)
    except DatabaseError:
        log.exception("not carried out: %s", verb.__name__)
