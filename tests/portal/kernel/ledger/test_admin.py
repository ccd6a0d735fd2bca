"""A sealed entry tells an auditor nothing but its hash, however it is asked."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.ledger import workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import workflow as tree
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SEAL = "package:430100-2026-0001-1:response"
# No hash holds it by chance.
DIGEST = "xyz-xyz"
LIST = "admin:kernel_ledgerentry_changelist"


@pytest.fixture(autouse=True)
def auditor(client):
    person = people.user(is_staff=True)
    people.membership(Role.AUDITOR, body=people.body("audit_body"), person=person)
    client.force_login(person)


@pytest.fixture
def sealed() -> LedgerEntry:
    bidder = people.actor(Role.SUPPLIER)
    return workflow.record(
        people.body(),
        "bidding.submit",
        says="提交响应文件",
        by=bidder,
        at=NOW,
        facts={"digest": DIGEST},
        seal=SEAL,
    )


def page(client, url: str, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["ledgerentry", "pendingentry", "leaf"])
def test_no_list_is_longer_by_a_sealed_entry(client, sealed, name):
    tree.grow(now=NOW)
    listed = client.get(reverse(f"admin:kernel_{name}_changelist")).context["cl"]
    assert listed.result_count == 0


def test_a_running_number_answers_as_one_that_was_never_given(client, sealed):
    answers = [
        client.get(reverse("admin:kernel_ledgerentry_change", args=[asked]), follow=True)
        for asked in (sealed.pk, sealed.pk + 1)
    ]
    assert len({answer.redirect_chain[-1] for answer in answers}) == 1


def test_the_entry_itself_shows_its_hash_and_no_more(client, sealed):
    shown = page(client, reverse("admin:kernel_ledgerentry_change", args=[sealed.public_id]))
    assert sealed.leaf_hash in shown
    for words in ("提交响应文件", sealed.actor_name, sealed.body_name, DIGEST, SEAL):
        assert words not in shown


@pytest.mark.parametrize("query", [{"q": "人员"}, {"verb": "bidding.submit"}])
def test_a_search_finds_no_sealed_entry(client, sealed, query):
    assert sealed.leaf_hash not in page(client, reverse(LIST), **query)


def test_a_disclosed_entry_is_shown_and_found(client, sealed):
    workflow.unseal(SEAL, at=NOW)
    assert "提交响应文件" in page(client, reverse(LIST))
    assert sealed.leaf_hash in page(client, reverse(LIST), q=sealed.actor_name)
    assert reverse("admin:kernel_ledgerentry_change", args=[sealed.public_id]) in page(client, reverse(LIST))
