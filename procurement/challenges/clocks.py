"""The limits for answering challenges."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from procurement.award import queries as awards
from procurement.challenges.models import Challenge
from procurement.challenges.queries import OPEN


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Challenges that wait for an answer."""
    rows = Challenge.objects.filter(status__in=OPEN)
    for challenge in rows.select_related("package__project__purchaser").order_by("pk"):
        days = int(awards.law_of(challenge.package, "challenge_answer_workdays"))
        yield Clock(
            key=f"challenges.answer:{challenge.pk}",
            says=_("质疑答复期限"),
            subject=challenge.number,
            url=challenge.get_absolute_url(),
            count=partial(Calendar.add_workdays, start=challenge.received_on, count=days),
            stored=challenge.answer_by,
            move=partial(move, challenge.pk),
            bodies=((challenge.package.project.purchaser_id, tuple(PURCHASER_ROLES)),),
        )


def move(challenge_id: int, day: date) -> None:
    """Keep the recounted day."""
    is_open = not calendars.current().is_settled(day)
    Challenge.objects.filter(pk=challenge_id).update(answer_by=day, is_term_provisional=is_open)
