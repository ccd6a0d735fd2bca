"""Draws in the workbench, an expert's invitations, and what everybody can check."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.review.draws import public, queries, rules, workflow
from procurement.review.draws.choices import DrawStatus, Outcome
from procurement.review.draws.forms import CancelForm, FreezeForm, GoneForm, WordsForm
from procurement.review.draws.models import Draw, ListedExpert
from procurement.review.experts.rules import BASIS
from procurement.review.experts.views import acting

TEMPLATES = "procurement/review/draws"
COLUMNS = (
    (gettext_lazy("抽取编号"), lambda draw: draw.number),
    (gettext_lazy("用途"), lambda draw: draw.get_purpose_display()),
    (gettext_lazy("抽取人数"), lambda draw: draw.wanted),
    (gettext_lazy("状态"), lambda draw: draw.get_status_display()),
)


@login_required
@require_safe
def draw_list(request: HttpRequest) -> HttpResponse:
    """The draws of the own body."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/draw_list.html",
        order=("-pk",),
        columns=COLUMNS,
        may_freeze=request.actor.has_role(*queries.DRAWERS),
    )


@login_required
@get_or_post
def list_freeze(request: HttpRequest) -> HttpResponse:
    """Fix the list and commit the seed."""
    must_have(request, *queries.DRAWERS)
    form, attempt = FreezeForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            parties = form.cleaned_data["parties"]
            made = workflow.freeze(form.facts, parties=parties, by=request.actor, now=clock.now())
            return redirect(made)
    return attempt.page(request, f"{TEMPLATES}/list_freeze.html", {"form": form, "basis": BASIS})


@login_required
@require_safe
def draw_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: what comes next, and who was drawn."""
    must_have(request, *queries.READERS)
    draw, now = found(request, pk), clock.now()
    is_own = draw.body_id == request.actor.body_id and request.actor.has_role(*queries.DRAWERS)
    shows_names = draw.status == DrawStatus.PUBLISHED or (is_own and draw.status == DrawStatus.DRAWN)
    context = {
        "draw": draw,
        "now": now,
        "basis": BASIS,
        "listed": draw.listed.count(),
        "drawn": queries.drawn(draw) if shows_names else [],
        "parties": draw.parties.select_related("body") if is_own or draw.is_public else [],
        "may": {verb: is_own and draw.status in step.sources for verb, step in workflow.STEPS.items()},
        "froze_it": draw.frozen_by_id == request.actor.user_id,
        "is_over": now >= draw.meets_at,
    }
    return Attempt().page(request, f"{TEMPLATES}/draw_detail.html", context)


@login_required
@get_or_post
def expert_draw(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person draws."""
    must_have(request, *queries.DRAWERS)
    draw, form, attempt = found(request, pk), WordsForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.draw(pk, words=form.cleaned_data["words"], by=request.actor, now=clock.now())
            return redirect(draw)
    context = {"form": form, "draw": draw, "basis": BASIS, "listed": draw.listed.count()}
    return attempt.page(request, f"{TEMPLATES}/expert_draw.html", context)


@login_required
@get_or_post
def expert_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """A clerk enters that somebody drawn does not take part."""
    must_have(request, *queries.DRAWERS)
    rows = ListedExpert.objects.filter(draw__in=queries.visible_to(request.actor), outcome__in=queries.SHOWN)
    entry = get_object_or_404(rows.select_related("draw", "expert__user"), pk=pk)
    return leaving(request, entry, back=entry.draw.get_absolute_url())


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """A person's own invitations."""
    rows = list(queries.invitations_of(request.user.pk)[:50])
    return Attempt().page(request, f"{TEMPLATES}/own_list.html", {"rows": rows, "now": clock.now()})


@login_required
@require_POST
def own_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The person will come."""
    get_object_or_404(queries.invitations_of(request.user.pk), pk=pk)
    acting(request)
    attempt = Attempt()
    with attempt:
        workflow.answer(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已确认参加。"))
        return redirect("draws:own")
    rows = list(queries.invitations_of(request.user.pk)[:50])
    return attempt.page(request, f"{TEMPLATES}/own_list.html", {"rows": rows, "now": clock.now()})


@login_required
@get_or_post
def own_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The person cannot come, or has to recuse itself."""
    entry = get_object_or_404(queries.invitations_of(request.user.pk), pk=pk)
    acting(request)
    return leaving(request, entry, back="draws:own")


def leaving(request: HttpRequest, entry: ListedExpert, *, back: str) -> HttpResponse:
    """The form for leaving, the clerk's and the expert's."""
    form, attempt = GoneForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.leave(entry.pk, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("已登记，候补按抽取的次序递补。"))
            return redirect(back)
    context = {
        "form": form,
        "entry": entry,
        "is_own": back == "draws:own",
        "was": Outcome(entry.outcome).label,
    }
    return attempt.page(request, f"{TEMPLATES}/expert_leave.html", context)


@login_required
@require_POST
def names_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The result is out: the names become public."""
    must_have(request, *queries.DRAWERS)
    draw, attempt = found(request, pk), Attempt()
    with attempt:
        workflow.publish(pk, by=request.actor, now=clock.now())
        messages.success(request, _("姓名已公开。"))
        return redirect(draw)
    context = {"draw": draw, "now": clock.now(), "basis": BASIS, "may": {}, "listed": draw.listed.count()}
    return attempt.page(request, f"{TEMPLATES}/draw_detail.html", context)


@login_required
@get_or_post
def draw_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a list that nobody has drawn from."""
    must_have(request, *queries.DRAWERS)
    draw, form, attempt = found(request, pk), CancelForm(typed(request)), Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.cancel(pk, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
            return redirect(draw)
    return attempt.page(request, f"{TEMPLATES}/draw_cancel.html", {"form": form, "draw": draw})


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Every draw, by number."""
    return listing(
        request, queries.public(), template=f"{TEMPLATES}/public_list.html", order=("-pk",), columns=COLUMNS
    )


@require_safe
def public_detail(request: HttpRequest, number: str) -> HttpResponse:
    """What everybody can check of one draw."""
    draw = get_object_or_404(queries.public(), number=number)
    context = {
        "draw": draw,
        "shown": public.document(draw),
        "outcomes": dict(Outcome.choices),
        "entries": list(queries.listed(draw)) if draw.status in public.REVEALED else [],
        "records": queries.records_of(draw),
        "substitutes": rules.SUBSTITUTES,
    }
    return Attempt().page(request, f"{TEMPLATES}/public_detail.html", context)


@require_safe
def public_file(_request: HttpRequest, number: str) -> JsonResponse:
    """The same for the script."""
    draw = get_object_or_404(queries.public(), number=number)
    answer = JsonResponse(public.document(draw), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{draw.number}.json"'
    return answer


def found(request: HttpRequest, pk: int) -> Draw:
    """A draw that the capacity sees."""
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)
