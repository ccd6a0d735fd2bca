"""Reading the inbox."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from orgs.inbox.models import Message
from portal.kernel.listing import keyset_page


@login_required
def message_list(request: HttpRequest) -> HttpResponse:
    """My messages, newest first."""
    mine = Message.objects.filter(user=request.user)
    page = keyset_page(mine, order=("-created_at", "-pk"), after=request.GET.get("after", ""))
    return render(request, "orgs/inbox/message_list.html", {"page": page})


@login_required
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; opening it marks it as read."""
    message = get_object_or_404(Message, pk=pk, user=request.user)
    if message.read_at is None:
        message.read_at = timezone.now()
        message.save(update_fields=["read_at"])
    return render(request, "orgs/inbox/message_detail.html", {"message": message})
