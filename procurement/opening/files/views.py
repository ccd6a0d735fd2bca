"""The files of an opened bid: which there are, and each as a download that no browser opens in the portal."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from portal.kernel.errors import refuse
from portal.kernel.uploads import safe_name
from procurement.opening.files import queries, reading, seals
from procurement.opening.models import OpenedSubmission


@login_required
@never_cache
def file_list(request: HttpRequest, number: str) -> HttpResponse:
    """The files of one opened bid."""
    opened = _readable(request, number)
    context = {
        "now": timezone.now(),
        "opened": opened,
        "project": opened.session.package.project,
        "files": queries.files_of(opened),
    }
    return render(request, "procurement/opening/files/file_list.html", context)


@login_required
@never_cache
def file_open(request: HttpRequest, number: str, file_id: str) -> HttpResponse:
    """One file, decrypted on the way; refused with the changed chunks' numbers when it is not as sealed."""
    files = {found.file.id: found for found in queries.files_of(_readable(request, number))}
    if file_id not in files:
        raise Http404
    found = files[file_id]
    refuse(reading.fault_refusals(found))
    response = StreamingHttpResponse(reading.blocks(found), content_type="application/octet-stream")
    response["Content-Length"] = str(found.file.size)
    response["Content-Disposition"] = content_disposition_header(True, safe_name(found.file.name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@never_cache
def file_check(request: HttpRequest, number: str, file_id: str) -> HttpResponse:
    """What can be seen of seals and codes in one file, and what is not verified."""
    opened = _readable(request, number)
    found = {one.file.id: one for one in queries.files_of(opened)}.get(file_id)
    if found is None:
        raise Http404
    is_large = found.file.size > seals.LARGEST
    if not is_large:
        refuse(reading.fault_refusals(found))
    context = {
        "opened": opened,
        "project": opened.session.package.project,
        "found": found,
        "is_large": is_large,
        "findings": [] if is_large else seals.findings(reading.whole(found), queries.expected_of(opened)),
    }
    return render(request, "procurement/opening/files/file_check.html", context)


def _readable(request: HttpRequest, number: str) -> OpenedSubmission:
    return get_object_or_404(queries.readable(request.actor), submission__receipt_number=number)
