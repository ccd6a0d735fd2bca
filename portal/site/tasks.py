"""Jobs that need to know all floors."""

from celery import shared_task

from orgs.accounts.erasure import workflow as erasure
from portal.kernel import clock
from portal.site.personal.keeping import Held


@shared_task(name="personal.finish_masking")
def finish_masking() -> int:
    """Mask every name of a closed account that no rule keeps any longer."""
    return erasure.finish(held=Held(), now=clock.now())
