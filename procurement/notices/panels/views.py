"""Pages of the panel's confirmation."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, must_have
from procurement import methods
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeStatus
from procurement.notices.panels import queries, workflow
from procurement.notices.panels.forms import ConfirmationForm
from procurement.notices.work_views import own_notice


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def panel_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the panel's signed confirmation of the text that waits for its publication."""
    must_have(request, *ORGANISER_ROLES)
    notice = own_notice(request, pk, status=NoticeStatus.SUBMITTED)
    method = methods.get(notice.project.method)
    if method.panel_confirms is None or not notice.is_call:
        raise Http404
    is_sent, attempt = request.method == "POST", Attempt()
    form = ConfirmationForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.keep(pk, form.facts, paper=paper, by=request.actor, now=now)
            return redirect("notices:work_detail", pk)
    context = {
        "notice": notice,
        "form": form,
        "method": method,
        "terms": method.terms,
        "kept": queries.of_notice(notice),
        "back_url": reverse("notices:work_detail", args=[pk]),
    }
    return attempt.page(request, "procurement/notices/panels/panel_keep.html", context)


@login_required
@require_safe
def panel_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed paper, for who conducts the purchase."""
    kept = get_object_or_404(queries.readable(request.actor), pk=pk)
    if not notices.conducts(request.actor, kept.notice.project):
        raise PermissionDenied
    return uploads.download(kept.paper)
