"""The encrypted file `portal-sealed-file/1`: AES-256-GCM in chunks, one key for each file.

The key stands in the envelope only. docs/developers/sealed-bid-format.md says the same for those who write a
client of their own; static/js/file_sealing.js is what browsers use.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = "portal-sealed-file/1"
CHUNK = 1024 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
MAX_BYTES = 500 * 1024 * 1024
MAX_FILES = 20
LONGEST_NAME = 120

FILE_ID = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")
KEY = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
DIGEST = re.compile(r"[0-9a-f]{64}")
PART = re.compile(r"[a-z][a-z0-9_]{0,39}")
NAME = re.compile(r"[^\x00-\x1f\x7f/\\]{1,120}")


class ChunkError(Exception):
    """A chunk that its key does not open: changed, moved, or of another file."""


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """One entry of the envelope's `files`: everything about a file, with the key that opens it."""

    id: str
    name: str
    part: str
    size: int
    sha256: str
    sealed_size: int
    sealed_sha256: str
    chunk_size: int
    chunks: int
    key: str

    def as_members(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def secret(self) -> bytes:
        """The key's 32 bytes."""
        return base64.urlsafe_b64decode(self.key + "=")


MEMBERS = frozenset(field.name for field in fields(AttachedFile))
NUMBERS = ("size", "sealed_size", "chunk_size", "chunks")


def read_list(listed: Any) -> tuple[AttachedFile, ...]:
    """The envelope's `files`, read strictly; ValueError when anything is not as the format says."""
    if not isinstance(listed, list) or len(listed) > MAX_FILES:
        raise ValueError("files")
    found = tuple(_read(members) for members in listed)
    if len({file.id for file in found}) != len(found):
        raise ValueError("files")
    return found


def chunks_of(size: int) -> int:
    """How many chunks a plaintext of this size has."""
    return -(-size // CHUNK)


def sealed_size_of(size: int) -> int:
    """How many bytes the chunks of a plaintext of this size have together."""
    return size + TAG * chunks_of(size)


def chunks_sealed(sealed_size: int) -> int:
    """How many chunks a ciphertext has; 0 when no file has one of this size."""
    if not TAG < sealed_size <= sealed_size_of(MAX_BYTES):
        return 0
    whole, rest = divmod(sealed_size, SEALED_CHUNK)
    return 0 if 0 < rest <= TAG else whole + bool(rest)


def length_of(sealed_size: int, index: int) -> int:
    """How many bytes one chunk of a ciphertext has."""
    return min(SEALED_CHUNK, sealed_size - index * SEALED_CHUNK)


def seal_chunk(key: bytes, plaintext: bytes, *, file_id: str, index: int, total: int) -> bytes:
    """Encrypt one chunk; its number, the total and the file's identifier are bound to it."""
    return AESGCM(key).encrypt(_iv(index), plaintext, _bound(file_id, index, total))


def open_chunk(key: bytes, sealed: bytes, *, file_id: str, index: int, total: int) -> bytes:
    """Decrypt one chunk; ChunkError if it is not exactly this one."""
    try:
        return AESGCM(key).decrypt(_iv(index), sealed, _bound(file_id, index, total))
    except InvalidTag:
        raise ChunkError(index) from None


def seal(content: bytes, *, name: str, part: str) -> tuple[AttachedFile, list[bytes]]:
    """The reference client: the entry for the envelope, and the chunks to send."""
    key, file_id, total = secrets.token_bytes(32), _encode(secrets.token_bytes(16)), chunks_of(len(content))
    chunks = [
        seal_chunk(key, content[at : at + CHUNK], file_id=file_id, index=at // CHUNK, total=total)
        for at in range(0, len(content), CHUNK)
    ]
    entry = AttachedFile(
        id=file_id,
        name=name,
        part=part,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sealed_size=sum(map(len, chunks)),
        sealed_sha256=digest(chunks),
        chunk_size=CHUNK,
        chunks=total,
        key=_encode(key),
    )
    return entry, chunks


def digest(blocks: Iterable[bytes]) -> str:
    """SHA-256 over the blocks one after another."""
    found = hashlib.sha256()
    for block in blocks:
        found.update(block)
    return found.hexdigest()


def _read(members: Any) -> AttachedFile:
    if not isinstance(members, dict) or members.keys() != MEMBERS:
        raise ValueError("members")
    if any(type(members[name]) is not int for name in NUMBERS):
        raise ValueError("numbers")
    if any(not isinstance(members[name], str) for name in MEMBERS - set(NUMBERS)):
        raise ValueError("texts")
    file = AttachedFile(**members)
    spelled = ((FILE_ID, file.id), (NAME, file.name), (PART, file.part), (KEY, file.key))
    spelled += ((DIGEST, file.sha256), (DIGEST, file.sealed_sha256))
    if not all(pattern.fullmatch(text) for pattern, text in spelled):
        raise ValueError("texts")
    sizes = (file.chunk_size, file.chunks, file.sealed_size)
    if not 0 < file.size <= MAX_BYTES or sizes != (CHUNK, chunks_of(file.size), sealed_size_of(file.size)):
        raise ValueError("numbers")
    return file


def _iv(index: int) -> bytes:
    return index.to_bytes(12, "big")


def _bound(file_id: str, index: int, total: int) -> bytes:
    return f"{FORMAT}|{file_id}|{index}|{total}".encode("ascii")


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
