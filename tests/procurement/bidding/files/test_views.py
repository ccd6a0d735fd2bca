"""What the sealing page's program is answered, and who is answered nothing."""

import hashlib

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from procurement.bidding.files.models import SealedUpload
from tests import spine
from tests.factories.people import actor
from tests.procurement.bidding.files.uploading import made
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
FILE, CHUNKS = made()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def walk() -> spine.Purchase:
    return spine.obtained(purchase=spine.people_now(), count=2)


def begin(client: Client, walk: spine.Purchase, **changed: object) -> HttpResponse:
    facts = {"file_id": FILE.id, "sealed_size": FILE.sealed_size} | changed
    return client.post(reverse("bidding:file_begin", args=[walk.package.pk, "response"]), facts)


def put(client: Client, index: int, body: bytes, digest: str | None = None) -> HttpResponse:
    address = reverse("bidding:file_chunk", args=[FILE.id, index])
    digest = hashlib.sha256(body).hexdigest() if digest is None else digest
    return client.put(address, body, "application/octet-stream", headers={"X-Chunk-Sha256": digest})


def test_a_browser_uploads_breaks_off_asks_and_goes_on(walk):
    client, state = client_of(walk.suppliers[0]), reverse("bidding:file", args=[FILE.id])
    assert begin(client, walk).json()["received"] == []
    assert put(client, 1, CHUNKS[1]).status_code == 204
    assert client.get(state).json() == {
        "id": FILE.id, "sealed_size": FILE.sealed_size, "chunks": 2, "received": [1], "is_whole": False,
    }  # fmt: skip
    assert begin(client, walk).json()["received"] == [1]
    refusal = client.post(state, {"sealed_sha256": FILE.sealed_sha256})
    assert refusal.status_code == 409
    assert "还缺第 1 段" in refusal.json()["refusals"][0]["because"]
    assert put(client, 0, CHUNKS[0]).status_code == 204
    assert client.post(state, {"sealed_sha256": FILE.sealed_sha256}).json()["is_whole"] is True
    assert client.delete(state).status_code == 204
    assert client.get(state).status_code == 404


def test_nobody_else_learns_that_a_file_exists(walk):
    begin(client_of(walk.suppliers[0]), walk)
    curious = [walk.suppliers[1], walk.handler, actor(Role.AUDITOR), actor(Role.SUPPLIER)]
    for client in map(client_of, curious):
        known, unknown = (reverse("bidding:file", args=[name]) for name in (FILE.id, "B" * 21 + "A"))
        for call in (client.get, client.post, client.delete):
            assert call(known).status_code == call(unknown).status_code == 404
        assert put(client, 0, CHUNKS[0]).status_code == 404
    assert begin(client_of(walk.handler), walk).status_code == 404
    assert Client().get(known).status_code == 302
    assert SealedUpload.objects.count() == 1


@pytest.mark.parametrize(
    "changed", [{"file_id": ""}, {"sealed_size": "-1"}, {"sealed_size": "viel"}, {"sealed_size": "9" * 40}]
)
def test_what_is_no_file_is_refused_in_words(walk, changed):
    answer = begin(client_of(walk.suppliers[0]), walk, **changed)
    assert answer.status_code == 409
    assert answer.json()["refusals"][0]["remedy"].endswith("。")


def test_a_chunk_is_put_and_nothing_else(walk):
    client = client_of(walk.suppliers[0])
    begin(client, walk)
    address = reverse("bidding:file_chunk", args=[FILE.id, 0])
    assert client.get(address).status_code == client.post(address).status_code == 405
    assert put(client, 0, CHUNKS[0], digest="").status_code == 409
    assert put(client, 0, CHUNKS[0] + b"xx").status_code == 409
    assert put(client, 10**6, CHUNKS[0]).status_code == 409
