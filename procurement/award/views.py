"""Pages of award: received, prepared, approved, published; a supplier's letter."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.errors import Refused
from portal.kernel.verbs import Attempt, must_have, typed
from procurement import methods
from procurement.award import announcements, letters, queries, rules, workflow
from procurement.award.choices import OFFICIAL, AwardOrigin, AwardStatus
from procurement.award.forms import OpinionForm, PrepareForm, PublishForm, ReturnForm
from procurement.award.models import Award
from procurement.award.replacing import queries as replacing
from procurement.award.replacing import workflow as replacing_steps
from procurement.opening.files import queries as files
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.review.analysis import queries as analysis

SHOWN = 100


@login_required
def award_list(request: HttpRequest) -> HttpResponse:
    """Awards of the own projects, or a supplier's letters."""
    readers = (*queries.READERS, *SUPPLIER_ROLES)
    must_have(request, *readers, because=_("定标与结果供采购人、代理机构、供应商和监督人员查阅。"))
    context = {
        "awards": queries.visible_to(request.actor).order_by("-pk")[:SHOWN],
        "letters": queries.letters_of(request.actor).order_by("-pk")[:SHOWN],
        "now": clock.now(),
    }
    return render(request, "procurement/award/award_list.html", context)


@login_required
def award_of_package(request: HttpRequest, package_id: int) -> HttpResponse:
    """Lead to the award of a package; the report opens it, never a reader."""
    must_have(request, *queries.READERS, because=_("定标由采购人办理，供采购人、代理机构和监督人员查阅。"))
    visible = projects.visible_to(request.actor).values("pk")
    package = get_object_or_404(Package, pk=package_id, project__in=visible)
    award = queries.visible_to(request.actor).filter(package=package).first()
    own = own_page(package, award)
    if own:
        return redirect(own, package_id=package.pk)
    if award is None:
        raise Refused(rules.not_received())
    return redirect("award:award", pk=award.pk)


@login_required
def award_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking, the clock, who has done what, and the one next step."""
    award = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    own = own_page(award.package, award)
    if own:
        return redirect(own, package_id=award.package_id)
    context = {
        "award": award,
        "package": award.package,
        "now": clock.now(),
        "is_scored": award.package.review.declared.is_scored,
        "decide_by": queries.decide_by(award),
        "decide_law": queries.law_of(award.package, "decide_award_workdays"),
        "publish_by": queries.publish_by(award),
        **bases(award),
        "may": _may(request, award),
        "may_analyse": analysis.readable(request.actor).filter(pk=award.package.review_id).exists(),
        "bids_with_files": files.with_files(request.actor, award.package_id),
        "notice": queries.result_notice(award),
        "letters": award.letters.select_related("supplier"),
        "removals": replacing.of_award(award),
        "may_replace": replacing_steps.may(award, by=request.actor),
        "is_overdue": award.status in queries.UNDECIDED and clock.local_date(clock.now()) > award.decide_by,
    }
    return render(request, "procurement/award/award_detail.html", context)


@login_required
def award_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the winner on the minutes of the meeting."""
    award = _own(request, pk, "prepare")
    if award.origin != AwardOrigin.REVIEW:
        page = "agreed:prepare" if award.origin == AwardOrigin.AGREED else "direct:detail"
        return redirect(page, package_id=award.package_id)
    initial = {"winner": award.ranking[0]["candidate"], "minutes": award.minutes}
    form, attempt = PrepareForm(typed(request), initial=initial, ranking=award.ranking), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        with attempt:
            workflow.prepare(pk, facts["winner"], minutes=facts["minutes"], by=request.actor, now=clock.now())
            return redirect("award:award", pk=pk)
    return _page(request, "award_prepare.html", award, form, attempt, basis=basis_of(award, "prepare"))


@login_required
def award_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person decides."""
    award = _own(request, pk, "approve")
    form, attempt = OpinionForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.approve(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=clock.now())
            return redirect("award:award", pk=pk)
    reviewed = projects.basis_for(award.package.project, rules.REGULATION_ART_43)
    basis = reviewed if award.origin in OFFICIAL else rules.OWN_BASIS
    return _page(request, "award_approve.html", award, form, attempt, basis=basis)


@login_required
def award_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal back with the reason."""
    award = _own(request, pk, "return")
    form, attempt = ReturnForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.return_award(pk, opinion=form.cleaned_data["opinion"], by=request.actor, now=clock.now())
            return redirect("award:award", pk=pk)
    return _page(request, "award_return.html", award, form, attempt)


@login_required
def award_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be public and who will be told; then it is."""
    award = _own(request, pk, "publish_result")
    if award.supplier is None or award.origin not in OFFICIAL:
        return redirect("award:award", pk=pk)
    told = queries.told_days(award, on=clock.local_date(clock.now()))
    form, attempt = PublishForm(typed(request), is_provisional=told.is_provisional), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = {"provisional_confirmed": form.cleaned_data.get("provisional_confirmed", False)}
        with attempt:
            return redirect(workflow.publish_result(pk, by=request.actor, now=clock.now(), **facts))
    period = int(queries.law_of(award.package, "notice_workdays_result"))
    sections = announcements.result(award, period_workdays=period)
    more = {"sections": sections, "told": told, "basis": basis_of(award, "publish_result")}
    return _page(request, "award_publish.html", award, form, attempt, **more)


@login_required
def letter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A supplier's own letter."""
    letter = get_object_or_404(queries.letters_of(request.actor), pk=pk)
    told = letter.content
    until = letters.challenge_until(told)
    last_day = until and queries.last_day_to_challenge(letter.award_id, until)
    context = {
        "letter": letter,
        "told": told,
        "own_heading": letters.own_heading(told),
        "own": letters.own_facts(told),
        "steps": letters.next_steps(told),
        "amount": Decimal(told["amount"]),
        "challenge_until": last_day,
        "is_provisional": last_day and told["challenge_is_provisional"] and queries.is_provisional(last_day),
        "is_moved": last_day != until,
        "now": clock.now(),
    }
    return render(request, "procurement/award/letter_detail.html", context)


@login_required
def letter_of_package(request: HttpRequest, package_id: int) -> HttpResponse:
    """Lead a supplier to its letter."""
    letter = queries.letters_of(request.actor).filter(award__package_id=package_id).order_by("pk").last()
    if letter is None:
        raise Http404
    return redirect("award:letter", pk=letter.pk)


@login_required
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as PDF."""
    letter = get_object_or_404(queries.letters_of(request.actor), pk=pk)
    response = HttpResponse(letters.document(letter).render(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{letter.pk}.pdf"'
    return response


def bases(award: Award) -> dict[str, str]:
    """By what the limits run: the law's articles, or the own rules of a purchase below the threshold."""
    package = award.package
    codes = {"decide_basis": "decide_award_workdays", "publish_basis": "publish_award_workdays"}
    numbers = {name: queries.law_of(package, code) for name, code in codes.items()}
    return {name: projects.basis_for(package.project, number.basis) for name, number in numbers.items()}


def basis_of(award: Award, verb: str) -> str:
    """The same for one step."""
    project = award.package.project
    return projects.basis_for(project, rules.article(str(workflow.STEPS[verb].basis), project.method))


def own_page(package: Package, award: Award | None) -> str:
    """Where an award is worked on that does not come from a review; empty for one that does."""
    if award is not None and award.origin not in OFFICIAL or package.project.is_direct or package.moved_at:
        return "direct:detail"
    is_agreed = methods.get(package.project.method).evaluation == "negotiated"
    return "agreed:detail" if is_agreed else ""


def _may(request: HttpRequest, award: Award) -> dict[str, bool]:
    """Which next steps this capacity has; the verb itself judges again."""
    own = award.package.project.purchaser_id == request.actor.body_id
    verbs = {v: own and procedure.may(award, workflow.STEPS, v, by=request.actor) for v in workflow.STEPS}
    verbs["return"] = verbs["approve"] = verbs["approve"] and award.prepared_by_id != request.actor.user_id
    organised = projects.organised_by(request.actor).filter(pk=award.package.project_id)
    verbs["publish"] = award.status == AwardStatus.APPROVED and organised.exists()
    return verbs


def _own(request: HttpRequest, pk: int, verb: str) -> Award:
    """An award of the own projects, for a capacity that carries out the step."""
    award = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    procedure.allow(workflow.STEPS, verb, by=request.actor)
    return award


def _page(request: HttpRequest, template: str, award: Award, form, attempt: Attempt, **more) -> HttpResponse:
    context = {"award": award, "package": award.package, "form": form, **more}
    return attempt.page(request, f"procurement/award/{template}", {**context, "now": clock.now()})
