"""Pages of imports: list, begin, one import with its rows, confirm, give up, undo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from orgs.imports import progress, queries, samples, workflow
from orgs.imports.choices import ImportStatus, TableKind
from orgs.imports.filters import RowFilter
from orgs.imports.forms import ApplyForm, BeginForm
from orgs.imports.models import RegisterImport
from portal.kernel import clock, spreadsheets
from portal.kernel import workflow as procedure
from portal.kernel.forms import PortalForm
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "orgs/imports"
COLUMNS = (
    (gettext_lazy("行号"), lambda row: row.line),
    (gettext_lazy("结果"), lambda row: row.get_outcome_display()),
    (gettext_lazy("统一社会信用代码"), lambda row: row.credit_code),
    (gettext_lazy("原文"), lambda row: row.text),
    (gettext_lazy("问题"), lambda row: "".join(row.wrong)),
)


@login_required
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """All imports, the newest first."""
    must_have(request, *queries.IMPORTERS)
    imports = queries.visible_to(request.actor)
    return listing(request, imports, template=f"{TEMPLATES}/import_list.html", order=("-pk",))


@login_required
@get_or_post
def import_begin(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    procedure.allow(workflow.STEPS, "begin", by=request.actor)
    chosen = {"table": request.GET.get("table", "")}
    form = BeginForm(typed(request), request.FILES or None, initial=chosen, by=request.actor)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        file, table = form.cleaned_data["file"], form.cleaned_data["table"]
        with attempt:
            by_now = {"by": request.actor, "now": clock.now()}
            return redirect(workflow.begin(file, table, source=form.taken_from, **by_now))
    context = {"form": form, "tables": samples.wanted(form.fields["table"].choices)}
    return attempt.page(request, f"{TEMPLATES}/import_begin.html", context)


@login_required
@require_safe
def import_template(request: HttpRequest, table: str) -> HttpResponse:
    """A table to fill in."""
    must_have(request, *queries.IMPORTERS)
    if table not in TableKind.values:
        raise Http404
    name = _("%(table)s导入表") % {"table": TableKind(table).label}
    return spreadsheets.response("xlsx", [samples.example(table)], samples.heading(table), name=name)


@login_required
@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read, row by row, and the next step."""
    found = import_of(request, pk)
    return listing(
        request,
        found.rows.all(),
        template=f"{TEMPLATES}/import_detail.html",
        order=("line", "pk"),
        filterset_class=RowFilter,
        columns=COLUMNS,
        found=found,
        may=workflow.available(found, by=request.actor),
        **running(found),
    )


@login_required
@require_safe
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone while the queue works; then the page is loaded anew."""
    found = import_of(request, pk)
    if found.is_running:
        return render(request, f"{TEMPLATES}/import_progress.html", {"found": found, **running(found)})
    answer = redirect(found) if "HX-Request" not in request.headers else HttpResponse()
    answer["HX-Refresh"] = "true"
    return answer


@login_required
@get_or_post
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen, then it does."""
    found = import_of(request, pk, status=ImportStatus.READ)
    form = ApplyForm(typed(request), wrong=found.unusable)
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        skips = form.cleaned_data.get("skips_wrong", False)
        with attempt:
            return redirect(workflow.apply(pk, skips_wrong=skips, by=request.actor, now=clock.now()))
    return step_page(request, found, form, attempt, "import_apply")


@login_required
@get_or_post
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an import up."""
    found = import_of(request, pk)
    form, attempt = PortalForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.discard(pk, by=request.actor, now=clock.now())
            messages.success(request, _("已放弃这次导入，登记簿没有变化。"))
            return redirect(found)
    return step_page(request, found, form, attempt, "import_discard")


@login_required
@get_or_post
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back."""
    found = import_of(request, pk)
    form, attempt = PortalForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            return redirect(workflow.undo(pk, by=request.actor, now=clock.now()))
    return step_page(request, found, form, attempt, "import_undo")


def import_of(request: HttpRequest, pk: int, **state: str) -> RegisterImport:
    """One import, for those who keep the register."""
    must_have(request, *queries.IMPORTERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk, **state)


def running(found: RegisterImport) -> dict:
    """How far the queue has come; the whole is not known before everything was read."""
    if not found.is_running:
        return {}
    done = progress.done(found.pk)
    return {"done": done, "total": max(found.total, done, 1), "is_known": found.total > 0}


def step_page(
    request: HttpRequest, found: RegisterImport, form: PortalForm, attempt: Attempt, template: str
) -> HttpResponse:
    """The page of one step."""
    return attempt.page(request, f"{TEMPLATES}/{template}.html", {"found": found, "form": form})
