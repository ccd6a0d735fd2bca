"""Pages of imports: list, begin, one with its rows, confirm, give up, undo; lines out by the standard."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from orgs.people.choices import Role
from portal.kernel import clock, spreadsheets
from portal.kernel import workflow as procedure
from portal.kernel.forms import PortalForm
from portal.kernel.listing import EXPORT_CAP, filtered, listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.budget import queries as budget
from procurement.budget.filters import LineFilter
from procurement.budget.imports import fields, queries, workflow
from procurement.budget.imports.filters import RowFilter
from procurement.budget.imports.forms import ApplyForm, TableForm
from procurement.budget.imports.models import BudgetImport

TEMPLATES = "procurement/budget/imports"
COLUMNS = (
    (gettext_lazy("行号"), lambda row: row.line),
    (gettext_lazy("结果"), lambda row: row.get_outcome_display()),
    (gettext_lazy("原文"), lambda row: row.text),
    (gettext_lazy("问题"), lambda row: "".join(row.wrong)),
)


@login_required
@require_safe
def line_standard(request: HttpRequest, kind: str) -> HttpResponse:
    """The lines that one may see, by the standard's field names; its second row says them in Chinese."""
    must_have(request, *budget.LINE_READERS, because=_("您当前的身份不能查看预算指标。"))
    if kind not in spreadsheets.WRITERS:
        raise Http404
    visible = budget.visible_to(request.actor).select_related("body__budget_division")
    lines = filtered(LineFilter(request.GET, queryset=visible, request=request), visible)
    rows = [queries.in_standard(line) for line in lines.order_by("-fiscal_year", "-pk")[:EXPORT_CAP]]
    labels = [str(label) for label in fields.COLUMNS.values()]
    return spreadsheets.response(kind, [labels, *rows], list(fields.COLUMNS), name=_("预算指标"))


@login_required
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, the newest first."""
    must_have(request, Role.FINANCE)
    imports = queries.visible_to(request.actor)
    return listing(request, imports, template=f"{TEMPLATES}/import_list.html", order=("-pk",))


@login_required
@get_or_post
def import_begin(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    procedure.allow(workflow.STEPS, "read", by=request.actor)
    form, attempt = TableForm(typed(request), request.FILES or None), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            file = form.cleaned_data["file"]
            return redirect(workflow.read(file, by=request.actor, now=clock.now()))
    columns = [(name, label, name in fields.MUST) for name, label in fields.COLUMNS.items()]
    return attempt.page(request, f"{TEMPLATES}/import_begin.html", {"form": form, "columns": columns})


@login_required
@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read, row by row, and the next step."""
    found = import_of(request, pk)
    return listing(
        request,
        found.rows.select_related("budget_line"),
        template=f"{TEMPLATES}/import_detail.html",
        order=("line", "pk"),
        filterset_class=RowFilter,
        columns=COLUMNS,
        found=found,
        may=procedure.available(found, workflow.STEPS, by=request.actor),
    )


@login_required
@get_or_post
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen, then it does."""
    found, attempt = import_of(request, pk), Attempt()
    form = ApplyForm(typed(request), wrong=found.wrong)
    if request.method == "POST" and form.is_valid():
        skips = form.cleaned_data.get("skips_wrong", False)
        with attempt:
            workflow.apply(pk, skips_wrong=skips, by=request.actor, now=clock.now())
            messages.success(request, _("已导入，各条指标可以使用。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/import_apply.html", {"found": found, "form": form})


@login_required
@get_or_post
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    found, attempt = import_of(request, pk), Attempt()
    form = PortalForm(typed(request))
    if request.method == "POST":
        with attempt:
            workflow.discard(pk, by=request.actor, now=clock.now())
            messages.success(request, _("已放弃这次导入，预算指标没有变化。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/import_discard.html", {"found": found, "form": form})


@login_required
@get_or_post
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back."""
    found, attempt = import_of(request, pk), Attempt()
    form = PortalForm(typed(request))
    if request.method == "POST":
        with attempt:
            workflow.undo(pk, by=request.actor, now=clock.now())
            messages.success(request, _("已撤销，这次导入的指标金额都归零。"))
            return redirect(found)
    return attempt.page(request, f"{TEMPLATES}/import_undo.html", {"found": found, "form": form})


def import_of(request: HttpRequest, pk: int) -> BudgetImport:
    """One import of the own finance department."""
    must_have(request, Role.FINANCE)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)
