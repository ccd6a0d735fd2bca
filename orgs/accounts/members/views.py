"""Pages of an organisation's own people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from orgs.accounts.entry import Newcomer
from orgs.accounts.members import queries, workflow
from orgs.accounts.members.forms import CapacityForm, HandOverForm, InviteForm
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.models import Membership
from portal.kernel import clock
from portal.kernel.forms import PortalForm
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed

TEMPLATES = "orgs/accounts/members"


@login_required
@require_safe
def member_list(request: HttpRequest) -> HttpResponse:
    """Who acts for my organisation; all colleagues read it, its administrator changes it."""
    must_have(request, *SUPPLIER_ROLES)
    members = queries.members(request.actor, on=clock.local_date(clock.now()))
    return render(request, f"{TEMPLATES}/member_list.html", {"members": members})


@login_required
@get_or_post
def member_invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague."""
    workflow.require_administrator(actor_of(request))
    form, attempt = InviteForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data | {"roles": tuple(form.cleaned_data["roles"])}
        person = Newcomer(**facts, site=request.build_absolute_uri("/"))
        with attempt:
            workflow.invite(person, by=request.actor, now=clock.now())
            messages.success(request, _("已邀请，设置密码的链接已发到邮箱。"))
            return redirect("members:list")
    return attempt.page(request, f"{TEMPLATES}/member_invite.html", {"form": form})


@login_required
@get_or_post
def member_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Other roles."""
    member = member_of(request, pk)
    initial = {"roles": member.roles, "is_administrator": member.is_administrator}
    form, attempt = CapacityForm(typed(request), initial=initial), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        capacity = workflow.Capacity(tuple(facts["roles"]), facts["is_administrator"])
        with attempt:
            workflow.change(pk, capacity, by=request.actor, now=clock.now())
            messages.success(request, _("身份已变更。"))
            return redirect("members:list")
    return attempt.page(request, f"{TEMPLATES}/member_change.html", {"form": form, "member": member})


@login_required
@get_or_post
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """A person leaves and nobody takes over."""
    member = member_of(request, pk)
    form, attempt = PortalForm(typed(request)), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.end(pk, by=request.actor, now=clock.now())
            messages.success(request, _("任职已结束，该人员已全部退出登录。"))
            return redirect("members:list")
    return attempt.page(request, f"{TEMPLATES}/member_end.html", {"form": form, "member": member})


@login_required
@get_or_post
def member_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """A person leaves and a colleague takes over."""
    member = member_of(request, pk)
    colleagues = queries.members(request.actor, on=clock.local_date(clock.now())).exclude(pk=pk)
    form, attempt = HandOverForm(typed(request), colleagues=colleagues), Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.hand_over(pk, to=form.cleaned_data["to"].pk, by=request.actor, now=clock.now())
            messages.success(request, _("已移交，离开的人员已全部退出登录。"))
            return redirect("members:list")
    return attempt.page(request, f"{TEMPLATES}/member_hand_over.html", {"form": form, "member": member})


@login_required
@require_POST
def member_send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link once more."""
    member = member_of(request, pk)
    site = request.build_absolute_uri("/")
    workflow.send_link(member.pk, site=site, by=request.actor, now=clock.now())
    messages.success(request, _("已再发一次；已经设置过密码的人不会收到。"))
    return redirect("members:list")


def member_of(request: HttpRequest, pk: int) -> Membership:
    """One of the administrator's own people."""
    workflow.require_administrator(actor_of(request))
    return get_object_or_404(queries.members(request.actor, on=clock.local_date(clock.now())), pk=pk)


def actor_of(request: HttpRequest):
    """The capacity; whoever has none is turned away."""
    must_have(request, *SUPPLIER_ROLES)
    return request.actor
