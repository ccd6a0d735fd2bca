"""A browser that is signed in as an actor, and the pages that it opens."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from orgs.people.models import User
from portal.kernel.actors import Actor


def client_of(actor: Actor) -> Client:
    """Signed in, and acting in the only capacity that the factories give."""
    return sign_in(Client(), actor)


def sign_in(client: Client, actor: Actor) -> Client:
    """The same browser, now used by this person."""
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@dataclass(frozen=True)
class Pages:
    """The pages of one slice by the names of their addresses."""

    slice: str

    def page(self, client: Client, name: str, *args: object) -> HttpResponse:
        """Open it."""
        return client.get(reverse(f"{self.slice}:{name}", args=args))

    def send(self, client: Client, name: str, /, *args: object, **data: object) -> HttpResponse:
        """Send its form."""
        return client.post(reverse(f"{self.slice}:{name}", args=args), data)
