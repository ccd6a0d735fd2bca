"""Jobs of the kernel: run and sweep the outbox; every night check the ledger and clear away lost uploads."""

from celery import shared_task
from django.utils import timezone

from portal.kernel import uploads
from portal.kernel.ledger import queries as ledger
from portal.kernel.outbox import workflow as outbox


@shared_task(name="kernel.run_job", autoretry_for=(OSError,), max_retries=3)
def run_job(job_id: int) -> None:
    """Run one job of the outbox."""
    outbox.run(job_id)


@shared_task(name="kernel.sweep_outbox")
def sweep_outbox() -> int:
    """Hand over what a lost message left behind."""
    return outbox.sweep(now=timezone.now())


@shared_task(name="kernel.check_ledger")
def check_ledger() -> dict:
    """Recompute the whole ledger; the result is kept with the job."""
    mismatches = ledger.verify()
    return {"altered": [m.entry_id for m in mismatches]}


@shared_task(name="kernel.remove_orphans")
def remove_orphans() -> int:
    """Remove uploads that no record points at."""
    return uploads.remove_orphans(now=timezone.now())
