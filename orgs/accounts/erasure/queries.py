"""Reads of requests: one's own, and all for the platform's operators."""

from django.db.models import QuerySet

from orgs.accounts.erasure.choices import ErasureStatus
from orgs.accounts.erasure.models import OPEN, ErasureRequest
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.actors import Actor

DECIDERS = (Role.OPERATOR,)


def visible_to(actor: Actor | None) -> QuerySet[ErasureRequest]:
    """What this capacity decides."""
    found = ErasureRequest.objects.select_related("user", "prepared_by", "decided_by")
    return found if actor is not None and actor.has_role(*DECIDERS) else found.none()


def own(user_id: int) -> QuerySet[ErasureRequest]:
    """A person's own requests, the newest first."""
    return ErasureRequest.objects.filter(user_id=user_id)


def open_of(user_id: int) -> ErasureRequest | None:
    """The request of a person that is being dealt with."""
    return own(user_id).filter(status__in=OPEN).first()


def request_for_update(number: str) -> ErasureRequest:
    """One request, locked until the transaction ends."""
    return ErasureRequest.objects.select_for_update(of=("self",)).select_related("user").get(number=number)


def user_for_update(user_id: int) -> User:
    """A person, locked until the transaction ends."""
    return User.objects.select_for_update().get(pk=user_id)


def is_masked(user_id: int) -> bool:
    """Whether no rule keeps the name of a person any longer."""
    return ErasureRequest.objects.filter(user_id=user_id, status=ErasureStatus.FINISHED).exists()


def unfinished() -> list[int]:
    """Closed accounts of which something still waits, by the ids of their requests."""
    found = ErasureRequest.objects.filter(status=ErasureStatus.CLOSED).order_by("pk")
    return list(found.values_list("pk", flat=True))
