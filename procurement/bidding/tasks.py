"""Jobs of bidding."""

from celery import shared_task
from django.utils import timezone

from procurement.bidding import workflow
from procurement.bidding.files import workflow as attaching


@shared_task(name="bidding.ensure_opening_keys")
def ensure_opening_keys(project_id: int) -> None:
    """Make the opening keys of an announced project."""
    workflow.ensure_opening_keys(project_id, now=timezone.now())


@shared_task(name="bidding.clear_lost_files")
def clear_lost_files() -> None:
    """Clear away encrypted files that no submission holds; how many is kept nowhere, since it would tell."""
    attaching.clear_lost(now=timezone.now())
