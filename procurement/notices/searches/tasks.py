"""Telling what is new, once a day."""

import logging

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from procurement.notices.searches import queries, workflow

log = logging.getLogger(__name__)


@shared_task(name="notices.tell_of_searches")
def tell_of_searches() -> None:
    """Tell everybody what is new in the kept searches; one that fails holds up no other."""
    now = timezone.now()
    for search_id in queries.due(until=now - workflow.SETTLES):
        try:
            workflow.tell(search_id, now=now)
        except DatabaseError:
            log.exception("not told: search %s", search_id)
