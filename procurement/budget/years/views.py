"""Pages of later years: which are declared, a line for each, its confirmation, the start of the year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have
from procurement.budget.queries import LINE_READERS, bodies_of_finance
from procurement.budget.views.keeping import sent
from procurement.budget.years import queries, workflow
from procurement.budget.years.forms import YearLineForm
from procurement.budget.years.models import FutureCommitment

TEMPLATES = "procurement/budget/years"


@login_required
@require_safe
def year_list(request: HttpRequest) -> HttpResponse:
    """All later years of contracts, the newest first."""
    must_have(request, *LINE_READERS)
    rows = queries.visible_to(request.actor)
    return listing(request, rows, template=f"{TEMPLATES}/year_list.html", order=("-pk",))


@login_required
@require_safe
def year_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One later year of a contract and the next step."""
    return detail_page(request, year_of(request, pk), Attempt())


@login_required
@get_or_post
def year_arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the line of the year."""
    procedure.allow(workflow.STEPS, "arrange", by=request.actor)
    found, attempt = year_of(request, pk), Attempt()
    now = clock.now()
    form = YearLineForm(sent(request)[0], commitment=found, this_year=clock.local_date(now).year)
    if request.method == "POST" and form.is_valid():
        with attempt:
            line = form.cleaned_data["line"]
            workflow.arrange(pk, line.pk, by=request.actor, now=now)
            messages.success(request, _("已安排，等财政部门确认。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/year_arrange.html", {"found": found, "form": form})


@login_required
@require_POST
def year_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department confirms the line."""
    found, attempt = year_of(request, pk), Attempt()
    with attempt:
        workflow.confirm(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已确认，这一年度的金额已转为合同。"))
        return redirect(found)
    return detail_page(request, found, attempt)


@login_required
@require_POST
def year_start(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract's year begins."""
    found, attempt = year_of(request, pk), Attempt()
    with attempt:
        workflow.start(pk, by=request.actor, now=clock.now())
        messages.success(request, _("合同的这一年度已开始。"))
        return redirect(found)
    return detail_page(request, found, attempt)


def year_of(request: HttpRequest, pk: int) -> FutureCommitment:
    """One later year that the reader may see."""
    must_have(request, *LINE_READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def detail_page(request: HttpRequest, found: FutureCommitment, attempt: Attempt) -> HttpResponse:
    """The year, and what this reader may do with it."""
    own = found.body_id == request.actor.body_id
    keeps = bodies_of_finance(request.actor).filter(pk=found.body_id).exists()
    may = procedure.available(found, workflow.STEPS, by=request.actor)
    may = [verb for verb in may if (keeps if verb == "confirm" else own)]
    return attempt.page(request, f"{TEMPLATES}/year_detail.html", {"found": found, "may": may})
