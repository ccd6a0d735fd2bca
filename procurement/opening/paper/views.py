"""Pages of a paper copy: taken into custody, typed in by one person, compared by another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.kernel import workflow as procedure
from portal.kernel.errors import NotPermitted
from portal.kernel.verbs import Attempt, get_or_post, typed
from procurement.notices import queries as notices
from procurement.opening.hall import queries as halls
from procurement.opening.models import OpenedSubmission
from procurement.opening.paper import forms, joining, pages, queries, workflow
from procurement.opening.paper.models import PaperCopy


@login_required
@never_cache
@get_or_post
def paper_receive(request: HttpRequest, number: str) -> HttpResponse:
    """A sealed envelope is taken before the deadline; the page never lists what was taken."""
    procedure.allow(workflow.STEPS, "receive", by=request.actor)
    package = get_object_or_404(halls.halls_for(request.actor), number=number)
    if not notices.conducts(request.actor, package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以登记纸质备份。"))
    form, attempt = forms.ReceiveForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.receive(package.pk, **form.cleaned_data, by=request.actor)
            messages.success(request, _("已登记。为保密，平台在解封以前不列出收到的纸质备份，请专人保管。"))
            return redirect("opening:paper_receive", number)
    context = pages.receive_context(package, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/paper/paper_receive.html", context)


@login_required
@never_cache
@get_or_post
def paper_type(request: HttpRequest, pk: int) -> HttpResponse:
    """The host types in what the opened envelope says."""
    procedure.allow(workflow.STEPS, "type_in", by=request.actor)
    opened = _opened(request, pk)
    form, attempt = pages.typed_form(opened.session.package, typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.type_in(opened.pk, fields=form.as_fields(), by=request.actor)
            messages.success(request, _("已录入，请另一名人员对照纸质文件核对。"))
            return redirect("opening:hall", opened.session.package.number)
    context = pages.copy_context(opened, actor=request.actor, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/paper/paper_type.html", context)


@login_required
@never_cache
@get_or_post
def paper_check(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person compares, and reads the price once more."""
    procedure.allow(workflow.STEPS, "check", by=request.actor)
    opened = _opened(request, pk)
    form, attempt = forms.CheckForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            seen = request.POST.get("seen", "")
            workflow.check(opened.pk, price=form.cleaned_data["price"], seen=seen, by=request.actor)
            messages.success(request, _("核对一致，这份文件按纸质备份打开。"))
            return redirect("opening:hall", opened.session.package.number)
    context = pages.copy_context(opened, actor=request.actor, now=timezone.now())
    context |= {"form": form, "parts": pages.typed_parts(opened)}
    return attempt.page(request, "procurement/opening/paper/paper_check.html", context)


@login_required
@never_cache
@get_or_post
def paper_fail(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy cannot be used either."""
    procedure.allow(workflow.STEPS, "fail", by=request.actor)
    opened = _opened(request, pk)
    form, attempt = forms.FailForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.fail(opened.pk, reason=form.cleaned_data["reason"], by=request.actor)
            return redirect("opening:hall", opened.session.package.number)
    context = pages.copy_context(opened, actor=request.actor, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/paper/paper_fail.html", context)


@login_required
@never_cache
@get_or_post
def paper_join(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person says to which bid a copy under a wrong number belongs."""
    procedure.allow(joining.STEPS, "join", by=request.actor)
    session = get_object_or_404(queries.placed_by(request.actor), package__paper_copies=pk)
    copy = get_object_or_404(PaperCopy.objects.select_related(*queries.PEOPLE), pk=pk)
    form = forms.JoinForm(typed(request), shut=pages.shut_bids(session))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            joining.join(copy.pk, form.as_opened(), reason=reason, by=request.actor)
            messages.success(request, _("已认定，写进开启记录。"))
            return redirect("opening:hall", session.package.number)
    context = pages.join_context(copy, session, now=timezone.now()) | {"form": form}
    return attempt.page(request, "procurement/opening/paper/paper_join.html", context)


def _opened(request: HttpRequest, pk: int) -> OpenedSubmission:
    return get_object_or_404(queries.handled_by(request.actor), pk=pk)
