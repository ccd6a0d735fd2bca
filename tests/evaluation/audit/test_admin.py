"""The admin reads, nothing else, for whoever signs in; and what is opened is recorded."""

import pytest
from django.contrib import admin
from django.urls import reverse

from evaluation.audit.models import AccessRecord
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.admin import AuditAdmin
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def auditor(client) -> User:
    """An auditor, signed in."""
    person = people.user(is_staff=True)
    people.membership(Role.AUDITOR, body=people.body("audit_body"), person=person)
    client.force_login(person)
    return person


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_page_of_the_admin_is_read_only():
    assert [
        m._meta.label for m, page in admin.site._registry.items() if not isinstance(page, AuditAdmin)
    ] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_auditor_opens_every_list_and_changes_nothing(client, auditor, model):
    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403
    assert client.post(address(model, "changelist"), {"action": "delete_selected"}).status_code == 403


def test_a_crafted_request_changes_nothing(client, auditor):
    facts = {"username": "x", "name": "x", "is_superuser": "on"}
    for page in ("change", "delete"):
        assert client.post(address(User, page, auditor.pk), facts | {"post": "yes"}).status_code == 403
    auditor.refresh_from_db()
    assert (auditor.is_superuser, auditor.is_active) == (False, True)


def test_what_an_auditor_opens_is_recorded(client, auditor):
    page = address(LedgerEntry, "changelist")
    client.get(page, {"q": "张三"})
    record = AccessRecord.objects.get(path=page)
    assert (record.user_id_number, record.user_name) == (auditor.pk, auditor.name)


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.EXPERT])
def test_others_do_not_enter_even_with_the_staff_mark(client, role):
    person = people.user(is_staff=True)
    people.membership(role, body=people.body(people.KIND_OF_ROLE.get(role, "state_organ")), person=person)
    client.force_login(person)
    assert client.get("/admin/").status_code == 403


def test_a_visitor_is_sent_to_the_portals_own_sign_in(client):
    assert client.get("/admin/").status_code == 302
    assert reverse("account_login") in client.get("/admin/login/?next=/admin/").url
