"""Published notices as the rows that public pages show."""

from datetime import datetime

from django.db.models import Case, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from portal.kernel.pieces import NoticeRow
from procurement.notices.choices import CALLS
from procurement.notices.models import Notice


def rows_of(notices: QuerySet[Notice], most: int, *, open_at: datetime | None = None) -> list[NoticeRow]:
    """The newest published ones of these notices, by one query; `most` bounds them.

    With `open_at` those that take responses at that moment come first.
    """
    is_open = Q(type__in=CALLS, project__schedule__response_deadline__gt=open_at)
    first = [Case(When(is_open, then=0), default=1)] if open_at else []
    found = (
        notices.published()
        .select_related("project__purchaser", "project__schedule", "package", "issuer")
        .annotate(project_amount=Sum("project__packages__budget_amount"))
        .order_by(*first, "-published_at", "-pk")
    )
    return [_row(notice) for notice in found[:most]]


def _row(notice: Notice) -> NoticeRow:
    schedule = getattr(notice.project, "schedule", None)
    is_call = notice.is_call and schedule is not None
    return NoticeRow(
        title=notice.title,
        url=notice.get_absolute_url(),
        about=notice.purchaser.name,
        amount=notice.project_amount if is_call else None,
        kind=notice.get_type_display(),
        due=schedule.response_deadline if is_call else None,
        ended=_("已截止") if is_call else "",
    )
