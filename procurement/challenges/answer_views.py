"""Pages of answers: drafted, returned or given, read by those who were told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.verbs import Attempt, get_or_post, must_have, typed
from procurement.challenges import answering, forms, letter, pages, queries, rules
from procurement.challenges.models import Challenge
from procurement.challenges.steps import STEPS

TEMPLATES = "procurement/challenges"


@login_required
@never_cache
@get_or_post
def answer_prepare(request: HttpRequest, number: str) -> HttpResponse:
    """Draft the answer, matter by matter."""
    challenge = _own(request, number, "prepare")
    matters, attempt = list(challenge.matters.all()), Attempt()
    initial = forms.ReplyForm.initial_of(challenge.outcome, challenge.effect, challenge.panel_said, matters)
    form = forms.ReplyForm(typed(request), initial=initial, matters=matters)
    if request.method == "POST" and form.is_valid():
        with attempt:
            answering.prepare(number, form.answer, by=request.actor, now=clock.now())
            messages.success(request, _("答复已提交，请采购人的复核人员或者分管领导批准。"))
            return redirect(challenge)
    context = {"challenge": challenge, "now": clock.now(), "form": form, "basis": rules.ORDER_94_ART_15}
    return attempt.page(request, f"{TEMPLATES}/answer_prepare.html", context)


@login_required
@never_cache
@get_or_post
def answer_return(request: HttpRequest, number: str) -> HttpResponse:
    """Send the draft back with the reason."""
    challenge, attempt = _own(request, number, "return"), Attempt()
    form = forms.ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            answering.send_back(number, opinion=reason, by=request.actor, now=clock.now())
            messages.success(request, _("答复已退回。"))
            return redirect(challenge)
    context = {"challenge": challenge, "now": clock.now(), "form": form}
    return attempt.page(request, f"{TEMPLATES}/answer_return.html", context)


@login_required
@never_cache
@get_or_post
def answer_give(request: HttpRequest, number: str) -> HttpResponse:
    """The whole answer as it will be read; then it is given."""
    challenge, attempt = _own(request, number, "give"), Attempt()
    form = forms.GiveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            answering.give(number, by=request.actor, now=clock.now())
            messages.success(request, _("答复已发出，质疑人和其他有关供应商已收到通知。"))
            return redirect(challenge)
    context = {
        "challenge": challenge,
        "now": clock.now(),
        "form": form,
        "matters": list(challenge.matters.all()),
        "basis": rules.ORDER_94_ART_13,
    }
    return attempt.page(request, f"{TEMPLATES}/answer_give.html", context)


@login_required
@never_cache
@get_or_post
def suspension_lift(request: HttpRequest, number: str) -> HttpResponse:
    """Let the contract go on before the answer, with the reason."""
    challenge, attempt = _own(request, number, "lift"), Attempt()
    form = forms.ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        with attempt:
            reason = form.cleaned_data["reason"]
            answering.lift(number, reason=reason, by=request.actor, now=clock.now())
            messages.success(request, _("已恢复签订和履行合同，理由已写进记录。"))
            return redirect(challenge)
    context = {"challenge": challenge, "now": clock.now(), "form": form, "basis": rules.REGULATION_ART_54}
    return attempt.page(request, f"{TEMPLATES}/suspension_lift.html", context)


@login_required
@require_safe
def answer_detail(request: HttpRequest, number: str) -> HttpResponse:
    """The answer for whom it concerns."""
    challenge = _told(request, number)
    with_challenger = pages.may_know_challenger(challenge, request.actor)
    context = {
        "challenge": challenge,
        "now": clock.now(),
        "sections": letter.sections(challenge.content, with_challenger=with_challenger),
    }
    return render(request, f"{TEMPLATES}/answer_detail.html", context)


@login_required
@require_safe
def answer_file(request: HttpRequest, number: str) -> HttpResponse:
    """The same as an official document."""
    challenge = _told(request, number)
    with translation.override("zh-hans"):
        page = letter.document(challenge, with_challenger=pages.may_know_challenger(challenge, request.actor))
        response = HttpResponse(page.render(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{challenge.number}.pdf"'
    return response


def _own(request: HttpRequest, number: str, verb: str) -> Challenge:
    """A challenge of the own purchase, for whoever may carry out the verb."""
    procedure.allow(STEPS, verb, by=request.actor)
    return get_object_or_404(queries.of_conductor(request.actor), number=number)


def _told(request: HttpRequest, number: str) -> Challenge:
    """A challenge that was answered, for its readers and those who were told."""
    must_have(request, *queries.READERS, *SUPPLIER_ROLES)
    told = Q(pk__in=queries.told_to(request.actor).values("pk"))
    seen = Q(pk__in=queries.visible_to(request.actor).values("pk"))
    rows = Challenge.objects.filter(told | seen).exclude(answered_at=None)
    return get_object_or_404(rows.select_related("package__project__purchaser"), number=number)
