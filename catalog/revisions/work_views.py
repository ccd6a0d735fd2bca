"""Pages of a department: choose what to change, draft, hand in, look after a proposal."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.editions import picking
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.editions.rules import ItemFacts
from catalog.revisions import pages, queries, rules, views, workflow
from catalog.revisions.choices import ProposalKind
from catalog.revisions.filters import ProposalFilter
from catalog.revisions.forms import BeginForm, EndorseForm, OpinionForm, PickForm, ProposalForm
from catalog.revisions.models import RevisionProposal
from catalog.revisions.rules import NewItem, ProposalFacts
from catalog.services import queries as services
from catalog.services.choices import ServiceStatus
from catalog.services.models import InstitutionService
from portal.kernel import clock
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "catalog/revisions"


@dataclass(frozen=True)
class Start:
    """What was chosen before a proposal is written."""

    catalogue: Catalogue
    kind: ProposalKind
    base: CatalogueEdition | None
    old: tuple[ItemFacts, ...] = ()
    service: InstitutionService | None = None


@login_required
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """The own department's proposals, those on the own catalogues, and what is public."""
    must_have(request, *queries.READERS)
    return listing(
        request,
        queries.visible_to(request.actor),
        template=f"{TEMPLATES}/proposal_work.html",
        order=("-pk",),
        filterset_class=ProposalFilter,
        columns=views.COLUMNS,
        basis=workflow.BASIS,
        may_propose=request.actor.has_role(*workflow.HANDLERS),
    )


@login_required
@require_safe
def proposal_begin(request: HttpRequest) -> HttpResponse:
    """Choose the catalogue and what is to be done with it."""
    must_have(request, *workflow.HANDLERS)
    chosen = {name: request.GET[name] for name in ("old", "service") if request.GET.get(name)}
    catalogues = [(str(each.pk), each.name) for each in queries.proposable(request.actor)]
    form = BeginForm(
        request.GET if "kind" in request.GET else None,
        initial={"catalogue": request.GET.get("catalogue", catalogues[0][0] if catalogues else "")},
        catalogues=catalogues,
        kinds=[(kind.value, kind.label) for kind in ProposalKind if is_offered(kind, chosen)],
    )
    if form.is_bound and form.is_valid():
        return redirect(next_page(form.cleaned_data, chosen))
    context = {"form": form, "chosen": chosen.items(), "basis": workflow.BASIS}
    return render(request, f"{TEMPLATES}/proposal_begin.html", context)


@login_required
@require_safe
def proposal_pick(request: HttpRequest) -> HttpResponse:
    """Choose the items that the proposal is about."""
    start = start_of(request)
    if start is None:
        return redirect("revisions:proposal_begin")
    form = PickForm(
        request.GET if "old_1" in request.GET else None,
        kind=start.kind,
        items=picking.items_of(start.base),
        initial={"old_1": request.GET.get("old", "")},
    )
    if form.is_bound and form.is_valid():
        return redirect(address("proposal_draft", start, old=form.codes))
    shown = {"form": form, "start": start, "basis": workflow.BASIS}
    return render(request, f"{TEMPLATES}/proposal_pick.html", shown)


@login_required
@get_or_post
def proposal_draft(request: HttpRequest) -> HttpResponse:
    """Write a proposal."""
    start = start_of(request)
    if start is None:
        return redirect("revisions:proposal_begin")
    verb = partial(workflow.propose, start.catalogue.pk)
    return writing_page(request, start, verb, initial=initial_of(start))


@login_required
@get_or_post
def proposal_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a proposal that is not handed in."""
    proposal = own(request, pk, "edit")
    base = queries.base_of(proposal.catalogue)
    items = queries.items_by_code(base)
    facts = queries.facts_of(proposal)
    old = tuple(items[code] for code in facts.old if code in items)
    start = Start(proposal.catalogue, facts.kind, base, old, proposal.service)
    initial = {"reason": proposal.reason, **ProposalForm.initial_of(facts.new)}
    verb = partial(workflow.edit, pk)
    return writing_page(request, start, verb, initial=initial, proposal=proposal)


def writing_page(
    request: HttpRequest, start: Start, verb, *, initial: dict, proposal: RevisionProposal | None = None
) -> HttpResponse:
    """The form of a proposal, new or to be changed."""
    now, attempt = clock.now(), Attempt()
    today = clock.local_date(now)
    form = ProposalForm(
        typed(request),
        kind=start.kind,
        places=picking.places_of(start.catalogue, start.base, on=today),
        place_label=picking.place_label(start.catalogue),
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        old = tuple(item.code for item in start.old)
        service_id = start.service.pk if start.service else None
        facts = ProposalFacts(start.kind, form.cleaned_data["reason"], old, form.new_items, service_id)
        with attempt:
            saved = verb(facts, by=request.actor, now=now)
            messages.success(request, _("已保存，核对后送本单位审核。"))
            return redirect(saved)
    context = {"form": form, "start": start, "proposal": proposal, "basis": workflow.BASIS}
    return attempt.page(request, f"{TEMPLATES}/proposal_draft.html", context)


@login_required
@require_safe
def proposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal with its course and what may be done now."""
    return detail_page(request, one(request, pk), Attempt())


@login_required
@require_POST
def proposal_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a proposal to the own reviewer or leader."""
    proposal, attempt = own(request, pk, "submit"), Attempt()
    with attempt:
        workflow.submit(pk, by=request.actor, now=clock.now())
        messages.success(request, _("已送本单位审核。"))
        return redirect(proposal)
    return detail_page(request, proposal, attempt)


@login_required
@get_or_post
def proposal_endorse(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's second person hands a proposal to the keeper, or sends it back."""
    proposal, attempt = own(request, pk, "endorse"), Attempt()
    form = EndorseForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            if "return" in request.POST:
                opinion = form.cleaned_data["opinion"]
                workflow.return_to_handler(pk, opinion=opinion, by=request.actor, now=clock.now())
                messages.success(request, _("已退回经办修改。"))
            else:
                workflow.endorse(pk, by=request.actor, now=clock.now())
                messages.success(request, _("已报送目录编制单位。"))
            return redirect(proposal)
    context = {**context_of(request, proposal), "form": form}
    return attempt.page(request, f"{TEMPLATES}/proposal_endorse.html", context)


@login_required
@get_or_post
def proposal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    proposal = own(request, pk, "withdraw")
    form = OpinionForm(typed(request))
    verb = partial(workflow.withdraw, pk)
    return act(request, proposal, form, verb, "proposal_withdraw.html", said=_("建议已撤回。"))


def act(
    request: HttpRequest, proposal: RevisionProposal, form, verb, template: str, *, said: str, **context
) -> HttpResponse:
    """Carry out a verb with what the form holds, or show the form again with what stands against it."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        facts = {"acceptance": form.acceptance} if hasattr(form, "acceptance") else form.cleaned_data
        with attempt:
            verb(**facts, by=request.actor, now=clock.now())
            messages.success(request, said)
            return redirect(proposal)
    shown = {**context_of(request, proposal), "form": form, **context}
    return attempt.page(request, f"{TEMPLATES}/{template}", shown)


def detail_page(request: HttpRequest, proposal: RevisionProposal, attempt: Attempt) -> HttpResponse:
    """One proposal, with a refusal where there was one."""
    context = {
        **context_of(request, proposal),
        "record": LedgerEntry.objects.about(proposal).disclosed().order_by("-pk"),
        "others": queries.others_about(proposal) if keeps(request, proposal) else [],
        "keeps": keeps(request, proposal),
        "received": proposal.comments.count(),
        "unanswered": proposal.comments.unanswered().count(),
    }
    return attempt.page(request, f"{TEMPLATES}/proposal_detail.html", context)


def context_of(request: HttpRequest, proposal: RevisionProposal) -> dict:
    """What every page about one proposal needs."""
    today = clock.local_date(clock.now())
    steps = workflow.steps_of(proposal.catalogue)
    is_open = proposal.consultation_to is not None and today <= proposal.consultation_to
    return {
        "proposal": proposal,
        "verbs": [verb for verb in steps if workflow.may(proposal, verb, by=request.actor)],
        **pages.contents_of(proposal, on=today),
        "is_open": is_open,
        "today": today,
        "basis": workflow.BASIS,
    }


def keeps(request: HttpRequest, proposal: RevisionProposal) -> bool:
    """Whether the reader works for the body that decides."""
    return workflow.drafting.keeps(proposal.catalogue, request.actor)


def one(request: HttpRequest, pk: int) -> RevisionProposal:
    """A proposal that the reader may see, else 404."""
    must_have(request, *queries.READERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def own(request: HttpRequest, pk: int, verb: str) -> RevisionProposal:
    """A proposal on which the reader's capacity carries out this verb, else 403."""
    proposal = one(request, pk)
    if not workflow.carries_out(proposal, verb, by=request.actor):
        says = workflow.steps_of(proposal.catalogue)[verb].says
        raise NotPermitted(_("您当前的身份不能%(verb)s。") % {"verb": says})
    return proposal


def start_of(request: HttpRequest) -> Start | None:
    """What the address says was chosen; None where something of it is not there."""
    must_have(request, *workflow.HANDLERS)
    pk, kind = request.GET.get("catalogue", ""), request.GET.get("kind", "")
    catalogue = queries.proposable(request.actor).filter(pk=pk).first() if pk.isdecimal() else None
    if catalogue is None or kind not in ProposalKind.values:
        return None
    base = queries.base_of(catalogue)
    items = queries.items_by_code(base)
    old = tuple(items[code] for code in request.GET.getlist("old")[: rules.MOST_PARTS] if code in items)
    service = request.GET.get("service", "")
    plans = services.visible_to(request.actor).filter(
        department_code=request.actor.body_code, status=ServiceStatus.PLANNED
    )
    chosen = plans.filter(pk=service).first() if service.isdecimal() else None
    return Start(catalogue, ProposalKind(kind), base, old, chosen)


def initial_of(start: Start) -> dict:
    """What the form holds at first: the item as it is, its place for its parts, a service's own words."""
    if start.kind == ProposalKind.RENAME:
        return ProposalForm.initial_of(start.old)
    if start.old:
        first = start.old[0]
        place = first.parent_code or first.general_code
        parts = rules.SHAPES[start.kind].new[0]
        return ProposalForm.initial_of([NewItem("", place, "", first.field_of_service)] * parts)
    if start.service:
        reason = _("公益二类服务转换事项 %(number)s“%(name)s”计划列入目录。") % {
            "number": start.service.number, "name": start.service.name,
        }  # fmt: skip
        item = NewItem(start.service.name, description=start.service.content[:1000])
        return {"reason": reason, **ProposalForm.initial_of([item])}
    return {}


def is_offered(kind: ProposalKind, chosen: dict) -> bool:
    """What can be done with an item that was chosen, or for a service that is to be moved."""
    if "old" in chosen and kind == ProposalKind.ADD:
        return False
    return "service" not in chosen or kind in (ProposalKind.ADD, ProposalKind.RENAME, ProposalKind.SPLIT)


def next_page(data: dict, chosen: dict) -> str:
    """Where the choice leads: to the items, or to the form when they are known or none is needed."""
    kind = ProposalKind(data["kind"])
    most = rules.SHAPES[kind].old[1]
    is_known = most == 0 or (most == 1 and "old" in chosen)
    name = "proposal_draft" if is_known else "proposal_pick"
    query = {"catalogue": data["catalogue"], "kind": kind.value, **chosen}
    return f"{reverse(f'revisions:{name}')}?{urlencode(query)}"


def address(name: str, start: Start, *, old: list[str]) -> str:
    """The page of a step, with what was chosen so far."""
    query = {"catalogue": start.catalogue.pk, "kind": start.kind.value, "old": old}
    if start.service:
        query["service"] = start.service.pk
    return f"{reverse(f'revisions:{name}')}?{urlencode(query, doseq=True)}"
