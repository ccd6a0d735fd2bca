"""The public page behind the short link: five faces, one free line, no account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.performance import rules, workflow
from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.forms import AnswerForm
from evaluation.performance.models import PerformanceEvaluation
from portal.kernel import clock, devices
from portal.kernel.errors import Refused
from portal.kernel.verbs import Attempt, typed

TEMPLATES = "evaluation/performance"
PARTS = ("contract__supplier", "contract__award__package__project__purchaser")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, and take one answer a device."""
    evaluation = find(code)
    if evaluation is None:
        return render(request, f"{TEMPLATES}/answer_unknown.html", status=404)
    form, attempt = AnswerForm(typed(request)), Attempt()
    token = devices.token_of(request)
    if request.method == "POST" and token and form.is_valid():
        with attempt:
            keep(evaluation, form, token)
            return redirect("rate:thanks", code=code)
    context = {
        "evaluation": evaluation,
        "form": form,
        "refused": closed(evaluation, token),
        "no_cookie": is_without(request),
    }
    response = attempt.page(request, f"{TEMPLATES}/answer_give.html", context)
    devices.remember(request, response)
    return response


@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """What happens with the answer."""
    evaluation = find(code)
    if evaluation is None:
        return render(request, f"{TEMPLATES}/answer_unknown.html", status=404)
    return render(request, f"{TEMPLATES}/answer_thanks.html", {"evaluation": evaluation})


def find(code: str) -> PerformanceEvaluation | None:
    """The evaluation behind a code, as it may be typed from paper."""
    return PerformanceEvaluation.objects.select_related(*PARTS).filter(link_code=code.lower()).first()


def keep(evaluation: PerformanceEvaluation, form: AnswerForm, token: str) -> None:
    """Hand the answer to the workflow."""
    workflow.answer(
        evaluation.pk,
        stars=form.cleaned_data["stars"],
        comment=form.cleaned_data["comment"],
        device=devices.digest(token, scope=evaluation.link_code),
    )


def closed(evaluation: PerformanceEvaluation, token: str) -> Refused | None:
    """Why this device may not answer now, before it types."""
    device = devices.digest(token, scope=evaluation.link_code) if token else ""
    found = rules.answer_refusals(
        is_gathering=evaluation.status == EvaluationStatus.GATHERING,
        closes_on=evaluation.link_closes_on,
        today=clock.local_date(clock.now()),
        answered=bool(device) and evaluation.answers.filter(device=device).exists(),
    )
    return Refused(*found) if found else None


def is_without(request: HttpRequest) -> bool:
    """Whether an answer was sent without the device's token."""
    return request.method == "POST" and not devices.token_of(request)
