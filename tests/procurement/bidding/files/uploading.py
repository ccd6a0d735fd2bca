"""What a bidder's browser does with a file."""

import hashlib
import io
from functools import cache

from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from procurement.bidding import envelope
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import sealing, workflow
from procurement.bidding.files.models import SealedUpload
from procurement.bidding.files.sealing import AttachedFile
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed, SealedFile
from tests import spine
from tests.factories import locks
from tests.spine import Purchase

RESPONSE = SubmissionKind.RESPONSE
CONTENT = b"%PDF-1.7 plan " + b"x" * sealing.CHUNK


@cache
def made(content: bytes = CONTENT, name: str = "服务方案.pdf") -> tuple[AttachedFile, list[bytes]]:
    """A file of two chunks, sealed."""
    return sealing.seal(content, name=name, part="plan")


def begun(walk: Purchase, file: AttachedFile, *, by: Actor) -> SealedUpload:
    return workflow.begin(
        walk.package.pk, kind=RESPONSE, file_id=file.id, sealed_size=file.sealed_size, by=by, clock=walk.clock
    )


def sent(walk: Purchase, file_id: str, index: int, chunk: bytes, *, by: Actor, **changed: str) -> None:
    facts = {"sha256": hashlib.sha256(chunk).hexdigest()} | changed
    workflow.receive(file_id, index, source=io.BytesIO(chunk), by=by, clock=walk.clock, **facts)


def uploaded(walk: Purchase, file: AttachedFile, chunks: list[bytes], *, by: Actor) -> SealedUpload:
    """The whole of it, the last chunk first."""
    begun(walk, file, by=by)
    for index in reversed(range(len(chunks))):
        sent(walk, file.id, index, chunks[index], by=by)
    return workflow.finish(file.id, sealed_sha256=file.sealed_sha256, by=by, clock=walk.clock)


def sealed_with(walk: Purchase, *files: AttachedFile, by: Actor) -> Sealed:
    """A bid that names these files."""
    payload = envelope.Payload.new(
        kind=RESPONSE,
        package=walk.package.number,
        bidder=Body.objects.get(pk=by.body_id).credit_code,
        fields=spine.response_fields("936000"),
        files=files,
    )
    phrase = walk.phrases.setdefault(by.body_id, locks.phrase(0))
    key = walk.package.opening_keys.get(kind=RESPONSE).public_jwk
    sealed = locks.seal(payload, phrase, key)
    return Sealed(sealed.token, sealed.digests.ciphertext, sealed.digests.plaintext, listed(*files))


def handed_in(walk: Purchase, *files: AttachedFile, by: Actor) -> Submission:
    """A bid with these files, in place of the one before."""
    sealed = sealed_with(walk, *files, by=by)
    return bidding.submit(walk.package.pk, kind=RESPONSE, sealed=sealed, by=by, clock=walk.clock)


def listed(*files: AttachedFile) -> tuple[SealedFile, ...]:
    return tuple(SealedFile(file.id, file.sealed_size, file.sealed_sha256) for file in files)
