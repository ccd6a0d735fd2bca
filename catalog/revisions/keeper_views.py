"""Pages of the body that keeps a catalogue: ask for opinions, accept, decline with two people."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.editions import queries as editions
from catalog.editions.forms import ConsultationForm
from catalog.revisions import pages, queries, workflow
from catalog.revisions.choices import ProposalKind
from catalog.revisions.forms import AcceptForm, DecideForm, EndorseForm, OpinionForm
from catalog.revisions.work_views import TEMPLATES, act, context_of, detail_page, own
from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, typed


@login_required
@get_or_post
def proposal_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the department for more."""
    proposal = own(request, pk, "send_back")
    form = OpinionForm(typed(request))
    verb = partial(workflow.send_back, pk)
    return act(request, proposal, form, verb, "proposal_send_back.html", said=_("已退回提出单位。"))


@login_required
@get_or_post
def proposal_consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a proposal for opinions."""
    proposal = own(request, pk, "consult")
    form = ConsultationForm(typed(request))
    verb = partial(workflow.consult, pk)
    return act(request, proposal, form, verb, "proposal_consult.html", said=_("已公开征求意见。"))


@login_required
@get_or_post
def proposal_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a proposal into the draft edition."""
    proposal = own(request, pk, "accept")
    draft = editions.in_preparation(proposal.catalogue)
    target = draft or queries.base_of(proposal.catalogue)
    codes = pages.suggested_codes(proposal, queries.items_by_code(target))
    is_reworded = proposal.kind == ProposalKind.RENAME
    form = AcceptForm(
        typed(request),
        names=[] if is_reworded else [item.name for item in proposal.items.all()],
        needs_title=draft is None,
        initial={f"code_{number}": code for number, code in enumerate(codes, start=1)},
    )
    verb = partial(workflow.accept, pk)
    said = _("已采纳，写入目录草稿。")
    return act(request, proposal, form, verb, "proposal_accept.html", said=said, draft=draft)


@login_required
@get_or_post
def proposal_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a no, which a second person confirms."""
    proposal = own(request, pk, "decline")
    form = DecideForm(typed(request))
    verb = partial(workflow.decline, pk)
    return act(request, proposal, form, verb, "proposal_decline.html", said=_("已送另一人复核。"))


@login_required
@get_or_post
def proposal_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person confirms a no, or gives it back."""
    proposal, attempt = own(request, pk, "confirm"), Attempt()
    form = EndorseForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            if "return" in request.POST:
                opinion = form.cleaned_data["opinion"]
                workflow.reconsider(pk, opinion=opinion, by=request.actor, now=clock.now())
                messages.success(request, _("已退回重新办理。"))
            else:
                workflow.confirm(pk, by=request.actor, now=clock.now())
                messages.success(request, _("已确认，答复现在公开。"))
            return redirect(proposal)
    context = {**context_of(request, proposal), "form": form}
    return attempt.page(request, f"{TEMPLATES}/proposal_confirm.html", context)


@login_required
@require_POST
def proposal_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide anew what stood in a draft that was given up."""
    proposal, attempt = own(request, pk, "reopen"), Attempt()
    with attempt:
        workflow.reopen(pk, by=request.actor, now=clock.now())
        messages.success(request, _("可以重新办理了。"))
        return redirect(proposal)
    return detail_page(request, proposal, attempt)
