"""The limit for answering requests for deletion, while it runs."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.accounts.erasure.models import OPEN, ErasureRequest
from orgs.registry import law
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Requests that wait for an answer; the applicant is named nowhere."""
    for request in ErasureRequest.objects.filter(status__in=OPEN).order_by("pk"):
        asked_on = local_date(request.asked_at)
        days = int(law.number("personal_answer_days", on=asked_on))
        yield Clock(
            key=f"erasure.answer:{request.pk}",
            says=_("答复期限"),
            subject=request.number,
            url=reverse("personal:request", args=[request.number]),
            count=partial(Calendar.add_workdays, start=asked_on, count=days),
            stored=request.due_on,
            move=partial(move, request.pk),
        )


def move(request_id: int, day: date) -> None:
    """Keep the recounted day."""
    ErasureRequest.objects.filter(pk=request_id).update(due_on=day)
