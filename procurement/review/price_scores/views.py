"""The public page of the score calculator."""

from collections.abc import Mapping
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from portal.kernel.verbs import Attempt
from procurement import methods
from procurement.review.price_scores import asking
from procurement.review.price_scores.forms import PriceScoreForm

TEMPLATE = "procurement/review/price_scores/calculator.html"


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Recompute points for price from figures that anybody types."""
    form, attempt = PriceScoreForm(request.GET if "bids" in request.GET else None), Attempt()
    context: dict = {"form": form}
    if form.is_valid():
        with attempt:
            context |= _computed(form)
    return attempt.page(request, TEMPLATE, context)


@require_safe
def of_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The calculator filled in from a signed report, with what the report says beside it."""
    session = get_object_or_404(asking.readable(request.actor), pk=pk)
    form = PriceScoreForm(asking.of_review(session))
    form.is_valid()
    recorded = asking.recorded(session)
    context = {"form": form, "session": session, "recorded": recorded}
    return Attempt().page(request, TEMPLATE, context | _computed(form, recorded))


def _computed(form: PriceScoreForm, recorded: Mapping[str, Decimal] | None = None) -> dict:
    answer, method = asking.answer_to(form), methods.get(form.cleaned_data["method"])
    return {
        "answer": answer,
        "rows": [(line, (recorded or {}).get(line.name)) for line in answer.lines],
        "remarks": asking.remarks(form),
        "weight": form.cleaned_data["weight"],
        "method": method,
        "basis": asking.basis_of(method),
    }
