"""Pages of an intention that waits for its first publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel import clock, word
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.notices import queries
from procurement.notices.intents import entering, workflow
from procurement.notices.official import intents
from procurement.notices.outside.forms import PublicationForm
from procurement.projects.intention import queries as intentions
from procurement.projects.intention import workflow as intending
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention

CLERKS = (*intending.DRAFTERS, *intending.REVIEWERS)


@login_required
@get_or_post
def publication_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, address and time of the first publication."""
    intention = handed_over(request, pk)
    form, attempt = PublicationForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            entering.enter(pk, form.as_publication(), by=request.actor, now=clock.now())
            messages.success(request, _("已登记首次发布，采购意向在本平台公开。"))
            return redirect(intention.work_url)
    context = {"intention": intention, "form": form, "sites": queries.official_sites()}
    return attempt.page(request, "procurement/notices/intents/publication_enter.html", context)


@login_required
@get_or_post
def withdrawal_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number, address and time of the first publication of the correction."""
    intention = to_leave(request, pk)
    form, attempt = PublicationForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            entering.leave(pk, form.as_publication(), by=request.actor, now=clock.now())
            messages.success(request, _("已登记首次发布，采购意向已经撤销。"))
            return redirect(intention.work_url)
    context = {"intention": intention, "form": form}
    return attempt.page(request, "procurement/notices/intents/withdrawal_enter.html", context)


@login_required
@require_safe
def withdrawal_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The correction in the official form, to be published on the official site."""
    intention = to_leave(request, pk)
    page = workflow.withdrawal_page(intention)
    response = HttpResponse(word.render(page), content_type=word.WORD)
    response["Content-Disposition"] = f'attachment; filename="{page.number}.docx"'
    return response


def to_leave(request: HttpRequest, pk: int) -> PurchaseIntention:
    """An intention of the own body whose withdrawal waits for its first publication."""
    must_have(request, *CLERKS)
    own = intentions.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(own, pk=pk, leaving_at__isnull=False)


@login_required
@require_safe
def intention_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The reviewed intention in the official form, to be published on the official site."""
    intention = handed_over(request, pk)
    response = HttpResponse(word.render(intents.page_of(intention)), content_type=word.WORD)
    response["Content-Disposition"] = f'attachment; filename="{intention.number}.docx"'
    return response


def handed_over(request: HttpRequest, pk: int) -> PurchaseIntention:
    """An intention of the own body that waits for its first publication."""
    must_have(request, *CLERKS)
    own = intentions.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(own, pk=pk, status=IntentionStatus.AWAITING)
