"""The days that published notices have set. They stay as printed; a correction notice moves them (NTC-06)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.calendar.clocks import PRINTED, Clock
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import at_local, local_date
from procurement.methods.rules import counted
from procurement.notices import queries
from procurement.notices.models import Notice
from procurement.notices.rules import ONE_DAY, ScheduleLaw


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Notice periods, obtaining and responding that are not over."""
    published = Notice.objects.out().select_related("project__purchaser", "project__agency_mandate")
    for notice in published.filter(is_for_invited=False, period_ends_on__gte=today).order_by("pk"):
        yield period(notice, before)
    announced = published.calls().filter(project__schedule__response_deadline__gt=at_local(today))
    laws: dict[tuple, ScheduleLaw] = {}
    for notice in announced.select_related("project__schedule").order_by("pk"):
        project = notice.project
        asked = (project.method, project.decided_on, queries.law_region(project))
        if asked not in laws:
            laws[asked] = queries.schedule_law(project)
        yield from times(notice, laws[asked], today=today)


def period(notice: Notice, before: Calendar) -> Clock:
    """The notice period, of as many working days as it was given."""
    published_on = local_date(notice.published_at)
    days = notice.period_workdays or before.workdays_between(published_on, notice.period_ends_on).days
    return Clock(
        key=f"notices.period:{notice.pk}",
        says=_("公告期满"),
        count=partial(Calendar.add_workdays, start=published_on, count=days),
        stored=notice.period_ends_on,
        **about(notice),
    )


def times(notice: Notice, law: ScheduleLaw, *, today: date) -> Iterator[Clock]:
    """The earliest lawful end of obtaining and of responding, against what the notice says."""
    schedule, issued_on = notice.project.schedule, local_date(notice.published_at)
    deadline_on = local_date(schedule.response_deadline)
    if law.prep:
        yield Clock(
            key=f"notices.deadline:{notice.project_id}",
            says=_("提交响应文件截止"),
            count=partial(counted, start=issued_on, number=law.prep),
            stored=deadline_on,
            **about(notice),
        )
    if law.obtain and schedule.documents_until >= today:
        counted_from = max(schedule.documents_from - ONE_DAY, issued_on)
        yield Clock(
            key=f"notices.obtaining:{notice.project_id}",
            says=_("获取采购文件截止"),
            count=partial(counted, start=counted_from, number=law.obtain),
            stored=schedule.documents_until,
            **about(notice),
        )


def about(notice: Notice) -> dict:
    """What a printed day says of itself, and who conducts the purchase."""
    project = notice.project
    conducts = project.agency_mandate.agency_id if project.agency_mandate_id else project.purchaser_id
    return {
        "subject": notice.number,
        "url": reverse("notices:work_detail", args=[notice.pk]),
        "protects": PRINTED,
        "bodies": ((conducts, tuple(ORGANISER_ROLES)),),
    }
