"""Pages of bonds: those of a package, one's own as a supplier, entry, return, keeping."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.errors import refuse
from portal.kernel.uploads import Upload
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.contracts.bonds import forms, pages, queries, rules, workflow
from procurement.contracts.bonds.models import BidBond
from procurement.notices import queries as notices
from procurement.projects.models import Package

TEMPLATES = "procurement/contracts/bonds"


@login_required
@require_safe
@never_cache
def bond_list(request: HttpRequest, package_id: int) -> HttpResponse:
    """The bonds of a package, once who has bid is known."""
    must_have(request, *queries.READERS)
    package = package_of(request, package_id)
    context = pages.bonds_context(package, actor=request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/bond_list.html", context)


@login_required
@require_safe
@never_cache
def own_list(request: HttpRequest) -> HttpResponse:
    """The acting supplier's own bonds, with the day by which each comes back."""
    must_have(request, *SUPPLIER_ROLES, because=_("这里只列出供应商自己的保证金。"))
    rows = pages.own_rows(request.actor, now=clock.now())
    return render(request, f"{TEMPLATES}/own_list.html", {"rows": rows})


@login_required
@get_or_post
@never_cache
def bond_enter(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter a bond from its bank paper."""
    procedure.allow(workflow.STEPS, "enter", by=request.actor)
    package, now, attempt = package_of(request, package_id), clock.now(), Attempt()
    obtained = notices.obtained_of(package.project, request.actor, at=now)
    form = forms.EntryForm(
        typed(request), request.FILES or None, suppliers=[row.supplier for row in obtained]
    )
    if form.is_bound and form.is_valid():
        with attempt:
            supplier_id, paper = form.cleaned_data["supplier"], paper_of(request, form)
            workflow.enter(
                package.pk, form.facts, supplier_id=supplier_id, paper=paper, by=request.actor, now=now
            )
            messages.success(request, _("保证金已登记。"))
            return redirect("bonds:list", package.pk)
    context = {"package": package, "asked": queries.asked_of(package), "form": form}
    return attempt.page(request, f"{TEMPLATES}/bond_enter.html", context)


@login_required
@get_or_post
@never_cache
def bond_strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an entry that was a mistake."""
    bond, form = bond_of(request, pk, "strike"), forms.ReasonForm(typed(request))
    return step(
        request,
        bond,
        form,
        "strike",
        lambda data, _paper, **who: workflow.strike(pk, reason=data["reason"], **who),
    )


@login_required
@get_or_post
@never_cache
def bond_refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a bond back."""
    bond = bond_of(request, pk, "refund")
    form = forms.RefundForm(typed(request), request.FILES or None)
    return step(
        request,
        bond,
        form,
        "refund",
        lambda _data, paper, **who: workflow.refund(pk, form.facts, paper=paper, **who),
    )


@login_required
@get_or_post
@never_cache
def bond_convert(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn a bond into a performance bond."""
    bond = bond_of(request, pk, "convert")
    form = forms.ConfirmForm(typed(request), request.FILES or None)
    return step(
        request, bond, form, "convert", lambda _data, paper, **who: workflow.convert(pk, paper=paper, **who)
    )


@login_required
@get_or_post
@never_cache
def bond_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose not to give a bond back."""
    bond = bond_of(request, pk, "propose_keeping")
    form = forms.KeepForm(typed(request), request.FILES or None)
    return step(
        request,
        bond,
        form,
        "propose_keeping",
        lambda data, paper, **who: workflow.propose_keeping(
            pk, ground=data["ground"], reason=data["reason"], paper=paper, **who
        ),
    )


@login_required
@get_or_post
@never_cache
def bond_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a proposal not to give a bond back."""
    bond, form = bond_of(request, pk, "keep"), forms.DecisionForm(typed(request))
    return step(
        request,
        bond,
        form,
        "decide_keeping",
        lambda data, _paper, **who: workflow.decide_keeping(pk, is_kept=data["is_kept"], **who),
    )


@login_required
@require_safe
@never_cache
def bond_paper(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """The bank's paper of arrival or of return, for the clerks and the supplier itself."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    bond = get_object_or_404(queries.readable(request.actor), pk=pk)
    paper = bond.paper if which == "arrival" else bond.ended_paper
    return uploads.download(get_object_or_404(Upload, pk=paper and paper.pk))


def step(request: HttpRequest, bond: BidBond, form, name: str, act: Callable) -> HttpResponse:
    """One act on a bond: what is typed and handed in goes to its verb."""
    attempt = Attempt()
    if form.is_bound and form.is_valid():
        with attempt:
            act(form.cleaned_data, paper_of(request, form), by=request.actor, now=clock.now())
            return redirect("bonds:list", bond.package_id)
    cause = queries.cause_of(bond)
    context = {
        "bond": bond,
        "package": bond.package,
        "row": pages.row_of(
            bond, cause, asked=queries.asked_of(bond.package), actor=request.actor, now=clock.now()
        ),
        "charge": pages.charge_of(bond),
        "form": form,
        "basis": workflow.STEPS["keep" if name == "decide_keeping" else name].basis,
    }
    return attempt.page(request, f"{TEMPLATES}/bond_{name}.html", context)


def paper_of(request: HttpRequest, form) -> Upload | None:
    """The paper that was handed in, kept; None where none was."""
    file = form.cleaned_data.get("paper")
    return uploads.store(file, owner_id=request.actor.user_id, now=clock.now()) if file else None


def package_of(request: HttpRequest, package_id: int) -> Package:
    """A package of a purchase that this capacity sees, once who has bid is known."""
    package = get_object_or_404(queries.packages_for(request.actor), pk=package_id)
    refuse(rules.early_refusals(is_disclosed=queries.is_disclosed(package)))
    return package


def bond_of(request: HttpRequest, pk: int, verb: str) -> BidBond:
    """A bond of the own purchases, for a capacity that carries out the verb."""
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    found = queries.readable(request.actor).filter(
        package__in=queries.packages_for(request.actor).values("pk")
    )
    return get_object_or_404(found.select_related("paper", "ended_by"), pk=pk)
