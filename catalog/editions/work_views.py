"""Pages of those who keep catalogues: begin an edition, ask for opinions, approve, send back, give up."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog import capacities
from catalog.editions import queries, rules, views, workflow
from catalog.editions.forms import (
    ApproveForm,
    CatalogueForm,
    ConsultationForm,
    DraftForm,
    KeeperForm,
    ReasonForm,
)
from catalog.editions.models import IN_PREPARATION, Catalogue, CatalogueEdition
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

SHOWN = 200
READERS = (*queries.READERS, capacities.OPERATOR)
READING = gettext_lazy("目录编制页供采购人、主管部门、财政部门和审计监督使用。")
ASSIGNING = gettext_lazy("只有平台管理员可以指定目录的编制单位。")


@login_required
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The catalogues with their editions; what the own body keeps can be worked on."""
    must_have(request, *READERS, because=READING)
    today = clock.local_date(clock.now())
    found = queries.visible_to(request.actor).order_by("-catalogue__kind", "catalogue_id", "-pk")[:SHOWN]
    catalogues = Catalogue.objects.all()
    context = {
        "editions": [(edition, edition.state_on(today)) for edition in found],
        "catalogues": catalogues,
        "draftable": [c for c in catalogues if is_draftable(c, found, by=request.actor)],
        "may_assign": request.actor.has_role(capacities.OPERATOR),
    }
    return render(request, "catalog/editions/work_list.html", context)


@login_required
@require_safe
def edition_work(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition with its next step."""
    must_have(request, *READERS, because=READING)
    edition = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    may = {
        verb: workflow.may(edition, verb, by=request.actor) for verb in workflow.steps_of(edition.catalogue)
    }
    is_own_draft = request.actor.user_id in (edition.drafted_by, edition.submitted_by)
    may["approve"] = may["approve"] and not is_own_draft
    context = {
        **views.panels_of(edition),
        "may": may,
        "is_open": bool(rules.consultation_open_refusals(until=edition.consultation_to, today=today_of())),
        "item_rows": queries.items_of(edition),
    }
    return render(request, "catalog/editions/edition_work.html", context)


@login_required
@get_or_post
def edition_draft(request: HttpRequest, catalogue_id: int) -> HttpResponse:
    """Begin the next edition of a catalogue."""
    catalogue = get_object_or_404(Catalogue, pk=catalogue_id)
    if not workflow.may_draft(catalogue, by=request.actor):
        raise NotPermitted(_("这份目录不由您的单位编制，或者您的身份不能起草。"))
    form, attempt = DraftForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            facts = form.cleaned_data
            edition = workflow.draft_edition(catalogue.pk, **facts, by=request.actor, now=clock.now())
            return redirect("editions:edition_work", pk=edition.pk)
    context = {"catalogue": catalogue, "form": form}
    return attempt.page(request, "catalog/editions/edition_draft.html", context)


@login_required
@get_or_post
def edition_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft for opinions."""
    edition = own(request, pk, "submit")
    form = ConsultationForm(typed(request))
    verb = partial(workflow.submit, pk)
    return act(request, edition, form, verb, "edition_submit.html", said=_("已公开征求意见。"))


@login_required
@get_or_post
def edition_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an edition back with the reason."""
    edition = own(request, pk, "return")
    form = ReasonForm(typed(request))
    verb = partial(workflow.return_edition, pk)
    return act(request, edition, form, verb, "edition_return.html", said=_("已退回修改。"))


@login_required
@get_or_post
def edition_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a draft up."""
    edition = own(request, pk, "abandon")
    form = ReasonForm(typed(request))
    verb = partial(workflow.abandon, pk)
    return act(request, edition, form, verb, "edition_abandon.html", said=_("草稿已作废。"))


@login_required
@get_or_post
def edition_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """What approval does, then the typed words of a second person."""
    edition = own(request, pk, "approve")
    panels = views.panels_of(edition)
    numbers = panels["numbers"] if panels["departs"] else ""
    initial = {"document_number": edition.document_number}
    form = ApproveForm(typed(request), initial=initial, words=_("批准目录"), numbers=numbers)
    verb = partial(workflow.approve, pk)
    context = {**panels, "former": queries.latest_approved(edition.catalogue)}
    return act(request, edition, form, verb, "edition_approve.html", said=_("目录已批准。"), context=context)


@login_required
@get_or_post
def catalogue_open(request: HttpRequest) -> HttpResponse:
    """Begin the catalogue of a department."""
    must_have(request, capacities.OPERATOR, because=ASSIGNING)
    form, attempt = CatalogueForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.open_catalogue(**form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("部门目录已设立，由编制单位起草第一版。"))
            return redirect("editions:work_list")
    return attempt.page(request, "catalog/editions/catalogue_open.html", {"form": form})


@login_required
@get_or_post
def catalogue_keeper(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the body that keeps a catalogue."""
    must_have(request, capacities.OPERATOR, because=ASSIGNING)
    catalogue = get_object_or_404(Catalogue, pk=pk)
    initial = {"owner_name": catalogue.owner_name, "owner_code": catalogue.owner_code}
    form = KeeperForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        workflow.assign_keeper(pk, **form.cleaned_data, by=request.actor, now=clock.now())
        messages.success(request, _("编制单位已指定。"))
        return redirect("editions:work_list")
    return render(request, "catalog/editions/catalogue_keeper.html", {"catalogue": catalogue, "form": form})


def act(
    request: HttpRequest,
    edition: CatalogueEdition,
    form,
    verb: Callable,
    template: str,
    *,
    said: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Carry out a verb with what the form holds, or show the form again with what stands against it."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        facts = {"approval": form.approval} if hasattr(form, "approval") else form.cleaned_data
        with attempt:
            verb(**facts, by=request.actor, now=clock.now())
            messages.success(request, said)
            return redirect("editions:edition_work", pk=edition.pk)
    shown = {**(context or {}), "edition": edition, "form": form}
    return attempt.page(request, f"catalog/editions/{template}", shown)


def own(request: HttpRequest, pk: int, verb: str) -> CatalogueEdition:
    """An edition of the own body, for a capacity that carries out the step."""
    edition = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    step = workflow.steps_of(edition.catalogue)[verb]
    if not workflow.keeps(edition.catalogue, request.actor) or not request.actor.has_role(*step.roles):
        raise NotPermitted(_("您当前的身份不能%(verb)s。") % {"verb": step.says})
    return edition


def is_draftable(catalogue: Catalogue, editions: Iterable[CatalogueEdition], *, by: Actor) -> bool:
    """Whether a person may begin an edition of a catalogue that has none in preparation."""
    is_busy = any(
        edition.catalogue_id == catalogue.pk and edition.status in IN_PREPARATION for edition in editions
    )
    return workflow.may_draft(catalogue, by=by) and not is_busy


def today_of():
    """The day of this request in Hunan."""
    return clock.local_date(clock.now())
