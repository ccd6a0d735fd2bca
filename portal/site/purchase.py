"""The purchase page: everything about one purchase, composed from the stages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from procurement.projects import queries as projects


@require_safe
def purchase(request: HttpRequest, number: str) -> HttpResponse:
    """One purchase for those who may see it in the workbench."""
    project = get_object_or_404(projects.visible_to(request.actor), number=number)
    return render(request, "portal/site/purchase_detail.html", {"project": project})
