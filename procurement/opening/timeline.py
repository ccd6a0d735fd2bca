"""Openings as events; no name and no number of bidders."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, STOPPED, Event
from procurement.opening.choices import OpeningStatus
from procurement.opening.models import OpeningSession
from procurement.opening.queries import REOPENED
from procurement.opening.rules import RELEASE_BASIS
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """Every session of the project's packages."""
    sessions = OpeningSession.objects.filter(package__project=project).exclude(REOPENED)
    sessions = sessions.select_related("package")
    return [event_of(session) for session in sessions.order_by("package__index", "due_at")]


def event_of(session: OpeningSession) -> Event:
    """One session: waiting for its key, being unlocked, done, or not opened at all."""
    title = _("开启%(kind)s") % {"kind": session.get_kind_display()}
    facts = {"package": session.package.index, "note": str(session.get_status_display())}
    if session.status == OpeningStatus.CONCLUDED:
        return Event(title, DONE, at=session.concluded_at, package=session.package.index)
    if session.status == OpeningStatus.FAILED:
        return Event(title, STOPPED, at=session.concluded_at, **facts)
    return Event(title, NOW, due=session.unlock_until or session.due_at, basis=str(RELEASE_BASIS), **facts)
