"""Bids: a submission beside a bare insert, fifty in the last minute, opening two hundred, a large file."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import cycle

from django.test import Client
from rest_framework.authtoken.models import Token

from bench.limits import Limit, Step
from bench.measure import Comparison, Side
from bench.scene import Scene
from bench.threads import at_once
from bench.urls import INSERT
from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from procurement.bidding import envelope, workflow
from procurement.bidding.files import queries as attached
from procurement.bidding.files import sealing
from procurement.bidding.files import workflow as uploading
from procurement.bidding.rules import Sealed, SealedFile
from procurement.opening import workflow as opening
from procurement.opening.files import reading
from procurement.opening.files.queries import OpenedFile
from tests import spine
from tests.factories import locks

WORDS = "提交用的采购包"
RESPONSE, PHRASE = "response", locks.phrase(1)
SUBMISSIONS = "/api/v1/bidding/submissions/"
# At least 0.3 of the rate of a bare insert.
MOST = 1 / 0.3
LAST_MINUTE_SECONDS, OPENING_SECONDS, UPLOAD_MEGABYTES = 1, 60, 64
# So many characters of a field make an envelope of about this many bytes.
TEN_KILOBYTES, TWENTY_KILOBYTES = 1_700, 3_400


@dataclass(frozen=True)
class Bidder:
    """A program with the bids that it may send."""

    client: Client
    bids: tuple[dict, ...]

    def send(self, bid: dict) -> None:
        """Anything but a receipt is an error."""
        answer = self.client.post(SUBMISSIONS, bid, content_type="application/json")
        if answer.status_code != 201:
            raise RuntimeError(answer.content.decode())


def prepare(scene: Scene) -> None:
    """A published package whose document one organisation has."""
    with scene.few():
        PREPARED["bidder"] = bidder_of(*taking_part(1))


PREPARED: dict[str, Bidder] = {}


def rows(scene: Scene) -> Iterator[Comparison]:
    """Through the same middleware, each with a body of ten kilobytes."""
    bidder = PREPARED["bidder"]
    bids = cycle(bidder.bids)

    def submit() -> None:
        with scene.few():
            bidder.send(next(bids))

    def insert() -> None:
        with scene.few():
            bidder.client.post(INSERT, bidder.bids[0], content_type="application/json")

    yield Comparison("提交密封文件", Side("只写入一行", insert), Side("提交", submit), most=MOST)


def limits(scene: Scene) -> Iterator[Limit]:
    """What the issue bounds in seconds and megabytes."""
    counts = scene.counts
    yield Limit(
        f"最后一分钟 {counts.bidders} 家同时提交",
        scene.empty,
        last_minute,
        (str(counts.bidders),),
        seconds=LAST_MINUTE_SECONDS,
    )
    yield Limit(
        f"开启 {counts.opened} 份响应文件，各带 1 MB 附件",
        scene.empty,
        opened,
        (str(counts.opened),),
        seconds=OPENING_SECONDS,
    )
    yield Limit(
        f"上传 {counts.megabytes} MB 附件",
        scene.empty,
        upload,
        (str(counts.megabytes),),
        megabytes=UPLOAD_MEGABYTES,
        above_start=True,
    )


def last_minute(count: str) -> Iterator[Step]:
    """All at once, each its first bid; all of them are received before the slowest may be late."""
    walk, suppliers = taking_part(int(count))
    bidders = [bidder_of(walk, [supplier]) for supplier in suppliers]

    def send(number: int) -> None:
        bidders[number].send(bidders[number].bids[0])

    yield Step("提交", lambda: at_once(nullcontext, len(bidders), send))


def opened(count: str) -> Iterator[Step]:
    """From the release by two officers to the end of the session, and every file read through."""
    walk, suppliers = taking_part(int(count))
    content = b"%PDF-1.7 " + bytes(sealing.CHUNK - 9)
    for supplier in suppliers:
        file, chunks = sealing.seal(content, name="服务方案.pdf", part="plan")
        uploaded(walk, file, chunks, by=supplier)
        sealed = sealed_bid(walk, supplier, TWENTY_KILOBYTES, file)
        workflow.submit(walk.package.pk, kind=RESPONSE, sealed=sealed, by=supplier, clock=walk.clock)
        walk.phrases[supplier.body_id] = PHRASE
    walk.clock.advance_to(walk.package.response_deadline)
    sessions = []
    yield Step("解封", lambda: sessions.append(spine.released(walk)))
    yield Step("解锁", lambda: spine.unlock_all(walk, sessions[0]))
    yield Step("结束开启", lambda: opening.conclude(sessions[0].pk, by=walk.handler, clock=walk.clock))
    yield Step("核对附件", lambda: read_through(sessions[0]))


def upload(megabytes: str) -> Iterator[Step]:
    """A large file as a program sends it, chunk by chunk through the whole of the middleware."""
    walk, [supplier] = taking_part(1)
    total = int(megabytes)
    size, chunk = total * sealing.SEALED_CHUNK, bytes(sealing.SEALED_CHUNK)
    client, file_id = client_of(supplier), "A" * 22
    about = {"bidder": code_of(supplier), "package": walk.package.number, "kind": RESPONSE}
    announced = about | {"file_id": file_id, "sealed_size": size}
    place, headers = (
        f"/api/v1/bidding/files/{file_id}/",
        {"X-Chunk-Sha256": hashlib.sha256(chunk).hexdigest()},
    )
    expect(client.post("/api/v1/bidding/files/", announced, content_type="application/json"), 200)

    def send() -> None:
        for index in range(total):
            expect(client.put(f"{place}{index}/", chunk, "application/octet-stream", headers=headers), 204)

    def finish() -> None:
        digest = hashlib.sha256()
        for _index in range(total):
            digest.update(chunk)
        said = {"sealed_sha256": digest.hexdigest()}
        expect(client.post(f"{place}finish/", said, content_type="application/json"), 200)

    yield Step("分段上传", send)
    yield Step("核对全文", finish)


def expect(answer, status: int) -> None:
    """Another answer is an error."""
    if answer.status_code != status:
        raise RuntimeError(answer.content.decode())


def taking_part(count: int) -> tuple[spine.Purchase, list[Actor]]:
    """A package that is open on the wall clock, and who has its document."""
    walk = spine.obtained(purchase=spine.people_now(), count=count)
    return walk, walk.suppliers


def bidder_of(walk: spine.Purchase, suppliers: list[Actor]) -> Bidder:
    """Two bids in turn: the same one twice would be one submission."""
    [supplier] = suppliers
    about = {"bidder": code_of(supplier), "package": walk.package.number, "kind": RESPONSE}
    sealed = [sealed_bid(walk, supplier, TEN_KILOBYTES) for _version in range(2)]
    named = ("envelope", "ciphertext_sha256", "plaintext_sha256")
    bids = tuple(about | {name: getattr(one, name) for name in named} for one in sealed)
    return Bidder(client_of(supplier), bids)


def client_of(supplier: Actor) -> Client:
    """With the token of this person."""
    token = Token.objects.create(user_id=supplier.user_id)
    return Client(SERVER_NAME="localhost", headers={"Authorization": f"Token {token.key}"})


def code_of(supplier: Actor) -> str:
    """The credit code of the organisation."""
    return Body.objects.get(pk=supplier.body_id).credit_code


def sealed_bid(walk: spine.Purchase, supplier: Actor, size: int, *files: sealing.AttachedFile) -> Sealed:
    """As a browser seals it."""
    payload = envelope.Payload.new(
        kind=RESPONSE,
        package=walk.package.number,
        bidder=code_of(supplier),
        fields=spine.response_fields("936000") | {"plan": "护" * size},
        files=files,
    )
    made = locks.seal(payload, PHRASE, walk.package.opening_keys.get(kind=RESPONSE).public_jwk)
    listed = tuple(SealedFile(file.id, file.sealed_size, file.sealed_sha256) for file in files)
    return Sealed(made.token, made.digests.ciphertext, made.digests.plaintext, listed)


def uploaded(walk: spine.Purchase, file: sealing.AttachedFile, chunks: list[bytes], *, by: Actor) -> None:
    """All chunks of a file."""
    begun = {"kind": RESPONSE, "file_id": file.id, "sealed_size": file.sealed_size}
    uploading.begin(walk.package.pk, **begun, by=by, clock=walk.clock)
    for index, chunk in enumerate(chunks):
        sha256 = hashlib.sha256(chunk).hexdigest()
        uploading.receive(file.id, index, source=io.BytesIO(chunk), sha256=sha256, by=by, clock=walk.clock)
    uploading.finish(file.id, sealed_sha256=file.sealed_sha256, by=by, clock=walk.clock)


def read_through(session) -> None:
    """Every file is decrypted and held against its digests."""
    for row in session.opened.select_related("submission__supplier", "session__package"):
        held = attached.of_submission(row.submission)
        for file in opening.payload_of(row).files:
            if reading.fault_refusals(OpenedFile(file, "", held[file.id])):
                raise RuntimeError(file.name)
