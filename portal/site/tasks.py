"""Jobs that need to know all floors."""

from celery import shared_task

from orgs.accounts.applications import workflow as applications
from orgs.accounts.erasure import workflow as erasure
from portal.kernel import clock
from portal.site import revision_news
from portal.site.calendar import recounting
from portal.site.personal.keeping import Held


@shared_task(name="calendar.recount", autoretry_for=(OSError,), max_retries=3)
def recount(loading_id: int) -> int:
    """Recount every running clock that a loaded holiday notice touches, once."""
    return recounting.recount(loading_id, now=clock.now())


@shared_task(name="personal.finish_masking")
def finish_masking() -> int:
    """Mask every name that no rule keeps any longer: of closed accounts, and of applicants who got none."""
    applications.forget_returned(now=clock.now())
    return erasure.finish(held=Held(), now=clock.now())


@shared_task(name="revisions.tell_proposer", autoretry_for=(OSError,), max_retries=3)
def tell_proposer(proposal_id: int) -> None:
    """Put what became of a proposal into the inboxes of those who proposed or commented."""
    revision_news.tell_of_proposal(proposal_id, now=clock.now())


@shared_task(name="revisions.tell_of_edition", autoretry_for=(OSError,), max_retries=3)
def tell_of_edition(edition_id: int) -> None:
    """Tell those whose proposals or comments went into an edition that it is approved."""
    revision_news.tell_of_edition(edition_id, now=clock.now())
