"""Pages of the custodian: its keys with what they keep, and the making of a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from orgs.people.choices import Role
from portal.kernel import listing
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.bidding.custody import choosing, exchanging, queries, replacing, rules, workflow
from procurement.bidding.custody.forms import ChoiceForm, DecisionForm, ExchangeForm, KeyForm, LossForm
from procurement.notices import queries as notices
from procurement.projects.choices import PackageStatus


@login_required
@never_cache
def key_list(request: HttpRequest) -> HttpResponse:
    """The own keys and the packages that they serve."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    return listing.listing(
        request,
        queries.kept_by(request.actor),
        template="procurement/bidding/custody/key_list.html",
        order=("-fixed_at", "-pk"),
        keys=queries.keys_of(request.actor),
    )


@login_required
@never_cache
@get_or_post
def key_register(request: HttpRequest) -> HttpResponse:
    """Make a key in the browser, keep its file, rehearse, register the public half."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    form, attempt = KeyForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            if not form.is_valid():
                raise Refused(*rules.key_refusals({}, is_known=False))
            public_jwk = rules.read_key(form.cleaned_data["public_jwk"])
            workflow.register(public_jwk, by=request.actor, now=timezone.now())
            messages.success(request, _("已登记。今后公告的采购包按这把公钥托管。"))
            return redirect("custody:key_list")
    context = {"form": form, "before": queries.in_use(request.actor.body_id), "basis": rules.BASIS}
    return attempt.page(request, "procurement/bidding/custody/key_register.html", context)


@login_required
@never_cache
@get_or_post
def key_lost(request: HttpRequest, kid: str) -> HttpResponse:
    """Report a key as lost; which purchases go on with the next one is said before."""
    must_have(request, Role.CUSTODIAN, because=_("第二把钥匙由托管方的人员办理。"))
    key = get_object_or_404(queries.keys_of(request.actor), kid=kid)
    form, attempt = LossForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            replacing.report_lost(key.kid, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, _("已报告丢失。有关的采购包已换成在用的公钥，并通知了供应商和采购人。"))
            return redirect("custody:key_list")
    context = {"key": key, "form": form, "served": queries.served_by(key), "basis": rules.BASIS}
    context["following"] = queries.in_use(key.body_id)
    return attempt.page(request, "procurement/bidding/custody/key_lost.html", context)


@login_required
@never_cache
@get_or_post
def custodian_exchange(request: HttpRequest, project_id: int) -> HttpResponse:
    """After the call: another custodian for packages whose own has nobody left."""
    must_have(request, *notices.CLERK_ROLES, because=_("托管方的更换由组织采购的单位提出。"))
    project = get_object_or_404(queries.projects_for(request.actor), pk=project_id)
    now = timezone.now()
    orphaned = queries.orphaned(project, on=local_date(now))
    keys = queries.manned_keys(project, on=local_date(now)) if orphaned else []
    form, attempt = ExchangeForm(typed(request), custodies=orphaned, keys=keys), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            exchanging.propose(**form.cleaned_data, by=request.actor, now=now)
            messages.success(request, _("已提出，请主管预算单位或者财政部门决定。"))
            return redirect("custody:exchange", project.pk)
    context = {
        "project": project,
        "orphaned": orphaned,
        "exchanges": queries.exchanges_of(project),
        "may_propose": bool(orphaned and keys) and queries.may_choose(request.actor, project),
        "form": form,
        "basis": rules.BASIS,
    }
    return attempt.page(request, "procurement/bidding/custody/custodian_exchange.html", context)


@login_required
@never_cache
@get_or_post
def exchange_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The finance department or the superior body decides on a proposal."""
    must_have(request, *queries.EXCHANGERS, because=_("托管方的更换由主管预算单位或者财政部门决定。"))
    exchange = get_object_or_404(queries.exchanges_for(request.actor), pk=pk)
    form, attempt = DecisionForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            exchanging.decide(exchange.pk, **form.cleaned_data, by=request.actor)
            messages.success(request, _("已决定。同意的，新的公钥已经启用，并通知了供应商和采购人。"))
            return redirect("custody:exchange_decide", exchange.pk)
    context = {"exchange": exchange, "project": exchange.custody.package.project, "form": form}
    context["basis"] = rules.BASIS
    return attempt.page(request, "procurement/bidding/custody/exchange_decide.html", context)


@login_required
@never_cache
@get_or_post
def custodian_choose(request: HttpRequest, project_id: int) -> HttpResponse:
    """Who keeps the second key of each package; before the call another one may be chosen by hand."""
    must_have(request, *notices.CLERK_ROLES, because=_("托管方由组织采购的单位选定。"))
    project = get_object_or_404(queries.projects_for(request.actor), pk=project_id)
    packages = queries.choices_of(project)
    planned = [package for package in packages if package.status == PackageStatus.PLANNED]
    form = ChoiceForm(typed(request), packages=planned, keys=queries.able_keys(project))
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            choosing.choose(**form.cleaned_data, by=request.actor, now=timezone.now())
            messages.success(request, _("已保存。发布公告时按这个托管方固定。"))
            return redirect("custody:choose", project.pk)
    context = {
        "project": project,
        "packages": packages,
        "by_rule": queries.by_rule(project),
        "is_orphaned": bool(queries.orphaned(project, on=local_date(timezone.now()))),
        "may_choose": bool(planned) and queries.may_choose(request.actor, project),
        "form": form,
        "basis": rules.BASIS,
    }
    return attempt.page(request, "procurement/bidding/custody/custodian_choose.html", context)
