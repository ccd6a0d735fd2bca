"""Pages of monthly reports: list, files, made again."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation.reports import queries, rules, workflow
from evaluation.reports.models import MonthlyReport
from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.uploads import KINDS
from portal.kernel.verbs import must_have


@login_required
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports, the newest month first."""
    may_read(request)
    now = clock.now()
    last = rules.previous_month(clock.local_date(now))
    return listing(
        request,
        MonthlyReport.objects.all(),
        template="evaluation/reports/report_list.html",
        order=("-month",),
        now=now,
        last=last,
        is_missing=not MonthlyReport.objects.filter(month=last).exists(),
        may_make=request.actor.has_role(*queries.MAKERS),
        target=queries.target_on(clock.local_date(now)),
    )


@login_required
@require_safe
def report_file(request: HttpRequest, month: str, kind: str) -> HttpResponse:
    """A report as "pdf" or "xlsx"."""
    may_read(request)
    report = get_object_or_404(MonthlyReport, month=month_of(month))
    file = {"pdf": report.pdf, "xlsx": report.xlsx}[kind]
    try:
        content = file.open("rb")
    except FileNotFoundError as missing:
        raise Http404(_("这份报告的文件不在，请重新生成。")) from missing
    name = _("月度报告 %(month)s") % {"month": month}
    response = FileResponse(
        content, as_attachment=True, filename=f"{name}.{kind}", content_type=KINDS[kind].content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def report_make(request: HttpRequest, month: str) -> HttpResponse:
    """Have a report made, or made again."""
    may_read(request)
    workflow.ask(month_of(month), by=request.actor, now=clock.now())
    said = _("已安排生成 %(month)s 的报告，稍后刷新本页下载。数据没有变化的，原报告保持不变。")
    messages.success(request, said % {"month": month})
    return redirect("reports:report_list")


def may_read(request: HttpRequest) -> None:
    """Refuse a capacity that does not read reports."""
    readers = _("月度报告供审计监督、主管预算单位、采购人分管领导和平台管理员查阅。")
    must_have(request, *queries.READERS, because=readers)


def month_of(text: str) -> date:
    """The month of an address; 404 for anything else."""
    try:
        return rules.parse_month(text)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
