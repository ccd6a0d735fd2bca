"""Pages for correcting a published result, contract, acceptance or termination."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices import workflow as notices
from procurement.notices.amending import queries, workflow
from procurement.notices.amending.forms import AmendForm
from procurement.notices.amending.rules import AMENDABLE
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.work_views import own_notice


@login_required
@get_or_post
def notice_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a correction of what came after the call."""
    original = own_notice(request, pk, type__in=AMENDABLE, status=NoticeStatus.PUBLISHED)
    return _page(request, original, drafted=None, carry_out=workflow.draft)


@login_required
@get_or_post
def amendment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change such a draft."""
    drafted = own_notice(request, pk, type=NoticeType.CORRECTION, status=NoticeStatus.DRAFT)
    if not queries.is_amendment(drafted):
        raise Http404
    return _page(request, drafted.corrects, drafted=drafted, carry_out=workflow.edit)


def _page(
    request: HttpRequest, original: Notice, *, drafted: Notice | None, carry_out: Callable[..., Notice]
) -> HttpResponse:
    procedure.allow(notices.STEPS, "edit", by=request.actor)
    entries, now = queries.entries_of(original), timezone.now()
    form, attempt = (
        AmendForm(typed(request), entries=entries, initial=initial_of(drafted, entries)),
        Attempt(),
    )
    about = drafted or original
    if request.method == "POST" and form.is_valid():
        with attempt:
            facts = {"reason": form.cleaned_data["reason"], "by": request.actor, "now": now}
            return redirect("notices:work_detail", carry_out(about.pk, form.as_wish(), **facts).pk)
    locked = [entry for entry in entries if not entry.is_open]
    context = {
        "now": now,
        "notice": original,
        "form": form,
        "locked": locked,
        "reasons": list(dict.fromkeys(entry.lock for entry in locked if entry.lock)),
        "back_url": reverse("notices:work_detail", args=[about.pk]),
    }
    return attempt.page(request, "procurement/notices/amending/notice_amend.html", context)


def initial_of(drafted: Notice | None, entries: list) -> dict[str, str]:
    """What a form shows of a drafted correction; fields are numbered as their open entries are."""
    if drafted is None:
        return {}
    opened = [entry for entry in entries if entry.is_open]
    amended = drafted.body["amended"]
    texts = {f"entry_{at}": amended.get(entry.key, entry.value) for at, entry in enumerate(opened)}
    return {"reason": drafted.body["reason"], **texts}
