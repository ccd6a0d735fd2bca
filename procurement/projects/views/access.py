"""Which project a request may work on: fetched from what the capacity sees, never checked afterwards."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.kernel.verbs import must_have
from procurement.projects import queries
from procurement.projects.models import ProcurementProject


def own_project(request: HttpRequest, pk: int, *roles: str) -> ProcurementProject:
    """The acting body's project; NotPermitted for the wrong role, 404 for another body's project."""
    must_have(request, *roles)
    own = queries.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(own.select_related("purchaser__budget_division", "created_by"), pk=pk)
