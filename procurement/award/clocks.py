"""The running limits of a decision: to decide, to publish, to challenge."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES
from portal.kernel.calendar.clocks import PARTY, Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from procurement.award import queries
from procurement.award.choices import AwardOrigin, AwardStatus
from procurement.award.models import Award, AwardLetter


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """What is still to be decided or published, and the challenges that may still be made."""
    reviewed = Award.objects.filter(origin=AwardOrigin.REVIEW)
    open_awards = reviewed.exclude(status=AwardStatus.PUBLISHED)
    for award in open_awards.select_related("package__project__purchaser").order_by("pk"):
        yield deciding(award) if award.approved_at is None else publishing(award)
    yield from challenging(today)


def deciding(award: Award) -> Clock:
    """The purchaser's time to decide (Order 87, art. 68)."""
    days = int(queries.law_of(award.package, "decide_award_workdays"))
    return Clock(
        key=f"award.decide:{award.pk}",
        says=_("定标期限"),
        count=partial(Calendar.add_workdays, start=local_date(award.received_at), count=days),
        stored=award.decide_by,
        move=partial(move, award.pk),
        **about(award),
    )


def publishing(award: Award) -> Clock:
    """The purchaser's time to publish the result (Order 87, art. 69)."""
    days = int(queries.law_of(award.package, "publish_award_workdays"))
    return Clock(
        key=f"award.publish:{award.pk}",
        says=_("结果公告期限"),
        count=partial(Calendar.add_workdays, start=local_date(award.approved_at), count=days),
        **about(award),
    )


def challenging(today: date) -> Iterator[Clock]:
    """The suppliers' time for a challenge, one limit for all letters of an award: it never gets shorter."""
    letters = AwardLetter.objects.filter(content__is_statutory=True).order_by("award_id", "pk")
    letters = letters.filter(content__challenge_until__gte=today.isoformat())
    suppliers: dict[int, list[int]] = {}
    told: dict[int, dict] = {}
    for letter in letters:
        suppliers.setdefault(letter.award_id, []).append(letter.supplier_id)
        told[letter.award_id] = letter.content
    for award_id, content in told.items():
        ends_on = date.fromisoformat(content["notice_ends_on"])
        yield Clock(
            key=queries.CHALLENGE.format(award_id),
            says=_("提出质疑的最后一天"),
            subject=content["project_number"],
            url=reverse("notices:detail", args=[content["notice"]]),
            count=partial(Calendar.add_workdays, start=ends_on, count=content["challenge_days"]),
            protects=PARTY,
            stored=queries.last_day_to_challenge(award_id, date.fromisoformat(content["challenge_until"])),
            bodies=tuple((supplier, tuple(SUPPLIER_ROLES)) for supplier in suppliers[award_id]),
        )


def about(award: Award) -> dict:
    """What a limit of the purchaser says of itself, and who is told."""
    project = award.package.project
    return {
        "subject": award.package.number,
        "url": reverse("award:award", args=[award.pk]),
        "bodies": ((project.purchaser_id, tuple(PURCHASER_ROLES)),),
    }


def move(award_id: int, day: date) -> None:
    """Keep the recounted day."""
    Award.objects.filter(pk=award_id).update(decide_by=day)
