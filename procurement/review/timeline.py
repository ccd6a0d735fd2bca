"""The review as events of the purchase; never who sits or who bid."""

from django.db import models
from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, STOPPED, Event
from procurement.review.choices import ReviewStatus
from procurement.review.models import ReviewSession


def events(project: models.Model) -> list[Event]:
    """One event for the review of each announced package."""
    packages = project.packages.filter(review__isnull=False).select_related("review").order_by("index")
    return [event for package in packages if (event := event_of(package.review, package.index))]


def event_of(session: ReviewSession, index: int) -> Event | None:
    """Where one review stands; nothing before its candidates have come."""
    if session.status == ReviewStatus.FORMING:
        return None
    if session.status == ReviewStatus.TERMINATED:
        return Event(_("评审终止"), STOPPED, note=session.termination_reason, package=index)
    if session.status == ReviewStatus.MOVED:
        return Event(_("转到其他平台评审"), DONE, package=index)
    if session.status == ReviewStatus.REPORTED:
        return Event(_("评审完成"), DONE, at=session.reported_at, package=index)
    return Event(_("评审"), NOW, note=session.get_status_display(), package=index)
