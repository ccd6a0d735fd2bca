"""Services to be moved: the public list, and the pages of department and finance."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from catalog.services import queries, rules, workflow
from catalog.services.choices import TONES
from catalog.services.filters import PublicServiceFilter, ServiceFilter
from catalog.services.forms import ConfirmForm, MoveForm, ServiceForm
from catalog.services.models import InstitutionService
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

COLUMNS = (
    (gettext_lazy("编号"), lambda service: service.number),
    (gettext_lazy("服务名称"), lambda service: service.name),
    (gettext_lazy("主管部门"), lambda service: service.department_name),
    (gettext_lazy("现承担单位"), lambda service: service.provider_name),
    (gettext_lazy("现承担单位信用代码"), lambda service: service.provider_code),
    (gettext_lazy("年度经费（元）"), lambda service: service.amount),
    (gettext_lazy("经费年度"), lambda service: service.amount_year),
    (gettext_lazy("计划列入的目录"), lambda service: service.planned_title),
    (gettext_lazy("计划年度"), lambda service: service.planned_year),
    (gettext_lazy("目录品目编码"), lambda service: service.item_code),
    (gettext_lazy("状态"), lambda service: service.get_status_display()),
)


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    """What is planned, moved and done, for the public."""
    return listing(
        request,
        queries.public(),
        template="catalog/services/service_list.html",
        order=("planned_year", "pk"),
        filterset_class=PublicServiceFilter,
        columns=COLUMNS,
        tones=TONES,
        basis=rules.BASIS,
    )


@login_required
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The own department's services; those who oversee see all."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template="catalog/services/service_work.html",
        order=("-pk",),
        filterset_class=ServiceFilter,
        columns=COLUMNS,
        tones=TONES,
        basis=rules.BASIS,
        may_enter=request.actor.has_role(*workflow.HANDLERS),
    )


@login_required
@require_safe
def service_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One service with its course and what may be done now."""
    return render(request, "catalog/services/service_detail.html", page_of(request, one(request, pk)))


@login_required
@get_or_post
def service_enter(request: HttpRequest) -> HttpResponse:
    """A department enters a service."""
    procedure.allow(workflow.STEPS, "enter", by=request.actor)
    return entry_page(request, None)


@login_required
@get_or_post
def service_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A department changes an entry that is not confirmed yet."""
    procedure.allow(workflow.STEPS, "edit", by=request.actor)
    return entry_page(request, one(request, pk))


def entry_page(request: HttpRequest, service: InstitutionService | None) -> HttpResponse:
    """The form of an entry, new or to be changed."""
    now, attempt = clock.now(), Attempt()
    form = ServiceForm(
        typed(request),
        this_year=clock.local_date(now).year,
        initial=ServiceForm.initial_of(service) if service else None,
    )
    if form.is_bound and form.is_valid():
        verb = partial(workflow.edit, service.pk) if service else workflow.enter
        with attempt:
            saved = verb(form.facts, by=request.actor, now=now)
            messages.success(request, _("已登记，等待财政部门确认。"))
            return redirect(saved)
    context = {"form": form, "service": service, "basis": rules.BASIS}
    return attempt.page(request, "catalog/services/service_enter.html", context)


@login_required
@get_or_post
def service_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department confirms a plan or sends it back."""
    procedure.allow(workflow.STEPS, "confirm", by=request.actor)
    service, attempt = one(request, pk), Attempt()
    form = ConfirmForm(typed(request))
    if form.is_bound and form.is_valid():
        verb = workflow.return_for_changes if "return" in request.POST else workflow.confirm
        said = _("已退回修改。") if "return" in request.POST else _("已确认，转换计划现在公开。")
        with attempt:
            verb(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=clock.now())
            messages.success(request, said)
            return redirect(service)
    context = {**page_of(request, service), "form": form}
    return attempt.page(request, "catalog/services/service_confirm.html", context)


@login_required
@get_or_post
def service_move(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department says under which item the service stands now."""
    procedure.allow(workflow.STEPS, "move", by=request.actor)
    service, attempt = one(request, pk), Attempt()
    initial = {"item_code": request.GET.get("item", "")[:20]}
    form = MoveForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        with attempt:
            code = form.cleaned_data["item_code"].strip().upper()
            workflow.mark_moved(pk, code, by=request.actor, now=clock.now())
            messages.success(request, _("已列入目录。"))
            return redirect(service)
    context = {**page_of(request, service), "form": form}
    return attempt.page(request, "catalog/services/service_move.html", context)


@login_required
@require_POST
def service_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's money is arranged by purchase now."""
    procedure.allow(workflow.STEPS, "finish", by=request.actor)
    service, attempt = one(request, pk), Attempt()
    with attempt:
        workflow.finish(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已完成转换。"))
        return redirect(service)
    return attempt.page(request, "catalog/services/service_detail.html", page_of(request, service))


def page_of(request: HttpRequest, service: InstitutionService) -> dict:
    """What every page about one service needs."""
    verbs = [verb for verb in workflow.STEPS if workflow.may(service, verb, by=request.actor)]
    is_own = request.actor.body_code == service.department_code
    return {
        "service": service,
        "may_revise": is_own and service.status == "planned" and request.actor.has_role(*workflow.HANDLERS),
        "tone": TONES[service.status],
        "verbs": verbs,
        "basis": rules.BASIS,
        "record": LedgerEntry.objects.about(service).disclosed().order_by("-pk"),
    }


def one(request: HttpRequest, pk: int) -> InstitutionService:
    """A service that the reader may see, else 404."""
    must_have(request, *queries.READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)
