"""How an entry becomes bytes and a hash; pure, so that a stand-alone verifier can repeat it."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

FORMAT = "portal-ledger/1"


def plain(value: object) -> object:
    """A value as JSON knows it: money and dates as text, times in UTC, everything else unchanged."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [plain(item) for item in items]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, float):
        raise TypeError("a float has no place in the ledger")
    return str(value)


def canonical(value: object) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8 unescaped."""
    return json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def leaf_bytes(entry: dict) -> bytes:
    """The bytes that are hashed: the RFC 6962 leaf prefix, then the canonical entry."""
    return b"\x00" + canonical({"format": FORMAT, **entry})


def leaf_hash(entry: dict) -> str:
    """SHA-256 of an entry as lower-case hex, 64 characters."""
    return hashlib.sha256(leaf_bytes(entry)).hexdigest()


def salted_digest(value: object, salt: str) -> str:
    """Digest of a sealed or personal fact; the salt keeps a short value from being guessed."""
    return hashlib.sha256(salt.encode() + b"\x1f" + canonical(value)).hexdigest()
