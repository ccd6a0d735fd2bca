"""The portal's addresses and a bare page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.kernel.outbox.models import OutboxJob


def bare(_request: HttpRequest) -> HttpResponse:
    """As little as a page can be: what remains is the price of the middleware."""
    return HttpResponse("ok")


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """What is posted becomes a row and is committed: what remains is the price of what is done beside it."""
    now = timezone.now()
    OutboxJob.objects.create(
        task="bench", args=request.body.decode(), created_at=now, due_at=now, done_at=now
    )
    return HttpResponse("ok")


BARE, INSERT = "/bench/bare/", "/bench/insert/"
urlpatterns = [
    path(BARE.lstrip("/"), bare),
    path(INSERT.lstrip("/"), insert),
    path("", include("portal.urls")),
]
