"""Proposals for legal numbers: the list, the forms of whoever proposes, the decision of the second person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.listing import listing
from portal.kernel.uploads import Upload
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import queries, rules, workflow
from procurement.routing.proposals.choices import TONES, ProposalKind
from procurement.routing.proposals.filters import ProposalFilter
from procurement.routing.proposals.forms import CorrectForm, DecideForm, EndForm, SetForm, initial_of
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Change, Subject
from procurement.routing.queries import category_says, region_says

TITLES = {
    SetForm: ProposalKind.SET.label,
    CorrectForm: ProposalKind.CORRECT.label,
    EndForm: ProposalKind.END.label,
}
COLUMNS = (
    (gettext_lazy("编号"), lambda proposal: proposal.number),
    (gettext_lazy("办理事项"), lambda proposal: proposal.get_kind_display()),
    (gettext_lazy("名称"), lambda proposal: proposal.name),
    (gettext_lazy("适用地区"), lambda proposal: proposal.region_code),
    (gettext_lazy("数值"), lambda proposal: proposal.says),
    (gettext_lazy("依据"), lambda proposal: proposal.legal_basis),
    (gettext_lazy("状态"), lambda proposal: proposal.get_status_display()),
    (gettext_lazy("提出单位"), lambda proposal: proposal.body.name),
)


@login_required
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Every proposal, the newest first."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template="procurement/routing/proposals/proposal_list.html",
        order=("-pk",),
        filterset_class=ProposalFilter,
        columns=COLUMNS,
        tones=TONES,
        basis=rules.TWO_PEOPLE,
        may_propose=request.actor.has_role(*workflow.FINANCE),
    )


@login_required
@require_safe
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what it changes, why, and what became of it."""
    context = page_of(request, one(request, pk))
    return render(request, "procurement/routing/proposals/proposal_detail.html", context)


@login_required
@get_or_post
def proposal_set(request: HttpRequest, code: str) -> HttpResponse:
    """A number of the own budget level that begins on a day."""
    procedure.allow(workflow.STEPS, "propose", by=request.actor)
    rows = list(RuleParameter.objects.filter(code=code).order_by("category", "-effective_from"))
    if not rows:
        raise Http404
    categories = sorted({row.category for row in rows})
    form = SetForm(
        typed(request),
        request.FILES or None,
        categories=categories,
        initial={"category": request.GET.get("category", categories[0])},
    )
    region = queries.division_of(request.actor)
    subject = Subject(code, region, categories[0] if len(categories) == 1 else "")
    return propose(request, form, rows[0], subject, lambda: form.change(code, region))


@login_required
@get_or_post
def proposal_correct(request: HttpRequest, row: int) -> HttpResponse:
    """A row that was entered wrongly, or whose article has been checked since."""
    procedure.allow(workflow.STEPS, "propose", by=request.actor)
    found = get_object_or_404(RuleParameter, pk=row)
    form = CorrectForm(typed(request), request.FILES or None, initial=initial_of(found))
    subject = Subject(found.code, found.region_code, found.category)
    return propose(request, form, found, subject, lambda: form.change(found))


@login_required
@get_or_post
def proposal_end(request: HttpRequest, row: int) -> HttpResponse:
    """A city's number that ends; the province's follows."""
    procedure.allow(workflow.STEPS, "propose", by=request.actor)
    found = get_object_or_404(RuleParameter, pk=row)
    form = EndForm(typed(request), request.FILES or None)
    subject = Subject(found.code, found.region_code, found.category)
    return propose(request, form, found, subject, lambda: form.change(found))


def propose(request: HttpRequest, form, row: RuleParameter, subject: Subject, change_of) -> HttpResponse:
    """The form of a proposal with the rows that stand; `change_of` makes the change of a valid form."""
    attempt, today = Attempt(), clock.local_date(clock.now())
    if form.is_bound and form.is_valid():
        change: Change = change_of()
        with attempt:
            proposal = workflow.propose(
                change, by=request.actor, now=clock.now(), paper=paper_of(form, by=request.actor)
            )
            messages.success(request, _("已提出，等待本级财政部门的另一位工作人员批准。"))
            return redirect(proposal)
    is_new = isinstance(form, SetForm)
    rows = queries.rows_at(subject.code, subject.region_code)
    context = {
        "form": form,
        "row": row,
        "title": TITLES[type(form)],
        "name": row.name.partition("（")[0] if is_new else row.name,
        "region": region_says(subject.region_code),
        "category": "" if is_new else category_says(subject.category),
        "rows": rows if is_new else rows.filter(category=subject.category),
        "floors": queries.floors_of(subject, on=today) if is_new else [],
        "waiting": queries.waiting_for(subject),
        "today": today,
        "basis": rules.TWO_PEOPLE,
    }
    return attempt.page(request, "procurement/routing/proposals/proposal_propose.html", context)


def paper_of(form, *, by: Actor) -> Upload | None:
    """The document that was handed in with a valid form."""
    file = form.cleaned_data["paper"]
    return uploads.store(file, owner_id=by.user_id, now=clock.now()) if file else None


@login_required
@require_safe
def proposal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The document that a proposal rests on."""
    proposal = one(request, pk)
    if proposal.paper is None:
        raise Http404
    return uploads.download(proposal.paper)


@login_required
@get_or_post
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person approves, or says why not."""
    procedure.allow(workflow.STEPS, "approve", by=request.actor)
    proposal, attempt = one(request, pk), Attempt()
    form = DecideForm(typed(request))
    if form.is_bound and form.is_valid():
        verb = workflow.decline if "decline" in request.POST else workflow.approve
        said = _("已记录，数值没有变动。") if "decline" in request.POST else _("已批准，按施行日期生效。")
        with attempt:
            verb(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=clock.now())
            messages.success(request, said)
            return redirect(proposal)
    context = {**page_of(request, proposal), "form": form}
    return attempt.page(request, "procurement/routing/proposals/proposal_decide.html", context)


@login_required
@get_or_post
def proposal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever proposed takes it back, with the reason."""
    procedure.allow(workflow.STEPS, "withdraw", by=request.actor)
    proposal, attempt = one(request, pk), Attempt()
    form = DecideForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.withdraw(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=clock.now())
            messages.success(request, _("已撤回。"))
            return redirect(proposal)
    context = {**page_of(request, proposal), "form": form}
    return attempt.page(request, "procurement/routing/proposals/proposal_withdraw.html", context)


def page_of(request: HttpRequest, proposal: ParameterProposal) -> dict:
    """What every page about one proposal needs."""
    subject = proposal.change.subject
    return {
        "proposal": proposal,
        "tone": TONES[proposal.status],
        "verbs": [verb for verb in workflow.STEPS if workflow.may(proposal, verb, by=request.actor)],
        "region": region_says(proposal.region_code),
        "category": category_says(proposal.category),
        "rows": queries.rows_of(subject).order_by("-effective_from"),
        "today": clock.local_date(clock.now()),
        "basis": rules.TWO_PEOPLE,
        "record": LedgerEntry.objects.about(proposal).disclosed().order_by("-pk"),
    }


def one(request: HttpRequest, pk: int) -> ParameterProposal:
    """A proposal that the reader may see, else 404."""
    must_have(request, *queries.READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)
