"""Pages about capacities: switch, lend, mandate, add."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orgs.people import workflow
from orgs.people.choices import PURCHASER_ROLES, Role
from orgs.people.forms import LoanForm, MandateForm, PersonForm
from orgs.people.middleware import ACTING_KEY
from orgs.people.models import AgencyMandate, Membership, User
from portal.kernel import clock
from portal.kernel.verbs import Attempt, must_have, typed


@login_required
@require_POST
def membership_switch(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own capacities from now on."""
    chosen = next((m for m in request.memberships if str(m.pk) == request.POST.get("membership")), None)
    if chosen is None:
        raise PermissionDenied(_("这不是您的任职。"))
    request.session[ACTING_KEY] = chosen.pk
    messages.success(request, _("已切换到%(body)s。") % {"body": chosen.body.name})
    return redirect("site:workbench")


@login_required
def membership_list(request: HttpRequest) -> HttpResponse:
    """Who acts for my body, who was lent, which agencies are mandated."""
    must_have(request, *PURCHASER_ROLES, Role.SUPERVISOR, Role.OPERATOR)
    actor = request.actor
    members = Membership.objects.select_related("user", "body", "lent_by").order_by("body", "pk")
    mandates = AgencyMandate.objects.select_related("agency").filter(purchaser_id=actor.body_id)
    if not actor.has_role(Role.OPERATOR):
        members = members.filter(body_id=actor.body_id) | members.filter(lent_by_id=actor.body_id)
    context = {"members": members[:500], "mandates": mandates, "today": clock.local_date(timezone.now())}
    return render(request, "orgs/people/membership_list.html", context)


@login_required
def person_add(request: HttpRequest) -> HttpResponse:
    """An operator adds a person with a first membership."""
    must_have(request, Role.OPERATOR)
    form, attempt = PersonForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        person = workflow.Person(
            facts["username"], facts["name"], facts["email"], facts["phone"], facts["password"]
        )
        with attempt:
            workflow.add_person(
                person, body=facts["body"], roles=facts["roles"], by=request.actor, now=timezone.now()
            )
            messages.success(request, _("已添加%(name)s。") % {"name": facts["name"]})
            return redirect("people:membership_list")
    return attempt.page(request, "orgs/people/person_add.html", {"form": form})


@login_required
def person_lend(request: HttpRequest) -> HttpResponse:
    """Lend a person of the own body to another purchaser."""
    must_have(request, Role.PURCHASER_LEADER, Role.SUPERVISOR)
    own = Membership.objects.filter(body_id=request.actor.body_id, lent_by=None).values("user_id")
    form, attempt = LoanForm(typed(request), people=User.objects.filter(pk__in=own)), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        roles = (Role.PURCHASER_REVIEWER.value,)
        loan = workflow.Loan(facts["borrower"].pk, roles, facts["ends_on"], facts["paper"])
        with attempt:
            workflow.lend(facts["user"], loan=loan, by=request.actor, now=timezone.now())
            messages.success(request, _("已出借。到期自动失效。"))
            return redirect("people:membership_list")
    return attempt.page(request, "orgs/people/person_lend.html", {"form": form})


@login_required
def agency_mandate(request: HttpRequest) -> HttpResponse:
    """Mandate an agency in writing."""
    must_have(request, Role.PURCHASER_LEADER)
    form, attempt = MandateForm(typed(request)), Attempt()
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        with attempt:
            workflow.mandate_agency(
                facts["agency"],
                paper=facts["paper"],
                ends_on=facts["ends_on"],
                by=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("委托已登记。"))
            return redirect("people:membership_list")
    return attempt.page(request, "orgs/people/agency_mandate.html", {"form": form})


@login_required
@require_POST
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership or a loan today."""
    membership = get_object_or_404(Membership, pk=pk)
    workflow.end_membership(membership.pk, by=request.actor, now=timezone.now())
    messages.success(request, _("已结束。"))
    return redirect("people:membership_list")
