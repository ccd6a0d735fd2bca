"""Pages of review."""

from django.http import Http404, HttpRequest, HttpResponse


def not_yet(request: HttpRequest, pk: int) -> HttpResponse:
    """The page follows."""
    raise Http404
