"""Envelopes for scenes: a phrase costs its 210,000 rounds once for all tests of a process, not at every lock.

The envelope is the prescribed one in every member: any reader of the format opens it. Only the salt is always
the same, so that the derivation can be remembered. Tests of the format itself make envelopes without this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from joserfc._rfc7518 import jwe_algs

from procurement.bidding import envelope

KDF = jwe_algs.PBES2HSAlgKeyEncryption
derive = cache(KDF.compute_derived_key)
SALT = SimpleNamespace(token_bytes=lambda count: b"one salt of tests"[:count])


def phrase(number: int) -> str:
    """The phrase of the bidder with this number."""
    return " ".join(f"{number:05d}" for _group in range(envelope.PHRASE_GROUPS))


def seal(payload: envelope.Payload, words: str, public_jwk: dict[str, Any]) -> envelope.Sealed:
    """What envelope.seal makes."""
    with remembered(), patch.object(jwe_algs, "secrets", SALT):
        return envelope.seal(payload, words, public_jwk)


def open_inner(token: str, words: str) -> bytes:
    """What envelope.open_inner gives."""
    with remembered():
        return envelope.open_inner(token, words)


@contextmanager
def remembered() -> Iterator[None]:
    """The same phrase with the same salt gives the same key, without the rounds."""
    with patch.object(KDF, "compute_derived_key", derive):
        yield
