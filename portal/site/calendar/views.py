"""Pages of the yearly notice: upload, preview of what changes, confirmation by another, the clocks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import Role
from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.calendar import periods, queries, workflow
from portal.kernel.calendar.choices import LoadingStatus
from portal.kernel.calendar.models import HolidayLoading
from portal.kernel.calendar.rules import Calendar
from portal.kernel.forms import PortalForm
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from portal.site.calendar import recounting
from portal.site.calendar.forms import NoticeForm, OpinionForm

TEMPLATES = "portal/site/calendar"
READERS = (Role.OPERATOR, Role.AUDITOR, Role.SUPERVISOR, Role.FINANCE)
SHOWN = 200


@dataclass(frozen=True)
class ChangedDay:
    """A day that a notice makes another: worked or off, and under which name."""

    date: date
    is_workday: bool
    name: str
    before: str


@login_required
@require_safe
def loading_list(request: HttpRequest) -> HttpResponse:
    """The notices in force, and those on their way."""
    must_have(request, *READERS)
    return listing(
        request,
        HolidayLoading.objects.all(),
        template=f"{TEMPLATES}/loading_list.html",
        order=("-pk",),
        notices=queries.notices(),
        may_upload=request.actor.has_role(*workflow.KEEPERS),
    )


@login_required
@get_or_post
def loading_upload(request: HttpRequest) -> HttpResponse:
    """Hand in a notice; nothing counts by it until another person confirms it."""
    procedure.allow(workflow.STEPS, "upload", by=request.actor)
    initial = {"year": clock.local_date(clock.now()).year + 1}
    form = NoticeForm(typed(request), request.FILES or None, initial=initial)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            loading = handed_in(request, form)
            messages.success(request, _("通知已上传，请另一名平台管理人员对照原文确认。"))
            return redirect(loading)
    return attempt.page(request, f"{TEMPLATES}/loading_upload.html", {"form": form})


@login_required
@require_safe
def loading_detail(request: HttpRequest, number: str) -> HttpResponse:
    """What a notice changes, or what it has changed."""
    return detail_page(request, loading_of(request, number), Attempt())


@login_required
@get_or_post
def loading_confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Put the notice in force."""
    return decide(request, number, workflow.confirm, _("放假安排已载入，正在计算的期限随后重算。"))


@login_required
@get_or_post
def loading_withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's own notice back."""
    return decide(request, number, workflow.withdraw, _("通知已撤回。"))


@login_required
@get_or_post
def loading_return(request: HttpRequest, number: str) -> HttpResponse:
    """Give the notice back with the reason."""
    loading = loading_of(request, number)
    procedure.allow(workflow.STEPS, "give_back", by=request.actor)
    form, attempt = OpinionForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.give_back(number, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("通知已退回。"))
            return redirect(loading)
    context = {"loading": loading, "form": form}
    return attempt.page(request, f"{TEMPLATES}/loading_return.html", context)


@login_required
@require_safe
def loading_file(request: HttpRequest, number: str) -> HttpResponse:
    """The file as it was uploaded."""
    loading = loading_of(request, number)
    if loading.upload is None:
        return redirect(loading)
    return uploads.download(loading.upload)


def loading_of(request: HttpRequest, number: str) -> HolidayLoading:
    """One notice, for those who may read it."""
    must_have(request, *READERS)
    return get_object_or_404(HolidayLoading.objects.select_related("upload"), number=number)


@transaction.atomic
def handed_in(request: HttpRequest, form: NoticeForm) -> HolidayLoading:
    """The notice with its file; a refused one leaves no file behind."""
    now, file = clock.now(), form.cleaned_data["file"]
    upload = uploads.store(file, owner_id=request.actor.user_id, now=now) if file else None
    return workflow.upload(form.facts(upload), by=request.actor, now=now)


def decide(request: HttpRequest, number: str, verb: Callable[..., HolidayLoading], says: str) -> HttpResponse:
    """A button of the notice's page."""
    loading, attempt = loading_of(request, number), Attempt()
    must_have(request, *workflow.KEEPERS)
    if request.method != "POST" or not PortalForm(request.POST).is_valid():
        return redirect(loading)
    with attempt:
        verb(number, by=request.actor, now=clock.now())
        messages.success(request, says)
        return redirect(loading)
    return detail_page(request, loading, attempt)


def detail_page(request: HttpRequest, loading: HolidayLoading, attempt: Attempt) -> HttpResponse:
    """The preview, the verbs, and once it is in force the clocks that were touched."""
    context = {
        "loading": loading,
        "may": procedure.available(loading, workflow.STEPS, by=request.actor),
        "is_own": loading.uploaded_by == request.actor.user_id,
    }
    if loading.status == LoadingStatus.UPLOADED:
        before, after = queries.around(loading)
        changes = recounting.touched(before=before, after=after, today=clock.local_date(clock.now()))
        context |= {
            "days": changed_days(loading, before, after),
            "clocks": [recounting.row_of(loading, change) for change in changes[:SHOWN]],
            "clock_count": len(changes),
        }
    elif loading.status == LoadingStatus.CONFIRMED:
        before, after = queries.around(loading)
        context |= {
            "days": changed_days(loading, before, after),
            "clocks": loading.clocks.all()[:SHOWN],
            "clock_count": loading.clocks.count(),
        }
    return attempt.page(request, f"{TEMPLATES}/loading_detail.html", context)


def changed_days(loading: HolidayLoading, before: Calendar, after: Calendar) -> list[ChangedDay]:
    """The days that are another kind of day afterwards than they were before."""
    names = {day.date: day.name for day in queries.days_of_loading(loading)}
    old_names = {day.date: day.name for day in queries.days_from(loading.replaced)}
    first, last = date(loading.year - 1, 12, 1), date(loading.year, 12, 31)
    return [
        ChangedDay(
            day,
            after.is_workday(day),
            names.get(day) or periods.day_name(day, after, names),
            _("工作日") if before.is_workday(day) else periods.day_name(day, before, old_names),
        )
        for day in periods.days_between(first, last)
        if before.is_workday(day) != after.is_workday(day)
    ]
