"""The page on which a second person makes a single source public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices import queries as notices
from procurement.notices.publicity import queries, workflow
from procurement.notices.publicity.forms import PublicityForm
from procurement.projects.plans import pages as plans
from procurement.projects.views.access import own_project


@login_required
@get_or_post
def publicity_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Check what is told of the only supplier, and publish it."""
    project = own_project(request, pk, *workflow.PUBLISHERS)
    now = clock.now()
    on = notices.expected_on(now)
    is_due = queries.is_due(project, on=on)
    ends = queries.until(project, on=on) if is_due else None
    form = PublicityForm(
        typed(request),
        is_provisional=bool(ends and ends.provisional),
        initial={"purchaser_phone": project.purchaser.phone},
    )
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            confirmed = form.cleaned_data.get("provisional_confirmed", False)
            notice = workflow.publish(
                pk, form.contacts, by=request.actor, now=now, provisional_confirmed=confirmed
            )
            messages.success(request, _("已发布或者交付发布。公示期满以后再提交审批。"))
            return redirect("notices:work_detail", pk=notice.pk)
    context = {
        "project": project,
        "form": form,
        "is_due": is_due,
        "ends": ends,
        "period": queries.period_of(project, on=on) if is_due else None,
        **plans.panel(project, by=request.actor),
    }
    return attempt.page(request, "procurement/notices/publicity/publicity_publish.html", context)
