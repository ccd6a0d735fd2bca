"""The page on which an organiser sets what counts as signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.parts import queries, rules, workflow
from procurement.bidding.parts.forms import SigningsForm
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package


@login_required
@get_or_post
def signings_set(request: HttpRequest, package_id: int) -> HttpResponse:
    """What counts as signed in a package; the organiser changes it before the call is out."""
    must_have(request, *notices.CLERK_ROLES, because=_("签署要求由组织采购的单位设定。"))
    mine = projects.through_notice(projects.visible_to(request.actor)).values("pk")
    package = get_object_or_404(
        Package.objects.select_related("project__agency_mandate"), pk=package_id, project__in=mine
    )
    parts = queries.parts_for(package, SubmissionKind.RESPONSE)
    form, attempt = SigningsForm(typed(request), parts=parts), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            workflow.set_signings(
                package.pk, form.as_signings(), reason=reason, by=request.actor, now=timezone.now()
            )
            messages.success(request, _("已保存，写进采购文件。"))
            return redirect("bidding:signings", package.pk)
    may_set = request.actor.has_role(*ORGANISER_ROLES) and notices.conducts(request.actor, package.project)
    context = {"package": package, "project": package.project, "parts": parts, "form": form}
    context |= {"may_set": may_set and package.status == PackageStatus.PLANNED, "basis": rules.SIGNATURE}
    return attempt.page(request, "procurement/bidding/parts/signings_set.html", context)
