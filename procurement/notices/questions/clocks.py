"""The limits for answering suppliers' questions; nothing here says of which purchase or by whom."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from procurement.notices import queries
from procurement.notices.questions.models import Question


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Questions that wait for an answer."""
    waiting = Question.objects.filter(answered_at=None).select_related("project__agency_mandate")
    for question in waiting.order_by("pk"):
        asked_on = local_date(question.asked_at)
        days = before.workdays_between(asked_on, question.answer_by).days
        yield Clock(
            key=f"notices.answer:{question.pk}",
            says=_("最迟答复日"),
            subject=_("供应商询问"),
            url=reverse("notices:question_answer", args=[question.pk]),
            count=partial(Calendar.add_workdays, start=asked_on, count=days),
            stored=question.answer_by,
            move=partial(move, question.pk),
            bodies=((queries.organiser_of(question.project), tuple(ORGANISER_ROLES)),),
        )


def move(question_id: int, day: date) -> None:
    """Keep the recounted day."""
    is_open = not calendars.current().is_settled(day)
    Question.objects.filter(pk=question_id).update(answer_by=day, is_term_provisional=is_open)
