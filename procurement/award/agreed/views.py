"""Pages of a single source: the response, the talks on record, the proposal, the end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.award import queries as awards
from procurement.award.agreed import pages, queries, rules, workflow
from procurement.award.agreed.forms import EndForm, PrepareForm, TalksForm
from procurement.notices import queries as notices
from procurement.projects.models import Package

TEMPLATES = "procurement/award/agreed"


@login_required
@require_safe
def package_detail(request: HttpRequest, package_id: int) -> HttpResponse:
    """What was offered and agreed, what was decided by whom, and the one next step."""
    must_have(request, *awards.READERS)
    package = get_object_or_404(queries.visible_to(request.actor), pk=package_id)
    context = pages.detail(package, by=request.actor, now=clock.now())
    return Attempt().page(request, f"{TEMPLATES}/package_detail.html", context)


@login_required
@get_or_post
def talks_keep(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter the signed record of the talks."""
    package, attempt = conducted(request, package_id, "keep"), Attempt()
    form = TalksForm(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            now = clock.now()
            paper = uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=now)
            workflow.keep(package_id, form.facts, paper=paper, by=request.actor, now=now)
            messages.success(request, _("协商情况已登记。"))
            return redirect("agreed:detail", package_id=package_id)
    return page(request, "talks_keep", package, form, attempt, response=pages.response_of(package))


@login_required
@get_or_post
def award_prepare(request: HttpRequest, package_id: int) -> HttpResponse:
    """Propose what was agreed."""
    procedure.allow(workflow.STEPS, "prepare", by=request.actor)
    mine = queries.visible_to(request.actor).filter(project__purchaser_id=request.actor.body_id)
    package, attempt = get_object_or_404(mine, pk=package_id), Attempt()
    award = queries.award_of(package)
    form = PrepareForm(typed(request), initial={"minutes": award.minutes if award else ""})
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.prepare(package_id, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("agreed:detail", package_id=package_id)
    return page(request, "award_prepare", package, form, attempt, talks=queries.talks_of(award))


@login_required
@get_or_post
def package_end(request: HttpRequest, package_id: int) -> HttpResponse:
    """End the purchase; the reason will be published."""
    package, attempt = conducted(request, package_id, "end"), Attempt()
    form = EndForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.end(package_id, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("采购已终止，终止公告已生成。"))
            return redirect(package.project)
    return page(request, "package_end", package, form, attempt)


@login_required
@require_safe
def talks_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed record."""
    must_have(request, *awards.READERS)
    talks = get_object_or_404(queries.readable_talks(request.actor), pk=pk)
    if not queries.may_read(talks, request.actor):
        raise Http404
    return uploads.download(talks.paper)


def conducted(request: HttpRequest, package_id: int, verb: str) -> Package:
    """A package that the acting body conducts, for a capacity that carries out the verb."""
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    package = get_object_or_404(queries.visible_to(request.actor), pk=package_id)
    if not notices.conducts(request.actor, package.project):
        raise Http404
    return package


def page(
    request: HttpRequest, name: str, package: Package, form, attempt: Attempt, **more: object
) -> HttpResponse:
    """A page of one step."""
    context = {"package": package, "project": package.project, "form": form, "basis": rules.BASIS, **more}
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context)
