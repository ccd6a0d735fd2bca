"""Pages for what follows from a founded challenge."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.forms import PortalForm
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.challenges import carrying, forms, pages, queries, report, rules
from procurement.challenges.steps import STEPS

TEMPLATES = "procurement/challenges"


@login_required
@never_cache
@get_or_post
def effect_carry_out(request: HttpRequest, number: str) -> HttpResponse:
    """What the answer says is done now, after a last look at its consequences."""
    procedure.allow(STEPS, "carry_out", by=request.actor)
    challenge, attempt = get_object_or_404(queries.of_conductor(request.actor), number=number), Attempt()
    context = pages.to_carry_out(challenge, now=clock.now()) | {"basis": rules.ORDER_94_ART_16}
    form = forms.ReasonForm(typed(request)) if context["is_impossible"] else PortalForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            reason = form.cleaned_data.get("reason", "")
            carrying.carry_out(number, restart_because=reason, by=request.actor, now=clock.now())
            messages.success(request, _("答复已经落实。"))
            return redirect(challenge)
    context["form"] = form
    return attempt.page(request, f"{TEMPLATES}/effect_carry_out.html", context)


@login_required
@never_cache
@get_or_post
def report_send(request: HttpRequest, number: str) -> HttpResponse:
    """Report the changed result to the finance department."""
    procedure.allow(STEPS, "report", by=request.actor)
    challenge, attempt = get_object_or_404(queries.of_conductor(request.actor), number=number), Attempt()
    if request.method == "POST":
        with attempt:
            carrying.tell_finance(number, by=request.actor, now=clock.now())
            messages.success(request, _("已书面报告财政部门。"))
            return redirect(challenge)
    context = {"challenge": challenge, "now": clock.now(), "basis": rules.ORDER_94_ART_16}
    return attempt.page(request, f"{TEMPLATES}/report_send.html", context)


@login_required
@require_safe
def report_file(request: HttpRequest, number: str) -> HttpResponse:
    """The report as an official document, for the purchaser's side and supervision."""
    must_have(request, *queries.READERS)
    rows = queries.visible_to(request.actor).exclude(reported_at=None)
    challenge = get_object_or_404(rows, number=number)
    with translation.override("zh-hans"):
        content = report.document(challenge.report).render()
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{challenge.number}-BG.pdf"'
    return response
