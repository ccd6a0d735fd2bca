"""The portal's addresses and a bare page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(_request: HttpRequest) -> HttpResponse:
    """As little as a page can be: what remains is the price of the middleware."""
    return HttpResponse("ok")


BARE = "/bench/bare/"
urlpatterns = [path(BARE.lstrip("/"), bare), path("", include("portal.urls"))]
