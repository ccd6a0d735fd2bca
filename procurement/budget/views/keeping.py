"""What the finance department does with lines: enter, adjust by a paper, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel import clock, uploads
from portal.kernel.forms import PortalForm
from portal.kernel.verbs import Attempt, get_or_post, must_have
from procurement.budget import adjusting, queries, targets, workflow
from procurement.budget.forms import AdjustForm, LineForm, PaperForm, TargetFormSet
from procurement.budget.models import BudgetLine

TEMPLATES = "procurement/budget"


@login_required
@get_or_post
def line_enter(request: HttpRequest) -> HttpResponse:
    """The finance department enters a line."""
    must_have(request, Role.FINANCE, because=_("只有财政部门可以录入预算指标。"))
    now = clock.now()
    form = LineForm(*sent(request), actor=request.actor, this_year=clock.local_date(now).year)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            scan = stored(request, form)
            line = workflow.enter_line(form.facts, by=request.actor, now=now, upload_id=scan)
            messages.success(request, _("已录入预算指标“%(line)s”。") % {"line": line})
            return redirect(line)
    return attempt.page(request, f"{TEMPLATES}/line_enter.html", {"form": form})


@login_required
@get_or_post
def line_adjust(request: HttpRequest, pk: int) -> HttpResponse:
    """Supplement, reduce or shift money of a line."""
    line, attempt = kept_line(request, pk), Attempt()
    form = AdjustForm(*sent(request), line=line, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with attempt:
            change = form.change(stored(request, form))
            adjusting.adjust(line.pk, change, by=request.actor, now=clock.now())
            messages.success(request, _("已办理，变动和文件记在下面的去向里。"))
            return redirect(line)
    return attempt.page(request, f"{TEMPLATES}/line_adjust.html", {"form": form, "line": line})


@login_required
@get_or_post
def line_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper that gives the budget which was announced or drafted."""
    line, attempt = kept_line(request, pk), Attempt()
    form = PaperForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            paper = form.paper(stored(request, form))
            adjusting.confirm(line.pk, paper, by=request.actor, now=clock.now())
            messages.success(request, _("已确认正式下达，这条指标可以用于定标和签订合同。"))
            return redirect(line)
    return attempt.page(request, f"{TEMPLATES}/line_confirm.html", {"form": form, "line": line})


@login_required
@get_or_post
def line_targets(request: HttpRequest, pk: int) -> HttpResponse:
    """What the money of a line is to achieve."""
    must_have(request, Role.PURCHASER_HANDLER, Role.FINANCE)
    line, attempt = get_object_or_404(queries.visible_to(request.actor), pk=pk), Attempt()
    targets.must_set(line, by=request.actor)
    written = list(line.targets.values("kind", "name", "value"))
    data = sent(request)[0]
    form = TargetFormSet(data, initial=None if data else written)
    if request.method == "POST" and form.is_valid():
        with attempt:
            targets.set_targets(line.pk, form.targets, by=request.actor, now=clock.now())
            messages.success(request, _("已保存绩效目标，将写入采购文件和合同。"))
            return redirect(line)
    return attempt.page(request, f"{TEMPLATES}/line_targets.html", {"form": form, "line": line})


def kept_line(request: HttpRequest, pk: int) -> BudgetLine:
    """A line that this finance department keeps."""
    must_have(request, Role.FINANCE, because=_("只有财政部门可以调整预算指标。"))
    lines = BudgetLine.objects.filter(body__in=queries.bodies_of_finance(request.actor))
    return get_object_or_404(lines.select_related("body"), pk=pk)


def sent(request: HttpRequest) -> tuple:
    """What a form was sent with; nothing when the page is opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def stored(request: HttpRequest, form: PortalForm) -> int | None:
    """The scan as it is kept, where one was chosen."""
    file = form.cleaned_data.get("document")
    return uploads.store(file, owner_id=request.actor.user_id, now=clock.now()).pk if file else None
