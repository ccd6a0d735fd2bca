"""The custodian's part `portal-custody/1`, and the file in which a custodian keeps its key.

The reference for clients, as docs/developers/sealed-bid-format.md describes them; the portal itself only ever
calls `check_part`.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey

from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError

FORMAT = "portal-custody/1"
KEY_FORMAT = "portal-custody-key/1"
# A part holds six short members.
MAX_PART = 2048


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is sealed to the custodian: the phrase, and for which envelope of whom it is."""

    package: str
    bidder: str
    kind: str
    plaintext_sha256: str
    phrase: str

    def as_bytes(self) -> bytes:
        """Canonical JSON (RFC 8785) in UTF-8."""
        return _canonical({"format": FORMAT, **asdict(self)})


def seal_part(part: Part, public_jwk: dict[str, Any]) -> str:
    """The part as a compact JWE to the custodian's key."""
    key = ECKey.import_key(dict(public_jwk))
    header = {"alg": envelope.OUTER_ALGORITHM, "enc": envelope.ENCRYPTION, "kid": key.thumbprint()}
    algorithms = [envelope.OUTER_ALGORITHM, envelope.ENCRYPTION]
    return jwe.encrypt_compact(header, part.as_bytes(), key, algorithms=algorithms)


def check_part(token: str, kid: str) -> None:
    """All that can be known of a part without the custodian's key: form, size, algorithms, whose key."""
    if len(token) > MAX_PART:
        raise EnvelopeError("too_large")
    envelope.check_outer(token, kid)


def open_part(token: str, private_jwk: dict[str, Any]) -> Part:
    """The part again, for the custodian only; raises EnvelopeError when it is not one."""
    try:
        members = json.loads(envelope.open_outer(token, private_jwk))
        if members.pop("format") != FORMAT:
            raise EnvelopeError("wrong_format")
        return Part(**members)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EnvelopeError("payload_malformed") from None


def key_file(private_jwk: dict[str, Any], phrase: str, *, body: str, now: datetime) -> str:
    """The text of a key file: the private half locked with a phrase, the public one beside it."""
    key = ECKey.import_key(dict(private_jwk))
    private = key.as_dict(private=True)
    members = ("kty", "crv", "x", "y", "d")
    header = {"alg": envelope.INNER_ALGORITHM, "enc": envelope.ENCRYPTION, "p2c": envelope.ITERATIONS}
    lock = OctKey.import_key(envelope.normalise_phrase(phrase).encode("ascii"))
    locked = jwe.encrypt_compact(
        header,
        _canonical({name: private[name] for name in members}),
        lock,
        algorithms=[envelope.INNER_ALGORITHM, envelope.ENCRYPTION],
    )
    whole = {
        "format": KEY_FORMAT,
        "kid": key.thumbprint(),
        "body": body,
        "created_at": now.isoformat(),
        "public_jwk": {name: private[name] for name in members[:-1]},
        "private": locked,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def open_key_file(text: str, phrase: str) -> dict[str, Any]:
    """The private half in a key file; raises EnvelopeError when the phrase does not open it."""
    try:
        whole = json.loads(text)
        if whole["format"] != KEY_FORMAT:
            raise EnvelopeError("wrong_format")
        private = json.loads(envelope.open_inner(whole["private"], phrase))
        if ECKey.import_key(private).thumbprint() != whole["kid"]:
            raise EnvelopeError("wrong_key")
    except (JoseError, ValueError, KeyError, TypeError):
        raise EnvelopeError("payload_malformed") from None
    return private


def _canonical(members: dict[str, Any]) -> bytes:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
