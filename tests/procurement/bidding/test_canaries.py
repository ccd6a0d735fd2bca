"""No word of a bid is on the server before the opening, whatever goes wrong on the way to it."""

import base64
import logging

import pytest
from django.db import connection
from django.urls import reverse

from procurement.bidding import workflow
from procurement.bidding.models import Submission
from tests import canaries, spine
from tests.bid_script import portal_of, script
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PHRASE = "90817 26354 11223 34455 66778"
TYPED = {"first_price": "888123.45", "plan": "金丝雀方案每周上门两次", "team": "金丝雀负责人（示例）"}
SECRETS = [*TYPED.values(), "888,123.45", "88812345", PHRASE, PHRASE.replace(" ", "")]


@pytest.fixture
def walk(settings, tmp_path) -> spine.Purchase:
    settings.MEDIA_ROOT = tmp_path / "files"
    return spine.obtained(purchase=spine.people_now(), count=1)


def sealed(walk: spine.Purchase) -> dict:
    """What the browser posts."""
    fields = spine.response_fields("0") | TYPED
    made = vars(spine.sealed(walk.package, walk.suppliers[0], phrase=PHRASE, **fields))
    return {**made, "files": "[]"}


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


def test_nothing_of_a_bid_is_kept_where_somebody_could_read_it(walk, caplog, monkeypatch):
    """Sent in order, with the plaintext beside it by mistake, broken, through a fault, by a program."""
    supplier = client_of(walk.suppliers[0])
    page = reverse("bidding:seal", args=[walk.package.pk, "response"])
    supplier.raise_request_exception = False
    careless = {**TYPED, "phrase": PHRASE}
    with caplog.at_level(logging.DEBUG):
        answers = [supplier.post(page, sealed(walk)), supplier.post(page, sealed(walk) | careless)]
        answers.append(supplier.post(page, {"envelope": "x"} | careless))
        with monkeypatch.context() as patch:
            patch.setattr(workflow, "_sign", lambda *facts, **more: 1 / 0)
            answers.append(supplier.post(page, sealed(walk) | careless))
        answers += [supplier.get(page), by_a_program(walk)]
    assert [answer.status_code for answer in answers] == [302, 302, 409, 500, 200, 200]
    assert Submission.objects.count() == 3
    kept = canaries.whole_server(caplog.text)
    assert walk.package.number.encode() in kept
    assert "ZeroDivisionError" in caplog.text
    assert canaries.hidden_in(SECRETS, kept + b"".join(answer.content for answer in answers)) == []


def by_a_program(walk: spine.Purchase):
    """The reference client bids with the same words; gives the page of the receipt."""
    portal = portal_of(walk.suppliers[0])
    to_seal = portal.to_seal(walk.package.number)
    bid = script.seal(to_seal, TYPED, phrase=PHRASE.replace(" ", ""))
    number = portal.ask("POST", "/submissions/", bid.posted() | TYPED | {"phrase": PHRASE})["receipt_number"]
    return client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[number]))


def test_a_bid_leaves_rows_in_three_tables_only(walk):
    """No message, job, snapshot, bond or count: what is not written cannot be read."""
    client = client_of(walk.suppliers[0])
    client.get("/")
    before = sizes()
    client.post(reverse("bidding:seal", args=[walk.package.pk, "response"]), sealed(walk))
    after = sizes()
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "procurement_submission": 1,
        "kernel_ledgerentry": 1,
        "kernel_pendingentry": 1,
    }


def sizes() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        counted = {}
        for name in canaries.names_of_tables():
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counted[name] = cursor.fetchone()[0]
    return counted
