"""Budget lines: what is arranged, held, contracted, paid and left; where every yuan went."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.listing import listing
from portal.kernel.money import ZERO, round_half_up
from portal.kernel.pieces import Segment
from portal.kernel.verbs import must_have
from procurement.budget import queries, targets
from procurement.budget.filters import LineFilter
from procurement.budget.mending import queries as mending
from procurement.budget.models import BudgetLine, BudgetMovement

COLUMNS = (
    (gettext_lazy("预算单位"), lambda line: line.body.name),
    (gettext_lazy("预算年度"), lambda line: line.fiscal_year),
    (gettext_lazy("预算项目编码"), lambda line: line.code),
    (gettext_lazy("预算项目名称"), lambda line: line.title),
    (gettext_lazy("指标类别"), lambda line: line.get_kind_display()),
    (gettext_lazy("资金来源"), lambda line: line.get_fund_source_display()),
    (gettext_lazy("预算安排（元）"), lambda line: line.amount),
    (gettext_lazy("已占用（元）"), lambda line: line.committed_amount),
    (gettext_lazy("已签合同（元）"), lambda line: line.contracted_amount),
    (gettext_lazy("已支付（元）"), lambda line: line.spent_amount),
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
    context = {
        "line": line,
        "rows": rows_of(line),
        "purchases": queries.purchases_of(line),
        "facts": head_facts(line),
        "segments": segments_of(line),
        "targets": list(line.targets.all()),
        "mendings": list(mending.corrections_of(line)),
        "may_set_targets": targets.may_set(line, by=request.actor),
        "may_keep": queries.bodies_of_finance(request.actor).filter(pk=line.body_id).exists(),
    }
    return render(request, "procurement/budget/line_detail.html", context)


@login_required
@require_safe
def movement_document(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of the paper behind a movement."""
    lines = queries.visible_to(reader(request))
    movements = BudgetMovement.objects.filter(Q(line__in=lines) | Q(to_line__in=lines))
    movement = get_object_or_404(movements.exclude(document=None), pk=pk)
    return uploads.download(movement.document)


@login_required
@require_safe
def line_document(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of the paper by which an advance notice or a draft became the budget."""
    lines = queries.visible_to(reader(request)).exclude(confirmed_document=None)
    return uploads.download(
        get_object_or_404(lines.select_related("confirmed_document"), pk=pk).confirmed_document
    )


def reader(request: HttpRequest) -> Actor:
    """Who reads; NotPermitted for a capacity that has nothing to do with budgets."""
    must_have(request, *queries.LINE_READERS, because=_("您当前的身份不能查看预算指标。"))
    return request.actor


def rows_of(line: BudgetLine) -> list[dict]:
    """The movements, oldest first, each with what was left after it."""
    left, rows = ZERO, []
    for movement in queries.movements_of(line):
        left += queries.effect_on_available(movement, line)
        rows.append({"movement": movement, "left": left, "other": other_line(movement, line)})
    return rows


def other_line(movement: BudgetMovement, line: BudgetLine) -> BudgetLine | None:
    """The line at the other end of an entry between two lines."""
    return movement.to_line if movement.line_id == line.pk else movement.line


def head_facts(line: BudgetLine) -> list[tuple[str, str]]:
    """What stands below the title."""
    facts = [
        (_("预算单位"), line.body.name),
        (_("预算年度"), _("%(year)s年") % {"year": line.fiscal_year}),
        (_("指标类别"), line.get_kind_display()),
        (_("资金来源"), line.get_fund_source_display()),
        (_("预算文号"), papered(line.document_number, line.document_on)),
    ]
    if line.upper_number:
        facts.append((_("上级文号"), line.upper_number))
    if line.standard_id:
        facts.append((_("一体化指标主键"), line.standard_id))
    if line.confirmed_on:
        facts.append((_("正式下达"), papered(line.confirmed_number, line.confirmed_on)))
    return facts


def papered(number: str, dated_on: date | None) -> str:
    """The number of a paper with its day."""
    day = dated_on.isoformat() if dated_on else ""
    return "，".join(filter(None, (number, day))) or _("没有填写")


def segments_of(line: BudgetLine) -> list[Segment]:
    """What of the line is paid, signed and held, as parts of a bar."""
    start, parts = ZERO, []
    shown = ((line.spent_amount, "full"), (line.contracted_amount, "part"), (line.committed_amount, "soon"))
    for amount, kind in shown:
        width = round_half_up(amount * 100 / line.amount) if line.amount else ZERO
        parts.append(Segment(start, width, kind))
        start += width
    return parts
