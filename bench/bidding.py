"""Bids: a submission beside a bare insert, fifty in the last minute, opening two hundred, a large file."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count as counting
from itertools import cycle
from time import perf_counter

from rest_framework.authtoken.models import Token

from bench.limits import Limit, Step, count_of
from bench.measure import Comparison, Side
from bench.scene import Scene
from bench.server import Send, serving
from bench.threads import together
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
from tests.factories import custody, locks

WORDS = "提交用的采购包"
RESPONSE, PHRASE = "response", locks.phrase(1)
SUBMISSIONS, FILES = "/api/v1/bidding/submissions/", "/api/v1/bidding/files/"
DIGEST = "X-Chunk-Sha256"
# At least 0.3 of the rate of a bare insert.
MOST = 1 / 0.3
LAST_MINUTE_SECONDS, OPENING_SECONDS, UPLOAD_MEGABYTES = 1, 60, 64
CUSTODIANS = counting()
# So many characters of a field make an envelope of about this many bytes.
TEN_KILOBYTES, TWENTY_KILOBYTES = 1_700, 3_400


@dataclass(frozen=True)
class Bidder:
    """A program with the bids that it may send, as the bytes that it posts."""

    token: str
    bids: tuple[bytes, ...]


@dataclass(frozen=True)
class Calling:
    """A bidder on the line."""

    send: Send
    bidder: Bidder

    def submit(self, bid: bytes) -> None:
        """Anything but a receipt is an error."""
        expect(self.send("POST", SUBMISSIONS, bid), 201)

    def insert(self, bid: bytes) -> None:
        """The same post, and a row of it."""
        expect(self.send("POST", INSERT, bid), 201)


def prepare(scene: Scene) -> None:
    """A published package whose document some organisations have."""
    with scene.few():
        walk, suppliers = taking_part(scene.counts.writers[0])
        PREPARED["bidders"] = [bidder_of(walk, supplier) for supplier in suppliers]


PREPARED: dict[str, list[Bidder]] = {}


def rows(scene: Scene) -> Iterator[Comparison]:
    """Bidders at once through the server of `make run`; both sides post the same, with the same token."""
    each = scene.counts.submitted
    with serving(scene.few()) as server:
        calling = [Calling(server.caller(one.token), one) for one in PREPARED["bidders"]]
        turns = [cycle(one.bidder.bids) for one in calling]

        def submit(number: int) -> None:
            for _one in range(each):
                calling[number].submit(next(turns[number]))

        def insert(number: int) -> None:
            for _one in range(each):
                calling[number].insert(calling[number].bidder.bids[0])

        yield Comparison(
            f"提交密封文件，{len(calling)} 家各 {each} 次",
            Side("只写入一行", lambda: together(len(calling), insert)),
            Side("提交", lambda: together(len(calling), submit)),
            most=MOST,
        )


def limits(scene: Scene) -> Iterator[Limit]:
    """What the issue bounds in seconds and megabytes."""
    counts = scene.counts
    yield Limit(
        f"最后一分钟 {counts.bidders} 家同时提交，百分之九十九",
        scene.empty,
        last_minute,
        (str(counts.bidders), str(counts.submitted)),
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


def last_minute(count: str, times: str) -> Iterator[Step]:
    """All at once, each so many times, one answer after the other: what 99 of 100 answers took at most."""
    walk, suppliers = taking_part(int(count))
    bidders = [bidder_of(walk, supplier) for supplier in suppliers]
    with serving(nullcontext()) as server:
        calling = [Calling(server.caller(one.token), one) for one in bidders]
        # A server that has just begun has read nothing yet.
        for one in calling[: len(calling) // 2]:
            one.submit(one.bidder.bids[1])

        def answers() -> float:
            taken: list[float] = []

            def send(number: int) -> None:
                bids = cycle(calling[number].bidder.bids)
                for _time in range(int(times)):
                    began = perf_counter()
                    calling[number].submit(next(bids))
                    taken.append(perf_counter() - began)

            together(len(calling), send)
            return sorted(taken)[max(0, -(-len(taken) * 99 // 100) - 1)]

        yield Step("提交", answers)


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
    """A large file as a program sends it, chunk by chunk through the server, whose memory counts."""
    walk, [supplier] = taking_part(1)
    total, file_id, chunk = int(megabytes), "A" * 22, bytes(sealing.SEALED_CHUNK)
    about = {"bidder": code_of(supplier), "package": walk.package.number, "kind": RESPONSE}
    about |= {"file_id": file_id, "sealed_size": total * sealing.SEALED_CHUNK}
    place, digest = f"{FILES}{file_id}/", hashlib.sha256(chunk).hexdigest()
    with serving(nullcontext()) as server:
        send = server.caller(token_of(supplier))
        expect(send("POST", FILES, posted(about)), 200)

        def send_chunk(index: int) -> None:
            answer = send("PUT", f"{place}{index}/", chunk, "application/octet-stream", **{DIGEST: digest})
            expect(answer, 204)

        def finish() -> None:
            whole = hashlib.sha256()
            for _index in range(total):
                whole.update(chunk)
            expect(send("POST", f"{place}finish/", posted({"sealed_sha256": whole.hexdigest()})), 200)

        # The first of all, so that what every server holds once it has begun to work is not counted.
        send_chunk(0)
        count_of(server.processes)
        yield Step("分段上传", lambda: [send_chunk(index) for index in range(total)])
        yield Step("核对全文", finish)


def posted(members: dict) -> bytes:
    """As JSON."""
    return json.dumps(members).encode()


def expect(answer: tuple[int, bytes], status: int) -> None:
    """Another answer is an error."""
    if answer[0] != status:
        raise RuntimeError(answer[1].decode())


def taking_part(count: int) -> tuple[spine.Purchase, list[Actor]]:
    """A package that is open on the wall clock, with a custodian, and who has its document."""
    walk = spine.people_now()
    custody.custodian(now=walk.clock.now(), number=next(CUSTODIANS))
    spine.obtained(purchase=walk, count=count)
    return walk, walk.suppliers


def bidder_of(walk: spine.Purchase, supplier: Actor) -> Bidder:
    """Two bids in turn: the same one twice would be one submission. The second key is on, as by default."""
    about = {"bidder": code_of(supplier), "package": walk.package.number, "kind": RESPONSE}
    sealed = [sealed_bid(walk, supplier, TEN_KILOBYTES) for _version in range(2)]
    whole = [custody.with_part(one, walk.package, supplier, phrase=PHRASE) for one in sealed]
    named = ("envelope", "ciphertext_sha256", "plaintext_sha256", "custody")
    bids = tuple(posted(about | {name: getattr(one, name) for name in named}) for one in whole)
    return Bidder(token_of(supplier), bids)


def token_of(supplier: Actor) -> str:
    """The token of this person."""
    return Token.objects.create(user_id=supplier.user_id).key


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
