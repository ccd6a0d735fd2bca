"""Pages of an import: choose the annex, see row by row what it would change, take it over or give it up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.editions import queries as editions
from catalog.editions import rules as editions_rules
from catalog.editions import workflow as drafting
from catalog.editions.models import CatalogueEdition
from catalog.imports import queries, workflow
from catalog.imports.forms import AnnexForm
from catalog.imports.models import AnnexImport
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "catalog/imports"
KINDS = {
    "new": gettext_lazy("新增"),
    "renamed": gettext_lazy("改名"),
    "moved": gettext_lazy("换上级"),
    "removed": gettext_lazy("移除"),
    "kept": gettext_lazy("不变"),
}


@login_required
@get_or_post
def annex_begin(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Choose the annex of a draft."""
    edition = get_object_or_404(editions.visible_to(request.actor), pk=edition_id)
    must_keep(request, edition)
    form, attempt = AnnexForm(typed(request), request.FILES or None), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            file = form.cleaned_data["file"]
            return redirect(workflow.read(edition.pk, file, by=request.actor, now=clock.now()))
    return attempt.page(request, f"{TEMPLATES}/annex_begin.html", {"form": form, "edition": edition})


@login_required
@require_safe
def annex_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the annex holds and would change."""
    return detail_page(request, import_of(request, pk), Attempt())


@login_required
@get_or_post
def annex_take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the draft."""
    found, attempt = import_of(request, pk), Attempt()
    must_keep(request, found.edition)
    if request.method != "POST":
        return redirect(found)
    with attempt:
        workflow.take_over(pk, by=request.actor, now=clock.now())
        messages.success(request, _("附件已写入目录草稿。"))
        return redirect("editions:edition_work", pk=found.edition_id)
    return detail_page(request, found, attempt)


@login_required
@get_or_post
def annex_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the import up."""
    found, attempt = import_of(request, pk), Attempt()
    must_keep(request, found.edition)
    if request.method != "POST":
        return redirect(found)
    with attempt:
        workflow.discard(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已放弃这次导入，草稿没有变化。"))
        return redirect("editions:edition_work", pk=found.edition_id)
    return detail_page(request, found, attempt)


def must_keep(request: HttpRequest, edition: CatalogueEdition) -> None:
    """Turn away (403) whoever does not write this catalogue's drafts."""
    procedure.allow(drafting.steps_of(edition.catalogue), "write", by=request.actor)
    drafting.must_keep(edition.catalogue, request.actor)


def import_of(request: HttpRequest, pk: int) -> AnnexImport:
    """One import into an edition of the own body."""
    must_have(request, *workflow.ROLES)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def detail_page(request: HttpRequest, found: AnnexImport, attempt: Attempt) -> HttpResponse:
    """The preview."""
    changes = queries.changes_of(found)
    counts = queries.counts_of(found)
    context = {
        "found": found,
        "edition": found.edition,
        "groups": [
            (label, kind, [change for change in changes if change.kind == kind])
            for kind, label in KINDS.items()
        ],
        "departs": found.edition.catalogue.is_general and editions_rules.departs(counts),
        "numbers": editions_rules.numbers_in_words(counts),
        "expected": editions_rules.numbers_in_words(editions_rules.LEVELS),
        "may_write": found.status == "read" and workflow.may_read(found.edition, by=request.actor),
    }
    return attempt.page(request, f"{TEMPLATES}/annex_detail.html", context)
