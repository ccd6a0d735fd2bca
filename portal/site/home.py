"""The home page: what is open, what was published, what was bought."""

from datetime import date, datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.editions import queries as catalogue
from portal.kernel import clock, spreadsheets
from portal.kernel.pieces import NoticeRow
from portal.site import figures
from procurement import methods
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.models import ProcurementProject

SHOWN = 5
FIELDS_SHOWN = 6


def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    now = timezone.now()
    today = clock.local_date(now)
    context = {
        "now": now,
        "today": today,
        "open_rows": [notice_row(project) for project in open_projects(now)[:SHOWN]],
        "latest": Notice.objects.published().order_by("-published_at", "-pk")[:4],
        "bought": figures.figures(),
        "fields": fields_of_service(today),
    }
    return render(request, "portal/site/home.html", context)


def open_projects(now: datetime) -> QuerySet[ProcurementProject]:
    """Projects that take responses, the earliest deadline first."""
    calls = Notice.objects.published().calls().filter(project=OuterRef("pk"))
    return (
        ProcurementProject.objects.filter(
            packages__status=PackageStatus.ANNOUNCED, schedule__response_deadline__gt=now
        )
        .annotate(
            amount=Sum("packages__budget_amount"),
            notice_number=Subquery(calls.order_by("pk").values("number")[:1]),
        )
        .exclude(notice_number=None)
        .select_related("purchaser", "schedule", "catalogue_item")
        .order_by("schedule__response_deadline", "pk")
    )


def notice_row(project: ProcurementProject) -> NoticeRow:
    """An open project as a row of the list."""
    about = [project.purchaser.name, project.catalogue_item.field_of_service]
    return NoticeRow(
        title=project.title,
        url=Notice(number=project.notice_number).get_absolute_url(),
        about="，".join(filter(None, about)),
        amount=project.amount,
        kind=str(methods.get(project.method).name),
        due=project.schedule.response_deadline,
        ended=_("已截止"),
    )


def fields_of_service(today: date) -> list[dict]:
    """Fields of service of the departmental catalogues with the number of items in each."""
    items = catalogue.departmental(on=today).exclude(Q(field_of_service="") | Q(field_of_service="其他"))
    counted = items.order_by().values("field_of_service").annotate(items=Count("pk"))
    return list(counted.order_by("-items", "field_of_service")[:FIELDS_SHOWN])


def figures_download(request: HttpRequest) -> HttpResponse:
    """The figures by city as a table."""
    found = figures.figures()
    rows = [
        [
            place.name,
            place.purchases,
            place.amount,
            place.social_amount,
            place.share if place.share is not None else "",
        ]
        for place in found.places
    ]
    headers = [_("地区"), _("采购项数"), _("合同金额（元）"), _("社会组织承接（元）"), _("社会组织占比（%）")]
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    return spreadsheets.response(kind, rows, headers, name=_("各市州购买服务"))
