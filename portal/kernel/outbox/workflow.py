"""`later()`: schedule work for after the commit, by name, so that nothing is lost with the queue."""

import logging
from datetime import datetime, timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.kernel.outbox.models import OutboxJob

log = logging.getLogger(__name__)

RESEND_AFTER = timedelta(minutes=2)
GIVE_UP_AFTER_ATTEMPTS = 20


def later(task: str, *args: int | str, due_at: datetime | None = None) -> OutboxJob:
    """Write a job with the caller's transaction and hand it to the queue once that has committed.

    `task` is the registered name, `args` are ids or short texts. The job runs at least once.
    """
    now = timezone.now()
    job = OutboxJob.objects.create(task=task, args=list(args), created_at=now, due_at=due_at or now)
    if job.due_at <= now:
        transaction.on_commit(lambda: send(job.pk))
    return job


def send(job_id: int) -> bool:
    """Hand one job to the queue; False when the queue cannot be reached (the sweep tries again)."""
    try:
        current_app.send_task("kernel.run_job", args=[job_id], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("queue not reachable, job %s stays in the outbox: %s", job_id, type(error).__name__)
        return False
    OutboxJob.objects.filter(pk=job_id).update(sent_at=timezone.now())
    return True


def run(job_id: int) -> None:
    """Run one job under its row lock; a second delivery of a finished job does nothing."""
    with transaction.atomic():
        job = OutboxJob.objects.select_for_update().get(pk=job_id)
        if job.done_at:
            return
        job.attempts += 1
        job.save(update_fields=["attempts"])
    try:
        with transaction.atomic():
            job = OutboxJob.objects.select_for_update().get(pk=job_id)
            if job.done_at:
                return
            current_app.tasks[job.task].run(*job.args)
            job.done_at, job.last_error = timezone.now(), ""
            job.save(update_fields=["done_at", "last_error"])
    except Exception as error:
        OutboxJob.objects.filter(pk=job_id).update(last_error=f"{type(error).__name__}: {error}"[:500])
        raise


def sweep(*, now: datetime) -> int:
    """Hand over every due job that is not done and was not sent lately; gives the number sent."""
    unsent = OutboxJob.objects.filter(
        done_at__isnull=True, due_at__lte=now, attempts__lt=GIVE_UP_AFTER_ATTEMPTS
    ).exclude(sent_at__gt=now - RESEND_AFTER)
    return sum(send(pk) for pk in unsent.order_by("pk").values_list("pk", flat=True)[:1000])
