"""Pages of framework agreements: the first phase, applications, agreements; orders are in `order_views`."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.award import queries as awards
from procurement.award.framework import (
    ending,
    forms,
    joining,
    ordering,
    pages,
    queries,
    rules,
    steps,
    workflow,
)
from procurement.award.framework.models import FrameworkApplication, FrameworkMember
from procurement.notices import frameworks
from procurement.notices import queries as notices
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans

TEMPLATES = "procurement/award/framework"


@login_required
@require_safe
def package_detail(request: HttpRequest, package_id: int) -> HttpResponse:
    """The agreement of one package: who joined, what was agreed and ordered, the next step."""
    must_have(request, *awards.READERS)
    package = get_object_or_404(queries.visible_to(request.actor), pk=package_id)
    return page(
        request,
        "package_detail",
        package,
        None,
        Attempt(),
        **pages.detail(package, by=request.actor, now=clock.now()),
    )


@login_required
@get_or_post
def selection_enter(request: HttpRequest, package_id: int) -> HttpResponse:
    """Enter how the opened responses were judged."""
    package, attempt = conducted(request, package_id, *steps.ENTERERS), Attempt()
    texts = pages.opened_texts(package) if queries.may_read_responses(request.actor, package) else []
    suppliers = [row.submission.supplier for row, _texts in texts]
    form = forms.SelectForm(typed(request), request.FILES or None, suppliers=suppliers)
    if form.is_bound and form.is_valid():
        with attempt:
            unit, paper = form.cleaned_data["price_unit"], stored(request, form)
            workflow.select(
                package_id, form.judged, price_unit=unit, paper=paper, by=request.actor, now=clock.now()
            )
            return redirect("framework:detail", package_id)
    least, share, out = queries.numbers(
        package.project, frameworks.LEAST, frameworks.SHARE, frameworks.LEAST_OUT
    )
    more = {"texts": texts, "least": least, "share": share, "out": out}
    return page(request, "selection_enter", package, form, attempt, **more)


@login_required
@get_or_post
def selection_publish(request: HttpRequest, package_id: int) -> HttpResponse:
    """A second person publishes the result of the first phase."""
    package, attempt = conducted(request, package_id, *steps.APPROVERS), Attempt()
    form = forms.ConfirmForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.publish(package_id, by=request.actor, now=clock.now())
            messages.success(request, _("入围结果已公告，或者已交付首次发布。"))
            return redirect("framework:detail", package_id)
    more = pages.detail(package, by=request.actor, now=clock.now())
    return page(request, "selection_publish", package, form, attempt, **more)


@login_required
@get_or_post
def selection_return(request: HttpRequest, package_id: int) -> HttpResponse:
    """A second person sends the result back."""
    package, attempt = conducted(request, package_id, *steps.APPROVERS), Attempt()
    form = forms.SendBackForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            workflow.send_back(package_id, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("framework:detail", package_id)
    return page(request, "selection_return", package, form, attempt)


@login_required
@get_or_post
def collection_end(request: HttpRequest, package_id: int) -> HttpResponse:
    """A second person ends a collection that can admit nobody."""
    package, attempt = conducted(request, package_id, *steps.APPROVERS), Attempt()
    form = forms.EndForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            ending.end(package_id, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("征集已终止，公告已发布或者已交付首次发布。"))
            return redirect("framework:detail", package_id)
    return page(request, "collection_end", package, form, attempt)


@login_required
@get_or_post
def application_make(request: HttpRequest, package_id: int) -> HttpResponse:
    """A supplier asks to join, and sees what became of its applications."""
    must_have(request, *SUPPLIER_ROLES, because=_("请切换到供应商经办人的身份，再申请加入。"))
    now = clock.now()
    package, attempt = get_object_or_404(queries.joinable(), pk=package_id), Attempt()
    form = forms.ApplyForm(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            data = form.cleaned_data
            joining.apply(
                package_id,
                text=data["text"],
                is_agreed=data["is_agreed"],
                paper=stored(request, form),
                by=request.actor,
                clock=clock.database_clock,
            )
            messages.success(request, _("申请已提交，征集人在法定期限内答复。"))
            return redirect("framework:apply", package_id)
    own = list(queries.own_applications(request.actor).filter(package=package))
    more = {
        "own": own,
        "answer": queries.numbers(package.project, frameworks.ANSWER)[0],
        "notice": notices.original_of(package.project_id),
        "is_open": queries.open_for_applications(at=now).filter(pk=package.pk).exists(),
        "is_waiting": any(one.is_accepted is not False for one in own),
    }
    return page(request, "application_make", package, form, attempt, **more)


@login_required
@get_or_post
def application_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose the answer to an application."""
    found, package = asked(request, pk, *steps.ENTERERS)
    attempt = Attempt()
    form = forms.AnswerForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            is_accepted, reason = form.cleaned_data["answer"] == "yes", form.cleaned_data["reason"]
            joining.propose(pk, is_accepted=is_accepted, reason=reason, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "application_answer", package, form, attempt, found=found)


@login_required
@get_or_post
def application_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the purchaser gives the answer as it was proposed."""
    found, package = asked(request, pk, *steps.APPROVERS)
    attempt, form = Attempt(), forms.ConfirmAnswerForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            joining.answer(pk, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "application_confirm", package, form, attempt, found=found)


@login_required
@get_or_post
def application_return(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person of the purchaser sends a proposed answer back."""
    found, package = asked(request, pk, *steps.APPROVERS)
    attempt, form = Attempt(), forms.SendBackForm(typed(request))
    if form.is_bound and form.is_valid():
        with attempt:
            joining.send_back(pk, **form.cleaned_data, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    return page(request, "application_return", package, form, attempt, found=found)


@login_required
@get_or_post
def agreement_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the agreement that was signed with a supplier."""
    must_have(request, *steps.ENTERERS)
    mine = queries.conducted(request.actor).values("pk")
    members = FrameworkMember.objects.filter(package__in=mine, signed_on__isnull=True)
    member = get_object_or_404(members.select_related("supplier", "notice", "package__project"), pk=pk)
    package, attempt = conducted(request, member.package_id, *steps.ENTERERS), Attempt()
    form = forms.AgreementForm(typed(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        with attempt:
            facts, paper = form.facts, stored(request, form)
            ordering.keep_agreement(pk, facts, paper=paper, by=request.actor, now=clock.now())
            return redirect("framework:detail", package.pk)
    more = {
        "member": member,
        "due": pages.sign_by(member),
        "months": plans.facts_of(package.project).term_months,
    }
    return page(request, "agreement_keep", package, form, attempt, **more)


@login_required
@require_safe
def paper(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A paper of the agreement, for those who may read what it belongs to."""
    must_have(request, *awards.READERS, *SUPPLIER_ROLES)
    row = get_object_or_404(queries.papers(request.actor, kind), pk=pk)
    return uploads.download(row.paper)


def conducted(request: HttpRequest, package_id: int, *roles: str) -> Package:
    """A package of an agreement that the acting body conducts, for a capacity with one of the roles."""
    must_have(request, *roles)
    return get_object_or_404(queries.conducted(request.actor), pk=package_id)


def asked(request: HttpRequest, pk: int, *roles: str) -> tuple[FrameworkApplication, Package]:
    """An application to an agreement that the acting body conducts, for a capacity with one of the roles."""
    must_have(request, *roles)
    mine = FrameworkApplication.objects.filter(package__in=queries.conducted(request.actor).values("pk"))
    found = get_object_or_404(mine.select_related("supplier", "proposed_by"), pk=pk)
    return found, conducted(request, found.package_id, *roles)


def stored(request: HttpRequest, form):
    """The paper of a form."""
    return uploads.store(form.cleaned_data["paper"], owner_id=request.actor.user_id, now=clock.now())


def page(
    request: HttpRequest, name: str, package: Package, form, attempt: Attempt, **more: object
) -> HttpResponse:
    """A page of one step."""
    context = {"package": package, "project": package.project, "form": form, "basis": rules.BASIS, **more}
    return attempt.page(request, f"{TEMPLATES}/{name}.html", context)
