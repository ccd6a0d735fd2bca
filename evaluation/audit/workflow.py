"""Recording who opened what in the admin."""

from datetime import datetime

from evaluation.audit.models import AccessRecord
from portal.kernel.actors import Actor

LONGEST_PATH = 300


def record_access(actor: Actor, *, path: str, now: datetime) -> AccessRecord:
    """Write down one page opened; the query string is left out, it may hold what was searched for."""
    return AccessRecord.objects.create(
        user_id_number=actor.user_id, user_name=actor.name, path=path[:LONGEST_PATH], at=now
    )
