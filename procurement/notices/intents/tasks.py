"""Intentions become notices after their own transaction: the stage that publishes them stands below."""

from celery import shared_task
from django.utils import timezone

from procurement.notices.intents import workflow


@shared_task(name="notices.tell_intention")
def tell_intention(intention_id: int) -> None:
    """Put a public intention among the notices."""
    workflow.tell(intention_id, now=timezone.now())
