"""Pages of the department's papers: read, signed, returned, as PDF and Word."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock, word
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post
from procurement.challenges.complaints import documents, forms, pages, papers, queries, steps
from procurement.challenges.complaints.models import DepartmentPaper

TEMPLATE = "procurement/challenges/complaints/paper_sign.html"
FILES = {
    "pdf": ("application/pdf", lambda page: page.render()),
    "docx": (word.WORD, word.render),
}


@login_required
@get_or_post
@never_cache
def paper_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person reads the paper, and sends it."""
    procedure.allow(steps.STEPS, "sign", by=request.actor)
    paper, attempt = paper_of(request, pk), Attempt()
    if request.method == "POST":
        with attempt:
            papers.sign(pk, by=request.actor, now=clock.now())
            messages.success(request, _("文书已送达。"))
            return redirect(paper.complaint)
    return sign_page(request, paper, attempt, forms.ReturnForm())


@login_required
@require_POST
def paper_return(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person does not agree."""
    procedure.allow(steps.STEPS, "sign", by=request.actor)
    paper, attempt, form = paper_of(request, pk), Attempt(), forms.ReturnForm(request.POST)
    if form.is_valid():
        with attempt:
            papers.send_back(pk, remark=form.cleaned_data["remark"], by=request.actor, now=clock.now())
            messages.success(request, _("文书已退回。"))
            return redirect(paper.complaint)
    return sign_page(request, paper, attempt, form)


@login_required
@require_safe
@never_cache
def paper_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A paper as PDF or Word, for those to whom it is addressed."""
    paper = get_object_or_404(queries.papers_of(request.actor), pk=pk)
    if form not in FILES:
        raise Http404
    kind, render = FILES[form]
    response = HttpResponse(render(documents.page_of(paper)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{paper.number}.{form}"'
    return response


def sign_page(request: HttpRequest, paper: DepartmentPaper, attempt: Attempt, form) -> HttpResponse:
    """The paper with its two ways, also when one of them was refused."""
    return attempt.page(request, TEMPLATE, pages.paper_context(paper, actor=request.actor) | {"form": form})


def paper_of(request: HttpRequest, pk: int) -> DepartmentPaper:
    """A paper of the acting department."""
    own = queries.papers_of(request.actor).filter(
        complaint__in=queries.handled_by(request.actor).values("pk")
    )
    return get_object_or_404(own, pk=pk)
