"""Heads and proofs for programs: what the stand-alone checker takes, and not a word of an entry."""

from datetime import UTC, datetime, timedelta

import pytest

from orgs.people.choices import Role
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import workflow as tree
from tests.factories import people
from tests.ledger_script import script

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
LEDGER = "/api/v1/ledger/"


@pytest.fixture
def keys(client) -> dict:
    return client.get(f"{LEDGER}keys/").json()


@pytest.fixture
def sealed() -> LedgerEntry:
    bidder = people.actor(Role.SUPPLIER)
    facts = {"digest": "abc"}
    return ledger.record(
        people.body(), "bidding.submit", says="密封提交", by=bidder, at=NOW, facts=facts, seal="package:1"
    )


def grow(turn: int) -> int:
    return tree.grow(now=NOW + turn * timedelta(hours=1)).size


def test_heads_are_listed_newest_first_and_signed(client, keys):
    sizes = [grow(turn) for turn in range(3)]
    rows = client.get(f"{LEDGER}heads/").json()["results"]
    assert [row["tree_size"] for row in rows] == sizes[::-1]
    said = script.check_head(rows[0]["statement"], keys)
    assert (said["tree_size"], said["root_hash"]) == (rows[0]["tree_size"], rows[0]["root_hash"])
    assert client.get(f"{LEDGER}heads/{sizes[0]}/").json() == rows[-1]


def test_whoever_holds_the_hash_of_an_entry_gets_its_proof(client, keys, sealed):
    sizes = [grow(turn) for turn in range(4)]
    address = f"{LEDGER}proofs/{sealed.leaf_hash}/"
    for query, size in (({}, sizes[0]), ({"size": sizes[2]}, sizes[2])):
        proof = client.get(address, query).json()
        assert script.check_inclusion(proof, keys)["tree_size"] == size
    assert set(proof) == {"format", "leaf_hash", "leaf_index", "path", "head"}


def test_the_hashes_beside_an_entry_answer_as_hashes_of_nothing(client, sealed):
    ledger.record(people.body(), "tests.verb", says="办理", by=people.actor(Role.FINANCE), at=NOW, facts={})
    grow(0)
    for entry in LedgerEntry.objects.all():
        for other in client.get(f"{LEDGER}proofs/{entry.leaf_hash}/").json()["path"]:
            assert client.get(f"{LEDGER}proofs/{other}/").status_code == 404


def test_an_entry_that_waits_and_one_that_never_was_answer_alike(client, sealed):
    answers = [client.get(f"{LEDGER}proofs/{digest}/") for digest in (sealed.leaf_hash, "0" * 64)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_a_head_is_proved_to_begin_with_an_earlier_one(client, keys):
    sizes = [grow(turn) for turn in range(5)]
    address = f"{LEDGER}heads/{sizes[1]}/consistency/"
    for query, size in (({}, sizes[-1]), ({"size": sizes[3]}, sizes[3])):
        first, second = script.check_consistency(client.get(address, query).json(), keys)
        assert (first["tree_size"], second["tree_size"]) == (sizes[1], size)


@pytest.mark.parametrize(
    ("size", "status"), [("1", 404), ("256", 404), ("x", 400), ("0", 400), ("9" * 30, 400)]
)
def test_a_size_that_no_later_head_has_is_refused(client, size, status):
    grow(0)
    second = grow(1)
    assert client.get(f"{LEDGER}heads/{second}/consistency/", {"size": size}).status_code == status
