"""Jobs of award: a report received, an end announced; the sweep finds what fell due or was missed."""

from celery import shared_task
from django.utils import timezone

from portal.kernel.actors import SYSTEM
from portal.kernel.sweeps import carry_out
from procurement.award import queries, workflow
from procurement.award.framework import expiring, outcomes
from procurement.projects.models import Package


@shared_task(name="award.receive_report")
def receive_report(session_id: int) -> None:
    """Open the award of a reported review."""
    for package in Package.objects.filter(review_id=session_id):
        workflow.receive_report(package.pk, by=SYSTEM, now=timezone.now())


@shared_task(name="award.publish_termination")
def publish_termination(session_id: int) -> None:
    """Announce a review that ended without a result."""
    for package in Package.objects.filter(review_id=session_id):
        workflow.publish_termination(package.pk, by=SYSTEM, now=timezone.now())


@shared_task(name="award.result_out")
def result_out(notice_id: int) -> None:
    """Let a result that first came out elsewhere take effect."""
    workflow.result_out(notice_id, by=SYSTEM, now=timezone.now())


@shared_task(name="award.framework_out")
def framework_out(notice_id: int) -> None:
    """Let a result of a framework agreement that first came out elsewhere take effect."""
    outcomes.result_out(notice_id, by=SYSTEM, now=timezone.now())


@shared_task(name="award.sweep")
def sweep() -> None:
    """Do what is due and was not done."""
    now = timezone.now()
    for package in queries.reported_without_award():
        carry_out(workflow.receive_report, package.pk, now=now)
    for package in queries.terminated_without_notice():
        carry_out(workflow.publish_termination, package.pk, now=now)
    for package in expiring.due(at=now):
        carry_out(expiring.expire, package.pk, now=now)
