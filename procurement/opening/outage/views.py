"""Pages of an outage: written down by who organises, decided by the purchaser's second person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.kernel import uploads
from portal.kernel import workflow as procedure
from portal.kernel.errors import NotPermitted
from portal.kernel.uploads import Upload
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.opening.hall import queries as halls
from procurement.opening.outage import forms, pages, queries, workflow
from procurement.opening.outage.models import Outage
from procurement.projects import queries as projects


@login_required
@never_cache
@get_or_post
def outage_report(request: HttpRequest, number: str) -> HttpResponse:
    """From the hall: from when to when the platform could not be reached."""
    procedure.allow(workflow.STEPS, "report", by=request.actor)
    package = get_object_or_404(halls.halls_for(request.actor), number=number)
    if not queries.may_report(request.actor, package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以登记平台故障。"))
    form, attempt, now = forms.ReportForm(typed(request), request.FILES or None), Attempt(), timezone.now()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with attempt:
            workflow.report(
                package.project_id,
                form.as_span(),
                noticed_by=said["noticed_by"],
                text=said["text"],
                paper=_kept(request, now=now),
                by=request.actor,
            )
            messages.success(request, _("平台故障已登记，请采购人的复核人员或者分管领导决定。"))
            return redirect("opening:hall", number)
    context = pages.report_context(package, now=now) | {"form": form}
    return attempt.page(request, "procurement/opening/outage/outage_report.html", context)


@login_required
@never_cache
@get_or_post
def outage_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported, what the platform itself recorded, and the decision."""
    procedure.allow(workflow.STEPS, "decide", by=request.actor)
    outage = get_object_or_404(queries.decided_by(request.actor), pk=pk)
    form, attempt = forms.DecideForm(typed(request), is_going_on=outage.ended_at is None), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.decide(
                outage.pk,
                form.as_decision(),
                provisional_confirmed=form.cleaned_data["provisional_confirmed"],
                by=request.actor,
            )
            messages.success(request, _("已决定，写进大厅和开启记录。"))
            return redirect("site:purchase", outage.project.number)
    context = pages.decide_context(outage, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/outage/outage_decide.html", context)


@login_required
def outage_paper(request: HttpRequest, pk: int) -> FileResponse:
    """The evidence that was handed in with the report."""
    seen = projects.visible_to(request.actor).values("pk")
    outage = get_object_or_404(Outage.objects.filter(project__in=seen, paper__isnull=False), pk=pk)
    if not request.actor.has_role(*queries.READERS):
        raise Http404
    return uploads.download(outage.paper)


def _kept(request: HttpRequest, *, now) -> Upload | None:
    file = request.FILES.get("paper")
    return uploads.store(file, owner_id=request.actor.user_id, now=now) if file else None
