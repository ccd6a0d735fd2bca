"""No word of a bid is on the server before the opening, whatever goes wrong on the way to it."""

import base64
import hashlib
import json
import logging
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from orgs.bodies.models import Body
from procurement.bidding import envelope, workflow
from procurement.bidding.custody.models import CustodyPart
from procurement.bidding.files import sealing
from procurement.bidding.files.models import SealedUpload
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed
from tests import canaries, spine
from tests.bid_script import portal_of, script
from tests.factories import custody, locks
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PHRASE = "90817 26354 11223 34455 66778"
TYPED = {"first_price": "888123.45", "plan": "金丝雀方案每周上门两次", "team": "金丝雀负责人（示例）"}
NAME, FIRST, LAST = "金丝雀报价明细.pdf", "金丝雀第一页每次七十三元", "金丝雀最后一页合计"
SECRETS = [*TYPED.values(), "888,123.45", "88812345", PHRASE, PHRASE.replace(" ", ""), NAME, FIRST, LAST]
# Two chunks, a secret in each.
CONTENT = FIRST.encode() + bytes(sealing.CHUNK) + LAST.encode()
FILE, CHUNKS = sealing.seal(CONTENT, name=NAME, part="plan")
FILE_SEEN = {"id": FILE.id, "sealed_size": FILE.sealed_size, "sealed_sha256": FILE.sealed_sha256}


@pytest.fixture
def walk(settings, tmp_path) -> spine.Purchase:
    """One bidder has the document; the finance department of the city keeps the second key."""
    settings.MEDIA_ROOT = tmp_path / "files"
    walk = spine.people_now()
    walk.custodian = custody.custodian(now=walk.clock.now())
    return spine.obtained(purchase=walk, count=1)


def sealed(walk: spine.Purchase) -> dict:
    """What the browser posts: the file is in the bid with its key, the phrase is sealed to the custodian."""
    supplier, package = walk.suppliers[0], walk.package
    payload = envelope.Payload.new(
        kind="response",
        package=package.number,
        bidder=Body.objects.get(pk=supplier.body_id).credit_code,
        fields=spine.response_fields("0") | TYPED,
        files=(FILE,),
    )
    made = locks.seal(payload, PHRASE, package.opening_keys.get(kind="response").public_jwk)
    whole = Sealed(made.token, made.digests.ciphertext, made.digests.plaintext)
    posted = vars(custody.with_part(whole, package, supplier, phrase=PHRASE))
    return {**posted, "files": json.dumps([FILE_SEEN])}


def upload(client: Client, walk: spine.Purchase, **careless: str) -> list[HttpResponse]:
    """The file as browsers send it, a chunk broken at first; `careless` goes where it does not belong."""
    about = {"file_id": FILE.id, "sealed_size": FILE.sealed_size}
    answers = [
        client.post(reverse("bidding:file_begin", args=[walk.package.pk, "response"]), about | careless)
    ]
    sent = [(0, CONTENT[: len(CHUNKS[0])], CHUNKS[0]), *((at, body, body) for at, body in enumerate(CHUNKS))]
    for index, body, announced in sent:
        digest = hashlib.sha256(announced).hexdigest()
        address = reverse("bidding:file_chunk", args=[FILE.id, index])
        headers = {"X-Chunk-Sha256": digest}
        answers.append(client.put(address, body, content_type="application/octet-stream", headers=headers))
    address = reverse("bidding:file", args=[FILE.id])
    return [*answers, client.post(address, {"sealed_sha256": FILE.sealed_sha256} | careless)]


@pytest.mark.parametrize("text", SECRETS)
@pytest.mark.parametrize(
    "hide",
    [
        str.encode,
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be").hex().encode(),
        lambda text: base64.b64encode(f"价格：{text}元".encode()),
        lambda text: base64.urlsafe_b64encode(f"{{'a':'{text}'}}".encode()),
        lambda text: base64.b64encode(text.encode("utf-16-le") + b"."),
    ],
)
def test_the_search_finds_what_is_hidden(text, hide):
    assert canaries.hidden_in([text], b"before" + hide(text) + b"after") == [text]


def test_nothing_of_a_bid_is_kept_where_somebody_could_read_it(walk, caplog, monkeypatch, tmp_path):
    """Sent in order, with the plaintext beside it by mistake, broken, through a fault, by a program."""
    supplier = client_of(walk.suppliers[0])
    page = reverse("bidding:seal", args=[walk.package.pk, "response"])
    supplier.raise_request_exception = False
    careless = {**TYPED, "phrase": PHRASE, "name": NAME, "key": FILE.key}
    with caplog.at_level(logging.DEBUG):
        answers = [*upload(supplier, walk, **careless)]
        answers += [supplier.post(page, sealed(walk)), supplier.post(page, sealed(walk) | careless)]
        answers.append(supplier.post(page, {"envelope": "x"} | careless))
        for wrong in ({"files": json.dumps([FILE.as_members()])}, {"custody": PHRASE}):
            answers.append(supplier.post(page, sealed(walk) | wrong))
        with monkeypatch.context() as patch:
            patch.setattr(workflow, "_sign", lambda *facts, **more: 1 / 0)
            answers.append(supplier.post(page, sealed(walk) | careless))
        page_of_program, keys = by_a_program(walk, tmp_path)
        answers += [supplier.get(page), page_of_program]
    uploaded, posted = [200, 409, 204, 204, 200], [302, 302, 409, 409, 409, 500, 200, 200]
    assert [answer.status_code for answer in answers] == uploaded + posted
    counted = (Submission.objects.count(), SealedUpload.objects.count(), CustodyPart.objects.count())
    assert counted == (3, 2, 3)
    kept = canaries.whole_server(caplog.text)
    assert all(words.encode() in kept for words in (walk.package.number, FILE.id))
    assert all(chunk in kept for chunk in CHUNKS)
    assert "ZeroDivisionError" in caplog.text
    everything = kept + b"".join(answer.content for answer in answers)
    assert canaries.hidden_in([*SECRETS, *keys], everything) == []
    assert FILE.secret not in kept


def by_a_program(walk: spine.Purchase, folder: Path) -> tuple[HttpResponse, list[str]]:
    """The reference client bids with the same words and file; page of the receipt, keys of the files."""
    portal = portal_of(walk.suppliers[0])
    to_seal = portal.to_seal(walk.package.number)
    path = folder / NAME
    path.write_bytes(CONTENT)
    file = portal.attach(to_seal, path, "plan")
    bid = script.seal(to_seal, TYPED, [file], phrase=PHRASE.replace(" ", ""))
    number = portal.ask("POST", "/submissions/", bid.posted() | TYPED | {"phrase": PHRASE})["receipt_number"]
    page = client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[number]))
    return page, [FILE.key, file["key"]]


def test_a_bid_leaves_rows_in_these_tables_only(walk):
    """No message, job, snapshot, bond or count: what is not written cannot be read."""
    client = client_of(walk.suppliers[0])
    client.get("/")
    before = sizes()
    upload(client, walk)
    uploaded = sizes()
    assert grown(before, uploaded) == {"procurement_sealedupload": 1, "procurement_sealedchunk": 2}
    client.post(reverse("bidding:seal", args=[walk.package.pk, "response"]), sealed(walk))
    assert grown(uploaded, sizes()) == {
        "procurement_submission": 1,
        "procurement_submittedfile": 1,
        "procurement_custodypart": 1,
        "kernel_ledgerentry": 1,
        "kernel_pendingentry": 1,
    }


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """The tables that have more rows."""
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def sizes() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        counted = {}
        for name in canaries.names_of_tables():
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counted[name] = cursor.fetchone()[0]
    return counted
