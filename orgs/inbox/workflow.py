"""Sending messages: the inbox first, an e-mail copy after the commit."""

from collections.abc import Iterable
from datetime import datetime

from orgs.inbox.models import Message
from orgs.people.models import Membership
from portal.kernel import clock
from portal.kernel.outbox.workflow import later


def notify_users(user_ids: Iterable[int], *, subject: str, text: str, url: str = "", now: datetime) -> None:
    """Put one message in each person's inbox and send the e-mail copies after the commit."""
    messages = [
        Message(user_id=user_id, subject=subject, text=text, url=url, created_at=now)
        for user_id in sorted(set(user_ids))
    ]
    for message in Message.objects.bulk_create(messages):
        later("inbox.mail_copy", message.pk)


def notify_body(
    body_id: int, *, roles: Iterable[str], subject: str, text: str, url: str = "", now: datetime
) -> None:
    """Tell everyone who acts for a body in one of these roles."""
    memberships = Membership.objects.active(on=clock.local_date(now))
    users = memberships.filter(body_id=body_id, roles__overlap=list(roles)).values_list("user_id", flat=True)
    notify_users(users, subject=subject, text=text, url=url, now=now)
