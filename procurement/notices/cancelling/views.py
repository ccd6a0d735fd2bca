"""The page on which a purchase is ended before its opening."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices.cancelling import rules, workflow
from procurement.notices.cancelling.forms import CancelForm
from procurement.projects import queries as projects


@login_required
@get_or_post
def purchase_cancel(request: HttpRequest, project_id: int) -> HttpResponse:
    """End every package whose responses are not due yet."""
    procedure.allow(workflow.STEPS, "cancel", by=request.actor)
    mine = projects.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    project = get_object_or_404(mine, pk=project_id)
    form, attempt = CancelForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.cancel(project.pk, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, _("采购已终止，占用的资金已退回预算指标。"))
            return redirect(project)
    context = {"project": project, "form": form, "basis": rules.BASIS}
    return attempt.page(request, "procurement/notices/cancelling/purchase_cancel.html", context)
