"""Pages of a notice that waits for its first publication."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.kernel import workflow as procedure
from portal.kernel.clock import database_clock
from portal.kernel.verbs import Attempt, typed
from procurement.notices import documents, queries
from procurement.notices.choices import TAKEN_BACK, NoticeStatus
from procurement.notices.outside import exporting, workflow
from procurement.notices.outside.forms import PublicationForm, TakeBackForm
from procurement.notices.work_views import notice_of, own_notice

HANDED_OVER = (NoticeStatus.AWAITING, NoticeStatus.PUBLISHED)


@login_required
def publication_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, address and time of the first publication."""
    notice = own_notice(request, pk, status=NoticeStatus.AWAITING)
    procedure.allow(workflow.STEPS, "enter", by=request.actor)
    form = PublicationForm(typed(request))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.enter(
                notice.pk,
                form.as_publication(),
                by=request.actor,
                now=timezone.now(),
                clock=database_clock,
            )
            return redirect("notices:work_detail", notice.pk)
    context = {"notice": notice, "form": form, "sites": queries.official_sites()}
    return attempt.page(request, "procurement/notices/outside/publication_enter.html", context)


@login_required
def notice_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a notice back that has not come out."""
    notice = own_notice(request, pk, status=NoticeStatus.AWAITING, type__in=TAKEN_BACK)
    procedure.allow(workflow.STEPS, "take_back", by=request.actor)
    form = TakeBackForm(typed(request))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.take_back(
                notice.pk, reason=form.cleaned_data["reason"], by=request.actor, now=timezone.now()
            )
            return redirect("notices:work_detail", notice.pk)
    context = {"notice": notice, "form": form}
    return attempt.page(request, "procurement/notices/outside/notice_take_back.html", context)


@login_required
@require_safe
def notice_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as a Word file, as it stands: to be looked through, or to be handed on."""
    return documents.notice_word(notice_of(request, pk))


@login_required
@require_safe
def notice_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The reviewed notice as the official site's form asks for it, field by field."""
    notice = notice_of(request, pk)
    if notice.status not in HANDED_OVER:
        raise Http404
    response = JsonResponse(
        exporting.as_fields(notice), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = f'attachment; filename="{notice.number}.json"'
    return response
