"""What falls due: closing, opening, unlocking, thin rosters. A sweep finds it; no lost message matters."""

from celery import shared_task
from django.utils import timezone

from portal.kernel.sweeps import carry_out
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.opening import queries, workflow
from procurement.opening.custody import queries as custody_queries
from procurement.opening.custody import workflow as custody
from procurement.opening.roster import queries as roster
from procurement.opening.roster import workflow as rosters


@shared_task(name="procurement.sweep_due")
def sweep_due() -> None:
    """Carry out what has fallen due; each step on its own, so that one fault does not hold up the others."""
    now = timezone.now()
    for package_id in bidding.due_packages(at=now):
        carry_out(workflow.open_session, package_id, kind=SubmissionKind.RESPONSE)
    for package_id in bidding.due_windows(at=now):
        carry_out(workflow.open_session, package_id, kind=SubmissionKind.FINAL_QUOTE)
    for session_id in custody_queries.near_their_end(at=now):
        carry_out(custody.release_absent, session_id)
    for session_id in queries.over(at=now):
        carry_out(workflow.conclude, session_id)
    for package in roster.to_look_at(at=now):
        carry_out(rosters.sound_alarm, package.pk, now=now)
