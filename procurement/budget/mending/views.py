"""Pages for correcting what a line is called."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import Role
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.budget.mending import queries, workflow
from procurement.budget.mending.choices import MendStatus
from procurement.budget.mending.forms import MendDecisionForm, MendForm
from procurement.budget.views.keeping import kept_line, sent, stored
from procurement.budget.views.reading import reader

TEMPLATES = "procurement/budget/mending"


@login_required
@get_or_post
def line_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose how a line shall read."""
    line, attempt = kept_line(request, pk), Attempt()
    initial = {"title": line.title, "function_code": line.function_code}
    form = MendForm(*sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with attempt:
            wish = form.mending(stored(request, form))
            workflow.propose(line.pk, wish, by=request.actor, now=clock.now())
            messages.success(request, _("已提出更正，由另一名财政人员复核后生效。"))
            return redirect(line)
    return attempt.page(request, f"{TEMPLATES}/line_mend.html", {"form": form, "line": line})


@login_required
@get_or_post
def mending_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person compares it with the paper and decides."""
    must_have(request, Role.FINANCE, because=_("只有财政部门可以调整预算指标。"))
    made, attempt = get_object_or_404(queries.kept_by(request.actor), pk=pk), Attempt()
    form = MendDecisionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            decide(pk, form, by=request.actor)
            return redirect(made.line)
    context = {
        "form": form,
        "mending": made,
        "line": made.line,
        "is_open": made.status == MendStatus.SUBMITTED,
        "is_own": made.proposed_by_id == request.actor.user_id,
    }
    return attempt.page(request, f"{TEMPLATES}/mending_decide.html", context)


def decide(pk: int, form: MendDecisionForm, *, by) -> None:
    """Carry out what was chosen."""
    if form.cleaned_data["decision"] == "approve":
        workflow.approve(pk, by=by, now=clock.now())
    else:
        workflow.send_back(pk, opinion=form.cleaned_data["opinion"], by=by, now=clock.now())


@login_required
@require_safe
def mending_document(request: HttpRequest, pk: int) -> FileResponse:
    """The paper behind a correction, for whoever sees the line."""
    return uploads.download(get_object_or_404(queries.readable(reader(request)), pk=pk).document)
