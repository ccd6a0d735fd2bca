"""Saying that everything has been seen: a person's own convenience, no part of the procedure."""

from datetime import datetime

from procurement.notices.opportunities.models import OpportunityLook


def look(user_id: int, *, now: datetime) -> None:
    """Only what comes later is marked as new."""
    OpportunityLook.objects.update_or_create(user_id=user_id, defaults={"seen_at": now})
