"""Pages of eligibility: the own check, that of another body for clerks, and putting evidence forward."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.bodies.models import Body
from orgs.eligibility import queries, workflow
from orgs.eligibility.choices import Rule
from orgs.eligibility.forms import EvidenceForm
from orgs.eligibility.models import EligibilityEvidence
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.verbs import Attempt, must_have


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """资格自查: what a purchaser would find about the own body today."""
    must_have(request, *SUPPLIER_ROLES, because=_("资格自查由承接单位的人员使用。"))
    return page(request, get_object_or_404(Body, pk=request.actor.body_id))


@login_required
@require_safe
def detail(request: HttpRequest, credit_code: str) -> HttpResponse:
    """The same about any contractor, for those who check."""
    must_have(request, *queries.READERS)
    return page(request, get_object_or_404(Body, credit_code=credit_code))


def page(request: HttpRequest, body: Body) -> HttpResponse:
    """Every rule with its answer and what would settle it."""
    now = clock.now()
    evidence = EligibilityEvidence.objects.filter(body=body).select_related("upload", "given_by")
    is_own = request.actor.body_id == body.pk and request.actor.has_role(*SUPPLIER_ROLES)
    context = {
        "now": now,
        "body": body,
        "rows": [(Rule(a.rule), a) for a in queries.answers_for(body.pk, at=now)],
        "evidence": evidence[:50],
        "is_own": is_own,
        "may_give": is_own or request.actor.has_role(*queries.CHECKERS),
    }
    return render(request, "orgs/eligibility/answers_detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_give(request: HttpRequest, credit_code: str, rule: str) -> HttpResponse:
    """State, check or upload for one rule."""
    must_have(request, *SUPPLIER_ROLES, *queries.CHECKERS)
    if rule not in Rule.values:
        raise Http404
    body = get_object_or_404(Body, credit_code=credit_code)
    kind, now = workflow.kind_of(rule, body.pk, by=request.actor), clock.now()
    is_sent, attempt = request.method == "POST", Attempt()
    form = EvidenceForm(request.POST if is_sent else None, request.FILES if is_sent else None, kind=kind)
    if is_sent and form.is_valid():
        with attempt:
            workflow.give(body.pk, form.evidence(rule, now=now), by=request.actor, now=now)
            messages.success(request, _("已提交，记下了时间和提交人。"))
            return redirect(back_to(request, body))
    context = {
        "body": body,
        "form": form,
        "kind": kind,
        "rule": Rule(rule),
        "back_url": back_to(request, body),
    }
    return attempt.page(request, "orgs/eligibility/evidence_give.html", context)


@login_required
@require_safe
def evidence_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved query page, for the body itself and those who check."""
    must_have(request, *SUPPLIER_ROLES, *queries.READERS)
    mine = Q() if request.actor.has_role(*queries.READERS) else Q(body_id=request.actor.body_id)
    found = get_object_or_404(EligibilityEvidence.objects.filter(mine, upload__isnull=False), pk=pk)
    return uploads.download(found.upload)


def back_to(request: HttpRequest, body: Body) -> str:
    """The page of answers from which the reader came."""
    own_page = request.actor.body_id == body.pk and request.actor.has_role(*SUPPLIER_ROLES)
    return reverse("eligibility:own") if own_page else reverse("eligibility:detail", args=[body.credit_code])
