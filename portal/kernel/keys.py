"""The key file: what wraps the opening keys and signs receipts. It lives beside the database, never in it.

Opening keys are stored wrapped (JWE, A256KW with A256GCM) under the newest key-encryption key; older ones are
kept so that what they wrapped can still be unwrapped. Receipts and statements are compact JWS (ES256).
"""

import fcntl
import json
import os
import tempfile
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, OctKey

FORMAT = "portal-keys/1"
WRAP_ALGORITHMS = ["A256KW", "A256GCM"]
SIGN_ALGORITHMS = ["ES256"]
PRIVATE_MODE = 0o600
# A process that has just wrapped under the former key may not have committed yet.
LEAST_RETIREMENT = timedelta(hours=1)


class KeyFileError(Exception):
    """The key file is missing, unreadable or not one of ours."""


class UnknownKey(Exception):
    """Something was wrapped or signed with a key that the key file does not hold, or was changed since."""


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """The keys of one portal, the one in use last; `is_demonstration` keys are refused in production."""

    is_demonstration: bool
    wrapping: tuple[dict[str, Any], ...]
    signing: tuple[dict[str, Any], ...]

    @cached_property
    def signing_key(self) -> ECKey:
        """The key that signs, read once: reading it takes as long as signing with it."""
        return ECKey.import_key(self.signing[-1])

    @classmethod
    def from_text(cls, text: str) -> "KeyRing":
        stored = json.loads(text)
        if stored["format"] != FORMAT or not stored["wrapping"] or not stored["signing"]:
            raise ValueError(FORMAT)
        return cls(
            is_demonstration=stored["demonstration"],
            wrapping=tuple(stored["wrapping"]),
            signing=tuple(stored["signing"]),
        )

    def as_text(self) -> str:
        stored = {
            "format": FORMAT,
            "demonstration": self.is_demonstration,
            "wrapping": self.wrapping,
            "signing": self.signing,
        }
        return json.dumps(stored, indent=1) + "\n"


def wrap(private_jwk: dict[str, Any]) -> str:
    """Lock a private key for storage in the database."""
    key = _ring().wrapping[-1]
    header = {"alg": "A256KW", "enc": "A256GCM", "kid": key["kid"]}
    return jwe.encrypt_compact(
        header, _canonical(private_jwk), OctKey.import_key(key), algorithms=WRAP_ALGORITHMS
    )


def unwrap(wrapped: str) -> dict[str, Any]:
    """The private key again, whichever of our wrapping keys locked it."""
    keys = KeySet([OctKey.import_key(key) for key in _ring().wrapping])
    try:
        return json.loads(jwe.decrypt_compact(wrapped, keys, algorithms=WRAP_ALGORITHMS).plaintext)
    except (JoseError, ValueError) as error:
        raise UnknownKey(str(error)) from error


def wrapped_under(wrapped: str) -> str:
    """The number of the wrapping key that locked this."""
    try:
        header = wrapped.split(".")[0]
        return str(json.loads(urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnknownKey(str(error)) from error


def sign(payload: dict[str, Any], *, typ: str = "") -> str:
    """A receipt or statement as a compact JWS; `typ` keeps one kind from being shown as another."""
    ring = _ring()
    header = {"alg": "ES256", "kid": ring.signing[-1]["kid"]} | ({"typ": typ} if typ else {})
    return jws.serialize_compact(header, _canonical(payload), ring.signing_key, algorithms=SIGN_ALGORITHMS)


def verify(token: str, *, typ: str = "") -> dict[str, Any]:
    """What a receipt or statement of this portal says; UnknownKey if it is not ours or not whole."""
    keys = KeySet([ECKey.import_key(key) for key in public_jwks()["keys"]])
    try:
        opened = jws.deserialize_compact(token, keys, algorithms=SIGN_ALGORITHMS)
        if opened.protected.get("typ", "") != typ:
            raise UnknownKey("typ")
        return json.loads(opened.payload)
    except (JoseError, ValueError) as error:
        raise UnknownKey(str(error)) from error


def public_jwks() -> dict[str, list[dict[str, Any]]]:
    """The public halves of all signing keys, for whoever checks a receipt."""
    public = [ECKey.import_key(key).as_dict(private=False) for key in _ring().signing]
    return {"keys": [key | {"use": "sig", "alg": "ES256"} for key in public]}


def create(*, now: datetime) -> bool:
    """Make the key file unless there is one; true if it was made."""
    with _changing():
        if settings.KEY_FILE.exists():
            return False
        ring = KeyRing(
            is_demonstration=not settings.IS_PRODUCTION,
            wrapping=(_new_wrapping_key(now),),
            signing=(_new_signing_key(now),),
        )
        _write(ring)
    return True


def rotate(*, now: datetime, with_signing: bool = False) -> None:
    """Put a new wrapping key in use, and a new signing key if asked; the public half of the old one stays."""
    with _changing():
        ring = _ring()
        ring = replace(ring, wrapping=(*ring.wrapping, _new_wrapping_key(now)))
        if with_signing:
            retired = tuple({k: v for k, v in key.items() if k != "d"} for key in ring.signing)
            ring = replace(ring, signing=(*retired, _new_signing_key(now)))
        _write(ring)


def forget(*, needed: Iterable[str], now: datetime) -> list[str]:
    """Drop the retired wrapping keys that lock nothing any longer; gives their numbers.

    The one in use stays, and so does one that was in use within the last hour.
    """
    kept = set(needed)
    with _changing():
        ring = _ring()
        dropped = [
            old["kid"]
            for old, successor in pairwise(ring.wrapping)
            if old["kid"] not in kept
            and datetime.fromisoformat(successor["created_at"]) + LEAST_RETIREMENT <= now
        ]
        if dropped:
            left = tuple(key for key in ring.wrapping if key["kid"] not in dropped)
            _write(replace(ring, wrapping=left))
    return dropped


def read() -> KeyRing:
    """The key file as it stands on disk."""
    try:
        return KeyRing.from_text(settings.KEY_FILE.read_text("utf-8"))
    except OSError as error:
        raise KeyFileError(f"{settings.KEY_FILE}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KeyFileError(f"{settings.KEY_FILE}: {FORMAT}?") from error


def _ring() -> KeyRing:
    """The key file, read again only when it has changed, so that a rotation reaches running processes."""
    try:
        changed = settings.KEY_FILE.stat()
    except OSError as error:
        raise KeyFileError(f"{settings.KEY_FILE}: {error.strerror}") from error
    return _read_once(settings.KEY_FILE, changed.st_mtime_ns, changed.st_ino)


@lru_cache(maxsize=2)
def _read_once(path: Path, changed_at: int, inode: int) -> KeyRing:
    return read()


def _new_wrapping_key(now: datetime) -> dict[str, Any]:
    key = OctKey.generate_key(256)
    return key.as_dict(private=True) | {"kid": key.thumbprint(), "created_at": now.isoformat()}


def _new_signing_key(now: datetime) -> dict[str, Any]:
    key = ECKey.generate_key("P-256")
    return key.as_dict(private=True) | {"kid": key.thumbprint(), "created_at": now.isoformat()}


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


@contextmanager
def _changing() -> Iterator[None]:
    """One process at a time makes or rotates keys; the folder is private before anything is in it."""
    folder = settings.KEY_FILE.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(ring: KeyRing) -> None:
    """Replace the file whole or not at all: half a key file would lose every opening key."""
    descriptor, name = tempfile.mkstemp(dir=settings.KEY_FILE.parent, prefix=".keys-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), PRIVATE_MODE)
            file.write(ring.as_text())
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, settings.KEY_FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
