"""Complaints of one's own department, purchase or organisation: the list, one complaint, its files."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel.listing import listing
from portal.kernel.verbs import must_have
from procurement.challenges.complaints import pages, queries, steps
from procurement.challenges.complaints.filters import ComplaintFilter
from procurement.challenges.complaints.rules import clocks

TEMPLATES = "procurement/challenges/complaints"
COLUMNS = (
    (_("投诉编号"), lambda row: row.number),
    (_("采购项目"), lambda row: row.package.project.title),
    (_("投诉人"), lambda row: row.sender_name),
    (_("投诉对象"), lambda row: row.get_subject_display()),
    (_("收到日期"), lambda row: row.received_on),
    (_("状态"), lambda row: row.get_status_display()),
)


@login_required
@require_safe
@never_cache
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Complaints that a capacity may read, the newest first."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/complaint_list.html",
        order=("-pk",),
        filterset_class=ComplaintFilter,
        columns=COLUMNS,
        challenges=queries.to_complain_of(request.actor, today=clock.local_date(clock.now()))[:20],
        may_enter=request.actor.has_role(*steps.FINANCE),
        basis=clocks.COMPLAIN_BASIS,
    )


@login_required
@require_safe
@never_cache
def complaint_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One complaint, as far as the reader may see it."""
    must_have(request, *queries.READERS)
    complaint = get_object_or_404(queries.visible_to(request.actor), number=number)
    context = pages.detail_context(complaint, actor=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/complaint_detail.html", context)


@login_required
@require_safe
@never_cache
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of the letter, for the department, its sender and auditors."""
    must_have(request, *queries.READERS)
    return uploads.download(get_object_or_404(queries.files_for(request.actor), pk=pk).upload)


@login_required
@require_safe
@never_cache
def explanation_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of an explanation, for the department, the party itself and auditors."""
    must_have(request, *queries.READERS)
    return uploads.download(get_object_or_404(queries.explanations_for(request.actor), pk=pk).file)
