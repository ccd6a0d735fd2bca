"""Reads of the records of the library."""

from datetime import date, datetime

from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement.review import rules as review
from procurement.review.library.models import SelfSelection
from procurement.review.models import Expert, ReviewSession
from procurement.routing import queries as routing

BEFORE = "draw_before_workdays"


def earliest(session: ReviewSession, meets_at: datetime) -> date:
    """The first day on which a tender's experts may be drawn without a reason."""
    day = local_date(meets_at)
    number = int(routing.parameter(BEFORE, on=session.decided_on).value)
    return calendars.current().subtract_workdays(day, number).date


def is_tender(session: ReviewSession) -> bool:
    """Whether the limit for drawing early holds: not for negotiations and consultations."""
    return review.by_purchaser(session.declared)


def substitutes_of(session: ReviewSession) -> list[Expert]:
    """Whom the library named as substitutes and who has no seat yet, in the drawn order."""
    numbers = [number for slip in session.slips.all() for number in slip.substitutes]
    seated = session.members.values("user_id")
    found = Expert.objects.filter(library_number__in=numbers).exclude(user__in=seated).select_related("user")
    return sorted(found, key=lambda expert: numbers.index(expert.library_number))


def selection_of(session: ReviewSession) -> SelfSelection | None:
    """The consent to select experts without a draw."""
    found = SelfSelection.objects.filter(session=session).select_related("consent_by", "paper", "by")
    return found.first()
