"""A session in use is written down once a minute, and ends when nobody used it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orgs.people.choices import Role
from portal.kernel.clock import at_local
from tests.factories.people import STARTS_ON, actor
from tests.portal_clock import PortalClock
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NINE = at_local(STARTS_ON, 9)


@pytest.fixture
def client(portal_clock: PortalClock) -> Client:
    """Somebody who opened a page at nine."""
    portal_clock.stop_at(NINE)
    client = client_of(actor(Role.SUPPLIER))
    assert open_page(client) == 200
    return client


def open_page(client: Client) -> int:
    return client.get(reverse("inbox:message_list")).status_code


def test_a_page_after_a_minute_begins_the_idle_time_anew(client, portal_clock, settings):
    portal_clock.stop_at(NINE + timedelta(minutes=2))
    open_page(client)
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert Session.objects.get().expire_date == timezone.now() + idle
    assert UserSession.objects.get().last_seen_at == timezone.now()


def test_a_second_page_within_the_minute_writes_nothing(client):
    with CaptureQueriesContext(connection) as queries:
        open_page(client)
    assert [one["sql"] for one in queries if not one["sql"].startswith("SELECT")] == []


def test_a_session_that_nobody_used_has_ended(client, portal_clock, settings):
    portal_clock.stop_at(NINE + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    # The cache drops it by the machine's own clock.
    cache.clear()
    assert open_page(client) == 302
