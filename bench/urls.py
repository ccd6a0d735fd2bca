"""The portal's addresses and a bare page behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.kernel.outbox.models import OutboxJob


def bare(_request: HttpRequest) -> HttpResponse:
    """As little as a page can be: what remains is the price of the middleware."""
    return HttpResponse("ok")


class Insert(APIView):
    """What somebody with a token posts becomes a row and is committed: a verb without its work."""

    permission_classes = (IsAuthenticated,)

    def post(self, request: Request) -> Response:
        """The envelope alone is kept."""
        now = timezone.now()
        OutboxJob.objects.create(
            task="bench", args=request.data["envelope"], created_at=now, due_at=now, done_at=now
        )
        return Response({"receipt": "ok"}, status=201)


# Among the addresses of the interface, so that it is found as they are.
BARE, INSERT = "/bench/bare/", "/api/v1/bidding/bench-insert/"
urlpatterns = [
    path(BARE.lstrip("/"), bare),
    path("", include("portal.urls")),
    path(INSERT.lstrip("/"), Insert.as_view()),
]
