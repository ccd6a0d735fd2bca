"""Reads of fee sheets and records of conduct, each limited to what the asker may see."""

from datetime import date

from django.db.models import Q, QuerySet

from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement.review.choices import MemberStatus, Seat
from procurement.review.closing.models import ConductRecord, FeeSheet
from procurement.review.closing.rules import OVER
from procurement.review.models import PanelMember, ReviewSession
from procurement.routing import queries as routing

CLERKS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER)
EXPERTS = (Role.EXPERT,)
WITHIN = "conduct_record_workdays"


def organised(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The reviews of the acting body, for clerks who keep sheets and records."""
    if actor is None or not actor.has_role(*CLERKS):
        return ReviewSession.objects.none()
    found = ReviewSession.objects.filter(organiser_id=actor.body_id)
    return found.select_related("purchaser__budget_division", "organiser")


def experts_of(session: ReviewSession) -> QuerySet[PanelMember]:
    """Who sat as an expert to the end or left it; who was absent or recused gets no line."""
    seats = session.members.filter(seat=Seat.EXPERT, status=MemberStatus.SEATED)
    return seats.select_related("user__expert", "conduct_record").order_by("pk")


def own_seats(user_id: int) -> QuerySet[PanelMember]:
    """A person's seats as an expert in reviews that are over."""
    seats = PanelMember.objects.filter(user_id=user_id, seat=Seat.EXPERT, status=MemberStatus.SEATED)
    seats = seats.filter(session__status__in=OVER).select_related("session__organiser", "fee_line__sheet")
    return seats.select_related("conduct_record", "conduct_written").order_by("-pk")


def sheet_of(session: ReviewSession) -> FeeSheet | None:
    """The sheet with its lines."""
    sheets = FeeSheet.objects.select_related("entered_by", "confirmed_by")
    return sheets.prefetch_related("lines__member__user").filter(session=session).first()


def records_about(actor: Actor) -> QuerySet[ConductRecord]:
    """The records that speak of this person, or of the body that it acts for."""
    about = Q(about__user_id=actor.user_id)
    if actor.has_role(*CLERKS):
        about |= Q(about__isnull=True, session__organiser_id=actor.body_id)
    return ConductRecord.objects.filter(about).select_related("session", "by", "replied_by")


def record_by(session: ReviewSession) -> date | None:
    """By which day conduct is recorded: some working days after the report; None where none was made."""
    if session.reported_at is None:
        return None
    ended = local_date(session.reported_at)
    days = int(routing.parameter(WITHIN, on=ended).value)
    return calendars.current().add_workdays(ended, days).date
