"""Pages of lists at the end of a year: draw up, fill in, submit, decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have
from procurement.budget.closing import queries, workflow
from procurement.budget.closing.forms import ChoicesForm, ReturnForm, YearForm
from procurement.budget.closing.models import YearEndList
from procurement.budget.forms import PaperForm
from procurement.budget.queries import LINE_READERS, bodies_of_finance
from procurement.budget.views.keeping import sent, stored

TEMPLATES = "procurement/budget/closing"
SHOWN = 50


@login_required
@require_safe
def closing_list(request: HttpRequest) -> HttpResponse:
    """All lists, the newest first."""
    must_have(request, *LINE_READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/closing_list.html",
        order=("-pk",),
        may_draw=request.actor.has_role(*workflow.DRAFTERS),
        undecided=queries.undecided(request.actor, on=clock.local_date(clock.now()))[:SHOWN],
    )


@login_required
@get_or_post
def closing_draw(request: HttpRequest) -> HttpResponse:
    """Choose the year and have its open commitments listed."""
    procedure.allow(workflow.STEPS, "draw", by=request.actor)
    now, attempt = clock.now(), Attempt()
    form = YearForm(sent(request)[0], today=clock.local_date(now))
    if request.method == "POST" and form.is_valid():
        with attempt:
            year = form.cleaned_data["fiscal_year"]
            return redirect(workflow.draw(year, by=request.actor, now=now))
    return attempt.page(request, f"{TEMPLATES}/closing_draw.html", {"form": form})


@login_required
@require_safe
def closing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with what is proposed for each item, and the next step."""
    return detail_page(request, list_of(request, pk), Attempt())


@login_required
@get_or_post
def closing_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in what becomes of each item."""
    found, attempt = list_of(request, pk), Attempt()
    procedure.allow(workflow.STEPS, "choose", by=request.actor)
    form = ChoicesForm(sent(request)[0], items=found.items.select_related("line").order_by("pk"))
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.choose(pk, form.decisions, by=request.actor, now=clock.now())
            messages.success(request, _("已保存。全部选好以后再提交。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/closing_choose.html", {"found": found, "form": form})


@login_required
@require_POST
def closing_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the list to the finance department."""
    found, attempt = list_of(request, pk), Attempt()
    with attempt:
        workflow.submit(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已提交，等财政部门决定。"))
        return redirect(found)
    return detail_page(request, found, attempt)


@login_required
@require_POST
def closing_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the list up."""
    found, attempt = list_of(request, pk), Attempt()
    with attempt:
        workflow.abandon(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已放弃这份清单，可以重新生成。"))
        return redirect("budget:closing_list")
    return detail_page(request, found, attempt)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closing_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department decides the list by a paper."""
    found, attempt = list_of(request, pk), Attempt()
    procedure.allow(workflow.STEPS, "approve", by=request.actor)
    form = PaperForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            paper = form.paper(stored(request, form))
            workflow.approve(pk, paper, by=request.actor, now=clock.now())
            messages.success(request, _("已决定，资金已按清单办理。"))
            return redirect(found)
    context = {"found": found, "form": form, "items": items_of(found)}
    return attempt.page(request, f"{TEMPLATES}/closing_approve.html", context)


@login_required
@get_or_post
def closing_return(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department sends the list back."""
    found, attempt = list_of(request, pk), Attempt()
    procedure.allow(workflow.STEPS, "return", by=request.actor)
    form = ReturnForm(sent(request)[0])
    if request.method == "POST" and form.is_valid():
        with attempt:
            opinion = form.cleaned_data["opinion"]
            workflow.return_list(pk, opinion=opinion, by=request.actor, now=clock.now())
            messages.success(request, _("已退回。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/closing_return.html", {"found": found, "form": form})


def list_of(request: HttpRequest, pk: int) -> YearEndList:
    """One list that the reader may see."""
    must_have(request, *LINE_READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def items_of(found: YearEndList):
    """The items with their lines."""
    return found.items.select_related("line").order_by("pk")


def detail_page(request: HttpRequest, found: YearEndList, attempt: Attempt) -> HttpResponse:
    """The list, and what this reader may do with it."""
    may = procedure.available(found, workflow.STEPS, by=request.actor)
    own = found.body_id == request.actor.body_id
    keeps = bodies_of_finance(request.actor).filter(pk=found.body_id).exists()
    context = {
        "found": found,
        "items": items_of(found),
        "may": [verb for verb in may if (own if verb in ("choose", "submit", "abandon") else keeps)],
        "refused": attempt.refused,
    }
    page = render(request, f"{TEMPLATES}/closing_detail.html", context)
    page.status_code = 409 if attempt.refused else 200
    return page
