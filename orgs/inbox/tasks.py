"""E-mail copies of messages."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from orgs.inbox.models import Message


@shared_task(name="inbox.mail_copy", autoretry_for=(OSError,), max_retries=3)
def mail_copy(message_id: int) -> None:
    """Send the copy once; a person without an address has the inbox only."""
    message = Message.objects.select_for_update(of=("self",)).select_related("user").get(pk=message_id)
    if message.mailed_at or not message.user.email:
        return
    send_mail(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.user.email])
    message.mailed_at = timezone.now()
    message.save(update_fields=["mailed_at"])
