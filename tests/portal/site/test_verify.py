"""Anybody can check a record; an altered one is named; a sealed one shows its hash only."""

import hashlib
import json
from datetime import UTC, datetime
from operator import attrgetter

import pytest
from django.db import connection
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel.ledger import workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import workflow as tree
from tests import spine
from tests.factories import people
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def entry(seal: str = ""):
    body = people.body(name="核验民政局（示例）")
    by = people.actor(Role.PURCHASER_HANDLER, of=body)
    return workflow.record(body, "tests.verb", says="登记", by=by, at=NOW, facts={"金额": "12.50"}, seal=seal)


@pytest.mark.parametrize("asked", ["public_id", "leaf_hash", "leaf.number"])
def test_a_record_is_found_by_place_id_or_hash(client, asked):
    made = entry()
    tree.grow(now=NOW)
    page = client.get(reverse("site:verify"), {"number": str(attrgetter(asked)(made))})
    assert page.status_code == 200
    assert "内容与存证一致" in page.content.decode()


@pytest.mark.parametrize("asked", ["999999999", "x", "-1", "9" * 40, "<b>", "a" * 64])
def test_an_unknown_number_gets_a_sentence_and_stays_typed(client, asked):
    page = client.get(reverse("site:verify"), {"number": asked})
    assert page.status_code == 404
    assert "没有找到这个编号" in page.content.decode()


def test_an_altered_record_is_named(client):
    made = entry()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_ledgerentry DISABLE TRIGGER USER")
        cursor.execute('UPDATE kernel_ledgerentry SET facts = \'{"金额": "12.51"}\' WHERE id = %s', [made.pk])
    page = client.get(reverse("site:entry", args=[made.public_id])).content.decode()
    assert "与摘要不一致" in page
    assert "内容与存证一致" not in page


def test_a_sealed_record_shows_its_hash_only(client):
    made = entry(seal="package:1")
    page = client.get(reverse("site:entry", args=[made.public_id])).content.decode()
    assert made.leaf_hash[:4] in page
    for secret in ("核验民政局", "登记", "12.50"):
        assert secret not in page
    assert client.get(reverse("site:entry_download", args=[made.public_id])).status_code == 404


def test_the_download_gives_the_hash_by_the_published_recipe(client):
    made = entry()
    content = json.loads(client.get(reverse("site:entry_download", args=[made.public_id])).content)
    text = json.dumps(content["entry"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(b"\x00" + text.encode()).hexdigest() == content["leaf_hash"] == made.leaf_hash


def test_a_place_tells_nothing_of_a_sealed_record(client):
    made = entry(seal="package:1")
    tree.grow(now=NOW)
    for number in (made.leaf.number, made.leaf.number + 1):
        page = client.get(reverse("site:verify"), {"number": number})
        assert page.status_code == 404
        assert made.leaf_hash[:4] not in page.content.decode()


def test_until_the_next_head_a_record_says_that_it_waits(client):
    made = entry()
    address = reverse("site:entry", args=[made.public_id])
    assert "正在编入存证树" in client.get(address).content.decode()
    assert client.get(reverse("site:inclusion_download", args=[made.public_id])).status_code == 404
    tree.grow(now=NOW)
    assert "正在编入存证树" not in client.get(address).content.decode()


def page_of(client, verb: str, number: str) -> str:
    made = LedgerEntry.objects.filter(verb=verb, subject_number__startswith=number).first()
    return client.get(reverse("site:entry", args=[made.public_id])).content.decode()


def test_before_the_announcement_only_those_who_see_the_purchase_read_its_records(client):
    walk = spine.approved_project(purchase=spine.people_now())
    number, secret = walk.project.number, walk.project.demand
    assert secret not in page_of(client, "projects.draft", number)
    entry = LedgerEntry.objects.filter(verb="projects.draft").get()
    assert client.get(reverse("site:entry_download", args=[entry.public_id])).status_code == 404
    assert secret in page_of(client_of(walk.handler), "projects.draft", number)


def test_after_the_announcement_everybody_reads_them_in_words(client):
    walk = spine.announced_package(purchase=spine.people_now())
    page = page_of(client, "projects.draft", walk.project.number)
    assert walk.project.demand in page
    assert "服务内容和要求" in page
    assert "service_area" not in page


def test_a_scheme_is_read_by_its_body_before_the_announcement(client):
    walk = spine.approved_project(purchase=spine.people_now())
    scheme, facts = walk.project.packages.get().scheme, {"criteria": [{"name": "应急", "maximum": "15"}]}
    made = workflow.record(scheme, "tests.verb", says="编制", by=walk.handler, at=NOW, facts=facts)
    address = reverse("site:entry", args=[made.public_id])
    assert "应急" not in client.get(address).content.decode()
    assert "名称：应急" in client_of(walk.handler).get(address).content.decode()


@pytest.mark.parametrize("subject", ["membership", "line"])
def test_what_belongs_to_no_announced_purchase_is_read_by_those_concerned_only(client, subject):
    walk = spine.approved_project(purchase=spine.people_now())
    record = {
        "membership": people.membership(Role.EXPERT, body=people.body()),
        "line": walk.project.funds.first().line,
    }[subject]
    made = workflow.record(
        record, "tests.verb", says="登记", by=walk.handler, at=NOW, facts={"内部": "不公开的事实"}
    )
    address = reverse("site:entry", args=[made.public_id])
    for reader in (client, client_of(people.actor(Role.SUPPLIER))):
        page = reader.get(address).content.decode()
        assert "不公开的事实" not in page
        assert made.leaf_hash[:4] in page
    assert "不公开的事实" in client_of(walk.handler).get(address).content.decode()
