"""Jobs of bidding."""

from celery import shared_task
from django.utils import timezone

from procurement.bidding import workflow


@shared_task(name="bidding.ensure_opening_keys")
def ensure_opening_keys(project_id: int) -> None:
    """Make the opening keys of an announced project."""
    workflow.ensure_opening_keys(project_id, now=timezone.now())
