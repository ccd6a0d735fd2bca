"""Pages of applications: apply in public; for registrars the list, one application and its steps."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from orgs.accounts import proofs
from orgs.accounts.applications import queries, workflow
from orgs.accounts.applications.forms import ApplicationForm, ApproveForm, CallForm, ReturnForm
from orgs.accounts.applications.models import AccountApplication
from portal.kernel import clock, uploads
from portal.kernel import workflow as procedure
from portal.kernel.forms import PortalForm
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "orgs/accounts/applications"


@never_cache
@get_or_post
def application_apply(request: HttpRequest) -> HttpResponse:
    """Apply in public; so many tries an hour from one address."""
    if request.method == "POST" and not ratelimit.consume(request, action="apply_for_account"):
        return render(request, f"{TEMPLATES}/application_limit.html", status=429)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form, attempt = ApplicationForm(*data), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        names = ("credit_code", "applicant_name", "post", "email", "phone", "way")
        stated = workflow.Facts(roles=tuple(facts["roles"]), **{name: facts[name] for name in names})
        with attempt:
            workflow.apply(stated, facts["letter"], now=clock.now())
            return redirect("applications:received")
    return attempt.page(request, f"{TEMPLATES}/application_apply.html", {"form": form, "ways": proofs.WAYS})


@require_safe
def application_received(request: HttpRequest) -> HttpResponse:
    """The same words for everybody who has applied."""
    return render(request, f"{TEMPLATES}/application_received.html")


@login_required
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    """Applications, the newest first."""
    must_have(request, *queries.DECIDERS)
    found = queries.visible_to(request.actor)
    return listing(request, found, template=f"{TEMPLATES}/application_list.html", order=("-pk",))


@login_required
@require_safe
def application_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One application beside the register, the calls, and the next step."""
    application = application_of(request, pk)
    context = {
        "application": application,
        "calls": application.calls.select_related("called_by"),
        "administrators": queries.administrators(application.body_id, now=clock.now()),
        "missing": proofs.way(application.way).refusals(queries.evidence(application)),
        "may": procedure.available(application, workflow.STEPS, by=request.actor),
    }
    return render(request, f"{TEMPLATES}/application_detail.html", context)


@login_required
@require_safe
def application_letter(request: HttpRequest, pk: int) -> FileResponse:
    """The letter with the seal."""
    return uploads.download(application_of(request, pk).letter)


@login_required
@get_or_post
def application_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a call down."""
    application = application_of(request, pk)
    initial = {"number": application.body.phone}
    form, attempt = CallForm(typed(request), initial=initial), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.call_back(pk, workflow.Call(**form.cleaned_data), by=request.actor, now=clock.now())
            messages.success(request, _("通话情况已记录。"))
            return redirect(application)
    return step_page(request, application, form, attempt, "application_call")


@login_required
@get_or_post
def application_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account."""
    application = application_of(request, pk)
    running = queries.administrators(application.body_id, now=clock.now())
    data = typed(request)
    form, attempt = ApproveForm(data, initial={"is_administrator": not running}), Attempt()
    if request.method == "POST" and form.is_valid():
        site = request.build_absolute_uri("/")
        with attempt:
            workflow.approve(pk, **form.cleaned_data, site=site, by=request.actor, now=clock.now())
            messages.success(request, _("账号已开通，设置密码的链接已发给经办人。"))
            return redirect(application)
    return step_page(request, application, form, attempt, "application_approve", running=running)


@login_required
@get_or_post
def application_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it with the reason."""
    application = application_of(request, pk)
    form, attempt = ReturnForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.give_back(pk, reason=form.cleaned_data["reason"], by=request.actor, now=clock.now())
            messages.success(request, _("申请已退回，原因已发给申请人。"))
            return redirect(application)
    return step_page(request, application, form, attempt, "application_return")


@login_required
@require_POST
def application_send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link once more."""
    application = application_of(request, pk)
    workflow.send_link(pk, site=request.build_absolute_uri("/"), by=request.actor, now=clock.now())
    messages.success(request, _("已再发一次；已经设置过密码的人不会收到。"))
    return redirect(application)


def application_of(request: HttpRequest, pk: int) -> AccountApplication:
    """One application that this capacity may decide."""
    must_have(request, *queries.DECIDERS)
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def step_page(
    request: HttpRequest,
    application: AccountApplication,
    form: PortalForm,
    attempt: Attempt,
    template: str,
    **context: object,
) -> HttpResponse:
    """The page of one step."""
    shown = {"application": application, "form": form, **context}
    return attempt.page(request, f"{TEMPLATES}/{template}.html", shown)
