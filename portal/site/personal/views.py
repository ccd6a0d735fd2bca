"""Pages of one's own data, and of those who answer a request for deletion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from orgs.accounts.erasure import queries, rules, workflow
from orgs.accounts.erasure.forms import AskForm, GiveBackForm, RecognitionForm
from orgs.accounts.erasure.models import ErasureRequest
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.errors import Refused
from portal.kernel.forms import PortalForm
from portal.kernel.ledger import workflow as ledger
from portal.kernel.listing import listing
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from portal.site.personal import exports, held
from portal.site.personal.keeping import Held, term_of

TEMPLATES = "portal/site/personal"
KINDS = ("json", "xlsx")


@login_required
@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """我的个人信息: everything held about me, by purpose."""
    now = clock.now()
    on = clock.local_date(now)
    groups = [(group, term_of(group.section.purpose.keeps, on=on)) for group in held.groups(request.user.pk)]
    context = {"groups": groups, "requests": queries.own(request.user.pk), "now": now}
    return render(request, f"{TEMPLATES}/data_own.html", context)


@login_required
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """All of it as a file; that it was given out is recorded, not what."""
    now = clock.now()
    answer, rows = exports.respond(kind, request.user.pk, now=now)
    facts = {"type": kind, "count": rows}
    by = workflow.person(request.user.pk)
    ledger.record(request.user, "personal.export", says=_("导出个人信息"), by=by, at=now, facts=facts)
    return answer


@login_required
@get_or_post
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for deletion: first what would become of everything, and what stands against it."""
    now, holdings = clock.now(), Held()
    form, attempt = AskForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with attempt:
            made = workflow.ask(request.user.pk, reason=reason, held=holdings, now=now)
            messages.success(request, _("申请已提交，编号 %(number)s。") % {"number": made.number})
            return redirect("personal:own")
    obstacles = holdings.obstacles(request.user.pk, now=now)
    context = {
        "form": form,
        "answer": holdings.answer(request.user.pk, now=now),
        "refused": Refused(*obstacles) if obstacles else None,
        "open": queries.open_of(request.user.pk),
    }
    return attempt.page(request, f"{TEMPLATES}/data_delete.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take one's own request back."""
    mine = get_object_or_404(queries.own(request.user.pk), number=number)
    workflow.withdraw(mine.number, user_id=request.user.pk, now=clock.now())
    messages.success(request, _("申请已撤回，账号照常使用。"))
    return redirect("personal:own")


@login_required
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests for deletion, the newest first."""
    must_have(request, *queries.DECIDERS)
    found = queries.visible_to(request.actor)
    return listing(request, found, template=f"{TEMPLATES}/request_list.html", order=("-pk",))


@login_required
@require_safe
def request_detail(request: HttpRequest, number: str) -> HttpResponse:
    """One request, what was answered, and the next step."""
    asked = request_of(request, number)
    may = procedure.available(asked, workflow.STEPS, by=request.actor)
    context = {"asked": asked, "answer": rules.for_operators(asked.answer), "may": may}
    return render(request, f"{TEMPLATES}/request_detail.html", context)


@login_required
@get_or_post
def request_prepare(request: HttpRequest, number: str) -> HttpResponse:
    """Write down how the person was recognised."""
    asked = request_of(request, number)
    form, attempt = RecognitionForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.prepare(number, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("已记录，等待另一名平台管理人员复核。"))
            return redirect(asked)
    context = {"asked": asked, "form": form}
    return attempt.page(request, f"{TEMPLATES}/request_prepare.html", context)


@login_required
@get_or_post
def request_confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Close the account."""
    asked = request_of(request, number)
    form, attempt = PortalForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.confirm(number, workflow.Decision(request.actor, Held()), now=clock.now())
            messages.success(request, _("账号已注销，答复已发给申请人。"))
            return redirect(asked)
    context = {"asked": asked, "form": form}
    return attempt.page(request, f"{TEMPLATES}/request_confirm.html", context)


@login_required
@get_or_post
def request_return(request: HttpRequest, number: str) -> HttpResponse:
    """Give the request back with the reason."""
    asked = request_of(request, number)
    form, attempt = GiveBackForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.give_back(number, **form.cleaned_data, by=request.actor, now=clock.now())
            messages.success(request, _("申请已退回，原因已发给申请人。"))
            return redirect(asked)
    context = {"asked": asked, "form": form}
    return attempt.page(request, f"{TEMPLATES}/request_return.html", context)


def request_of(request: HttpRequest, number: str) -> ErasureRequest:
    """One request that this capacity decides."""
    must_have(request, *queries.DECIDERS)
    return get_object_or_404(queries.visible_to(request.actor), number=number)
