"""Reads of papers."""

from datetime import date, timedelta

from django.db.models import F, QuerySet

from orgs.accounts.papers.models import Paper
from orgs.people.choices import SUPPLIER_ROLES
from orgs.registry import law
from portal.kernel.actors import Actor

NUMBERS = ("paper_reminder_first", "paper_reminder_second", "paper_reminder_last")


def papers_of(actor: Actor | None) -> QuerySet[Paper]:
    """The papers of the reader's organisation, what ends first at the top."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Paper.objects.none()
    found = Paper.objects.kept().filter(body_id=actor.body_id).select_related("upload", "added_by")
    return found.order_by(F("expires_on").asc(nulls_last=True), "pk")


def reminder_days(*, on: date) -> tuple[int, ...]:
    """How many days before the end of a paper reminders go out."""
    return tuple(int(number) for number in law.numbers(*NUMBERS, on=on).values())


def ending(*, on: date) -> list[int]:
    """Papers that end within the first reminder's days, by their ids."""
    last = on + timedelta(days=max(reminder_days(on=on)))
    found = Paper.objects.kept().filter(expires_on__gte=on, expires_on__lte=last)
    return list(found.order_by("pk").values_list("pk", flat=True))
