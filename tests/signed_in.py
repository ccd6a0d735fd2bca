"""A browser that is signed in as an actor."""

from django.test import Client

from orgs.people.models import User
from portal.kernel.actors import Actor


def client_of(actor: Actor) -> Client:
    """Signed in, and acting in the only capacity that the factories give."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client
