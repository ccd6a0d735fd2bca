"""Jobs of the kernel: run and sweep the outbox; grow and check the ledger's tree; clear away lost uploads."""

from celery import shared_task
from django.utils import timezone

from portal.kernel import uploads
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.tree import checking
from portal.kernel.ledger.tree import workflow as tree
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
    """Recompute the whole ledger and its tree; the result is kept with the job."""
    mismatches = ledger.verify()
    return {"altered": [m.entry_id for m in mismatches], "tree": [str(fault) for fault in checking.verify()]}


@shared_task(name="kernel.grow_tree")
def grow_tree() -> int | None:
    """Place what waits in the ledger's tree and sign a head, when it is time for one."""
    head = tree.grow(now=timezone.now())
    return head.size if head else None


@shared_task(name="kernel.remove_orphans")
def remove_orphans() -> int:
    """Remove uploads that no record points at."""
    return uploads.remove_orphans(now=timezone.now())
