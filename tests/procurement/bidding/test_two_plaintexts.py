"""One ciphertext that opens under two keys to two prices: GCM allows it, the plaintext digest does not."""

import base64
import hashlib
import struct
from dataclasses import replace
from types import SimpleNamespace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError, Payload
from procurement.bidding.files import rules, sealing
from procurement.opening.files import reading

KEYS = (bytes(range(32)), bytes(range(32, 64)))
PRICES = (b"936000.00 yuan \n", b"836000.00 yuan \n")
FILE_ID = "A" * 22
BOUND = f"{sealing.FORMAT}|{FILE_ID}|0|1".encode()
IV = bytes(12)
REDUCTION = 0xE1 << 120


def times(one: int, other: int) -> int:
    """The product in GCM's field of 2 to the 128th elements."""
    product = 0
    for place in range(127, -1, -1):
        if one >> place & 1:
            product ^= other
        other = other >> 1 ^ (REDUCTION if other & 1 else 0)
    return product


def inverse(value: int) -> int:
    """By Fermat: the power of 2 to the 128th less 2."""
    found = 1 << 127
    for _place in range(127):
        value = times(value, value)
        found = times(found, value)
    return found


def block(key: bytes, content: bytes) -> int:
    """One block of AES."""
    made = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    return int.from_bytes(made.update(content))


def stream(key: bytes, number: int) -> int:
    """What a block of plaintext is added to; number 1 goes into the tag."""
    return block(key, IV + struct.pack(">I", number))


def hashed(key: bytes, blocks: list[int]) -> int:
    """GHASH."""
    subkey, found = block(key, bytes(16)), 0
    for one in blocks:
        found = times(found ^ one, subkey)
    return found


def two_prices() -> bytes:
    """Three blocks and a tag: the first block is a price under one key, the second under the other."""
    first, second = (int.from_bytes(price) for price in PRICES)
    ciphertext = [first ^ stream(KEYS[0], 2), second ^ stream(KEYS[1], 3)]
    bound = BOUND.ljust(-(-len(BOUND) // 16) * 16, b"\0")
    before = [int.from_bytes(bound[at : at + 16]) for at in range(0, len(bound), 16)]
    lengths = len(BOUND) * 8 << 64 | 3 * 128
    tags = [hashed(key, [*before, *ciphertext, 0, lengths]) ^ stream(key, 1) for key in KEYS]
    squares = [times(subkey, subkey) for subkey in (block(key, bytes(16)) for key in KEYS)]
    last = times(tags[0] ^ tags[1], inverse(squares[0] ^ squares[1]))
    tag = tags[0] ^ times(last, squares[0])
    return b"".join(part.to_bytes(16) for part in (*ciphertext, last, tag))


SEALED = two_prices()
OPENED = tuple(AESGCM(key).decrypt(IV, SEALED, BOUND) for key in KEYS)


def entry(number: int) -> sealing.AttachedFile:
    """The file as one of the two keys opens it."""
    content = OPENED[number]
    return sealing.AttachedFile(
        id=FILE_ID,
        name="报价明细.txt",
        part="offer",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sealed_size=len(SEALED),
        sealed_sha256=sealing.digest([SEALED]),
        chunk_size=sealing.CHUNK,
        chunks=1,
        key=base64.urlsafe_b64encode(KEYS[number]).rstrip(b"=").decode(),
    )


def bid(number: int) -> Payload:
    payload = Payload.new(kind="response", package="P-1", bidder="B", fields={"price": "936000.00"})
    return replace(payload, nonce="A" * 43, files=(entry(number),))


def test_one_ciphertext_opens_to_two_prices():
    assert OPENED[0].startswith(PRICES[0])
    assert OPENED[1][16:32] == PRICES[1]
    with pytest.raises(InvalidTag):
        AESGCM(bytes(32)).decrypt(IV, SEALED, BOUND)


def test_the_digest_of_the_receipt_lets_only_one_of_them_through():
    """Before the opening the portal sees the same of both; afterwards only one has the plaintext's digest."""
    fixed, other = (bid(number) for number in range(2))
    seen = [{"id": FILE_ID, "sealed_size": len(SEALED), "sealed_sha256": sealing.digest([SEALED])}]
    assert [rules.difference(one.files, seen) for one in (fixed, other)] == ["", ""]
    receipt = envelope.plaintext_digest(fixed.as_bytes())
    envelope.check_digest(fixed.as_bytes(), receipt)
    with pytest.raises(EnvelopeError, match="digest_mismatch"):
        envelope.check_digest(other.as_bytes(), receipt)


@pytest.mark.parametrize(("key", "codes"), [(0, []), (1, ["file_changed"])])
def test_the_other_key_beside_the_digest_of_the_first_content_is_named(monkeypatch, key, codes):
    monkeypatch.setattr(reading.storage, "read_chunk", lambda folder, index: SEALED)
    file = replace(entry(0), key=entry(key).key)
    found = SimpleNamespace(file=file, upload=SimpleNamespace(folder=None))
    assert [refusal.code for refusal in reading.fault_refusals(found)] == codes
