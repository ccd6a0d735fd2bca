"""Which project a request may work on: fetched from what the capacity sees, never checked afterwards."""

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portal.kernel.errors import NotPermitted, Refused
from procurement.projects import queries
from procurement.projects.models import ProcurementProject


def own_project(request: HttpRequest, pk: int, *roles: str) -> ProcurementProject:
    """The acting body's project; NotPermitted for the wrong role, 404 for another body's project."""
    must_have(request, *roles)
    own = queries.visible_to(request.actor).filter(purchaser_id=request.actor.body_id)
    return get_object_or_404(own.select_related("purchaser__budget_division", "created_by"), pk=pk)


def must_have(request: HttpRequest, *roles: str) -> None:
    """Refuse a capacity that has none of the roles."""
    if request.actor is None or not request.actor.has_role(*roles):
        raise NotPermitted(_("您当前的身份不能办理这一步。"))


def refused_by(verb: Callable[[], object]) -> Refused | None:
    """Carry out a verb; the refusal to show on the page, or None when it was done."""
    try:
        verb()
    except Refused as refused:
        return refused
    return None
