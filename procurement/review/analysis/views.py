"""The page on which supervision and audit look at how a finished review was scored."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from procurement.review.analysis import pages, queries


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Signs in the scores of one review; nobody else finds the page, nor anybody before the result."""
    session = get_object_or_404(queries.readable(request.actor), pk=pk)
    context = {"session": session, "is_scored": session.declared.is_scored}
    if session.declared.is_scored:
        context["analysis"] = pages.analysis_of(session)
    return render(request, "procurement/review/analysis/detail.html", context)
