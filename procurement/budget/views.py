"""Budget lines: what is arranged, held, contracted and left; where every yuan went; entering a line."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, must_have
from procurement.budget import queries, workflow
from procurement.budget.filters import LineFilter
from procurement.budget.forms import LineForm
from procurement.budget.models import BudgetLine

COLUMNS = (
    (gettext_lazy("预算单位"), lambda line: line.body.name),
    (gettext_lazy("预算年度"), lambda line: line.fiscal_year),
    (gettext_lazy("预算项目编码"), lambda line: line.code),
    (gettext_lazy("预算项目名称"), lambda line: line.title),
    (gettext_lazy("资金来源"), lambda line: line.get_fund_source_display()),
    (gettext_lazy("预算安排（元）"), lambda line: line.amount),
    (gettext_lazy("已占用（元）"), lambda line: line.committed_amount),
    (gettext_lazy("已签合同（元）"), lambda line: line.contracted_amount),
    (gettext_lazy("可用余额（元）"), lambda line: line.available_amount),
)


@login_required
@require_safe
def line_list(request: HttpRequest) -> HttpResponse:
    """Lines with what is arranged, held, contracted and left."""
    return listing(
        request,
        queries.visible_to(reader(request)),
        template="procurement/budget/line_list.html",
        order=("-fiscal_year", "-pk"),
        filterset_class=LineFilter,
        columns=COLUMNS,
        may_enter=request.actor.has_role(Role.FINANCE),
    )


@login_required
@require_safe
def line_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One line and where every yuan of it went."""
    line = get_object_or_404(queries.visible_to(reader(request)), pk=pk)
    context = {"line": line, "rows": movements_of(line), "facts": head_facts(line)}
    return render(request, "procurement/budget/line_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def line_enter(request: HttpRequest) -> HttpResponse:
    """The finance department enters a line."""
    must_have(request, Role.FINANCE, because=_("只有财政部门可以录入预算指标。"))
    now = clock.now()
    form = LineForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        this_year=clock.local_date(now).year,
    )
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            line = workflow.enter_line(form.facts, by=request.actor, now=now)
            messages.success(request, _("已录入预算指标“%(line)s”。") % {"line": line})
            return redirect("budget:line_detail", pk=line.pk)
    context = {"form": form}
    return attempt.page(request, "procurement/budget/line_enter.html", context)


def reader(request: HttpRequest) -> Actor:
    """Who reads; NotPermitted for a capacity that has nothing to do with budgets."""
    must_have(request, *queries.LINE_READERS, because=_("您当前的身份不能查看预算指标。"))
    return request.actor


def movements_of(line: BudgetLine) -> list[dict]:
    """The movements, oldest first, each with what was left after it."""
    left, rows = line.amount, []
    for movement in line.movements.order_by("pk"):
        left += queries.effect_on_available(movement)
        rows.append({"movement": movement, "left": left})
    return rows


def head_facts(line: BudgetLine) -> list[tuple[str, str]]:
    """What stands below the title."""
    return [
        (_("预算单位"), line.body.name),
        (_("预算年度"), _("%(year)s年") % {"year": line.fiscal_year}),
        (_("资金来源"), line.get_fund_source_display()),
        (_("预算文号"), line.document_number or _("没有填写")),
    ]
