"""kill -9 of web server, sequencer, broker and database while bids come in: no receipt is worth nothing."""

import contextlib
import hashlib
import json
import os
import random
import signal
import socket
import time
from http.client import HTTPException

import pytest
from rest_framework.authtoken.models import Token

from orgs.bodies.models import Body
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import checking
from portal.launch.places import Places
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionStatus
from procurement.bidding.models import Submission
from tests import spine
from tests.bid_script import script
from tests.factories import locks
from tests.procurement.bidding import crashing

pytestmark = pytest.mark.django_db(transaction=True)
# `make proof` sets PORTAL_PROOF=1 and goes on until so many receipts were given; else each part dies once.
IN_FULL = os.environ.get("PORTAL_PROOF") == "1"
RECEIPTS, BIDDERS, VERSIONS = (1_000 if IN_FULL else 12), 3, 4


def bids_of(walk: spine.Purchase) -> list[tuple[str, list[dict]]]:
    """For each bidder its token, and bids that replace each other."""
    made = []
    for number, supplier in enumerate(walk.suppliers):
        token = Token.objects.create(user_id=supplier.user_id).key
        about = {
            "package": walk.package.number,
            "kind": "response",
            "bidder": Body.objects.get(pk=supplier.body_id).credit_code,
        }
        phrase, fields = locks.phrase(number), spine.response_fields("936000")
        envelopes = [
            spine.sealed(walk.package, supplier, phrase=phrase, **fields) for _version in range(VERSIONS)
        ]
        named = ("envelope", "ciphertext_sha256", "plaintext_sha256")
        made.append((token, [about | {name: getattr(one, name) for name in named} for one in envelopes]))
    return made


def bid_for_ever(address: str, token: str, bids: list[dict], answers: int) -> None:
    """In a fork: send one bid after the other, again after every fault; write down each receipt."""
    portal, turn = script.Portal(address, token), 0
    while True:
        # As a person would who tries again; the servers need the processor to come back.
        time.sleep(crashing.BEAT)
        with contextlib.suppress(script.Refused, HTTPException, OSError):
            said = portal.ask("POST", "/submissions/", bids[turn % VERSIONS])
            os.write(answers, (json.dumps({"receipt": said["receipt"]}) + "\n").encode())
            turn += 1


def forked(address: str, token: str, bids: list[dict], answers: int) -> int:
    pid = crashing.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            bid_for_ever(address, token, bids, answers)
        os._exit(1)
    return pid


@pytest.fixture
def members(tmp_path):
    """All parts of a portal; each may be killed, and comes again."""
    with contextlib.ExitStack() as stack, socket.create_server(("127.0.0.1", 0)) as listening:
        home = tmp_path / "home"
        home.mkdir(mode=0o700)
        places = Places(home / "var")
        places.make()

        def begun(member):
            stack.callback(lambda: member.stop())
            return member

        def begin() -> dict:
            database, broker = begun(crashing.Database(places)), begun(crashing.Broker(places))
            web = begun(crashing.Fork(crashing.web_on(listening), database, broker))
            worker = begun(crashing.Fork(crashing.sequence, database, broker))
            return {"database": database, "broker": broker, "web": web, "worker": worker}

        yield begin, f"http://127.0.0.1:{listening.getsockname()[1]}"


def receipts_given(members: dict, address: str, bids: list[tuple[str, list[dict]]]) -> list[str]:
    """What the bidders hold after everything was killed at random moments."""
    chance, given = random.Random(45), []
    reading, writing = os.pipe()
    clients = [forked(address, token, own, writing) for token, own in bids]
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as answers:
        victims = list(members.values())
        while len(given) < RECEIPTS:
            # A receipt or two later somebody else is in the middle of something.
            given += [json.loads(answers.readline())["receipt"] for _turn in range(chance.randrange(1, 6))]
            victims = victims or list(members.values())
            victims.pop(chance.randrange(len(victims))).kill()
        for client in clients:
            os.kill(client, signal.SIGKILL)
            os.waitpid(client, 0)
        given += [json.loads(line)["receipt"] for line in answers if line.endswith("\n")]
    return given


def test_every_receipt_has_its_ciphertext_whatever_was_killed(members):
    begin, address = members
    walk = spine.obtained(purchase=spine.people_now(), count=BIDDERS)
    bids = bids_of(walk)
    running = begin()
    given = receipts_given(running, address, bids)
    with crashing.looking_into(running["database"].server.url):
        kept = {row.receipt: row for row in Submission.objects.all()}
        assert set(given) <= set(kept)
        for receipt, row in kept.items():
            said = workflow.keys.verify(receipt, typ=workflow.RECEIPT_TYPE)
            assert said["ciphertext_sha256"] == hashlib.sha256(row.envelope.encode()).hexdigest()
            assert LedgerEntry.objects.filter(leaf_hash=said["ledger_leaf"]).count() == 1
        assert LedgerEntry.objects.filter(verb="bidding.submit").count() == len(kept)
        current = Submission.objects.filter(status=SubmissionStatus.CURRENT)
        assert current.count() == current.values("supplier").distinct().count() == BIDDERS
        assert checking.verify() == []
