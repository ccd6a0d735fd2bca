"""Public pages of notices: the list, one notice, its files, obtaining the procurement document."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import limits, listing
from portal.kernel.clock import local_date
from portal.kernel.verbs import Attempt, must_have
from procurement import methods
from procurement.notices import calendars, documents, queries, redone, tables, workflow
from procurement.notices.amending import queries as amendments
from procurement.notices.choices import CALLS, NoticeType
from procurement.notices.filters import NoticeFilter, canonical
from procurement.notices.models import Notice
from procurement.notices.sections import Section


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """All published notices, the newest first."""
    now = timezone.now()
    return listing.listing(
        request,
        queries.public_list(),
        template="procurement/notices/notice_list.html",
        order=("-published_at", "-pk"),
        filterset_class=NoticeFilter,
        columns=tables.PUBLIC_COLUMNS,
        now=now,
        query=canonical(request.GET),
    )


@require_safe
def notice_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One notice; a call with its facts, clocks, packages, criteria and proof."""
    notice = get_object_or_404(queries.public_detail(number, request.actor))
    page_clock = limits.page_clock(request)
    now = page_clock.now
    context = {
        "now": now,
        "notice": notice,
        "sections": [Section.from_json(stored) for stored in notice.body["sections"]],
        "proof": tables.proof_of(notice),
        "redone": redone.neighbours(notice.project.shown_packages) if notice.project else [],
    }
    if not notice.is_call:
        context["corrections"] = amendments.corrections_of(notice)
        return render(request, "procurement/notices/notice_plain.html", context)
    context |= tables.purchase_context(notice, actor=request.actor, now=now, calendar=page_clock.calendar)
    kind = "notice_detail_open" if notice.type == NoticeType.FRAMEWORK_OPEN else "notice_detail"
    return render(request, f"procurement/notices/{kind}.html", context)


@require_safe
def notice_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """A published notice as PDF with its digest."""
    notice = get_object_or_404(queries.readable(request.actor), number=number)
    response = HttpResponse(documents.notice_page(notice), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{notice.number}.pdf"'
    return response


@require_safe
def notice_word(request: HttpRequest, number: str) -> HttpResponse:
    """A published notice as a Word file."""
    return documents.notice_word(get_object_or_404(queries.readable(request.actor), number=number))


@require_safe
def notice_calendar(request: HttpRequest, number: str) -> HttpResponse:
    """Deadlines and opening for the reader's own calendar."""
    notice = get_object_or_404(queries.readable(request.actor), number=number, type__in=CALLS)
    text = calendars.as_ics([notice], site=request.build_absolute_uri("/"))
    return calendars.response(text, name=notice.number)


@login_required
def document_obtain(request: HttpRequest, number: str) -> HttpResponse:
    """A supplier obtains the procurement document, free; nobody else learns of it."""
    notice = get_object_or_404(queries.readable(request.actor), number=number, type__in=CALLS)
    must_have(request, *SUPPLIER_ROLES, because=_("请切换到供应商经办人的身份，再获取采购文件。"))
    if queries.has_obtained(notice.project_id, request.actor.body_id):
        return redirect(notice)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            workflow.obtain_document(notice.project_id, by=request.actor)
            return redirect(notice)
    terms = methods.get(notice.project.method).terms
    context = {"now": timezone.now(), "notice": notice, "terms": terms}
    return attempt.page(request, "procurement/notices/document_obtain.html", context)


@require_safe
def document_file(request: HttpRequest, number: str) -> FileResponse:
    """The procurement document in force, for who may read it."""
    notice: Notice = get_object_or_404(queries.readable(request.actor), number=number)
    document = queries.latest_document(notice.project_id)
    if document is None:
        raise Http404
    if not queries.may_read_document(request.actor, notice.project):
        raise PermissionDenied(_("请先在获取期限内获取采购文件。"))
    name = f"{notice.project.number}-{document.version}-{local_date(document.issued_at):%Y%m%d}.pdf"
    return FileResponse(document.file.open(), as_attachment=True, filename=name)
