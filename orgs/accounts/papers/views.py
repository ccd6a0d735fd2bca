"""Pages of papers: what expires when, add, take off, download."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.accounts.papers import queries, workflow
from orgs.accounts.papers.forms import PaperForm
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, must_have, typed

TEMPLATES = "orgs/accounts/papers"
MOST = 200


@login_required
@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """My organisation's papers, what ends first at the top."""
    must_have(request, *SUPPLIER_ROLES)
    context = {
        "papers": queries.papers_of(request.actor)[:MOST],
        "days": queries.reminder_days(on=clock.local_date(clock.now())),
    }
    return render(request, f"{TEMPLATES}/paper_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper_add(request: HttpRequest) -> HttpResponse:
    """Put a paper on the list."""
    must_have(request, *SUPPLIER_ROLES)
    form, attempt = PaperForm(typed(request), request.FILES or None), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        file = facts.pop("file")
        with attempt:
            workflow.add(workflow.Facts(**facts), file, by=request.actor, now=clock.now())
            messages.success(request, _("已登记，到期前会提醒。"))
            return redirect("papers:list")
    return attempt.page(request, f"{TEMPLATES}/paper_add.html", {"form": form})


@login_required
@require_POST
def paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper off the list."""
    must_have(request, *SUPPLIER_ROLES)
    paper = get_object_or_404(queries.papers_of(request.actor), pk=pk)
    workflow.remove(paper.pk, by=request.actor, now=clock.now())
    messages.success(request, _("已移除，原件留存备查。"))
    return redirect("papers:list")


@login_required
@require_safe
def paper_file(request: HttpRequest, pk: int) -> FileResponse:
    """The scan."""
    must_have(request, *SUPPLIER_ROLES)
    return uploads.download(get_object_or_404(queries.papers_of(request.actor), pk=pk).upload)
