"""Staff reach nothing without their second factor, the admin included; suppliers may do without."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from orgs.people.choices import Role
from tests.factories import people

pytestmark = pytest.mark.django_db
STAFF = [role for role in Role if role not in (Role.SUPPLIER, Role.SUPPLIER_SIGNATORY)]


@pytest.fixture(autouse=True)
def must_have_it(settings) -> None:
    """As in production."""
    settings.SECOND_FACTOR_OPTIONAL = False


def sign_in(client, role):
    person = people.User.objects.get(pk=people.actor(role).user_id)
    client.force_login(person)
    return person


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("address", ["/workbench/", "/admin/", "/inbox/"])
def test_staff_are_led_to_set_up_their_second_factor(client, role, address):
    sign_in(client, role)
    page = client.get(address)
    assert (page.status_code, page.url) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.SUPPLIER_SIGNATORY])
def test_suppliers_may_do_without(client, role):
    sign_in(client, role)
    assert client.get(reverse("site:workbench")).status_code == 200


def test_staff_with_a_second_factor_go_on(client):
    person = sign_in(client, Role.PURCHASER_HANDLER)
    TOTP.activate(person, generate_totp_secret())
    assert client.get(reverse("site:workbench")).status_code == 200


def test_signing_in_asks_for_the_code(client):
    person = people.User.objects.get(pk=people.actor(Role.AUDITOR).user_id)
    person.set_password("Yanshi-2026-x")
    person.save(update_fields=["password"])
    TOTP.activate(person, generate_totp_secret())
    page = client.post(reverse("account_login"), {"login": person.username, "password": "Yanshi-2026-x"})
    assert (page.status_code, page.url) == (302, reverse("mfa_authenticate"))
    assert client.get(reverse("site:workbench")).status_code == 302
