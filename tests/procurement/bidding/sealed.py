"""One envelope that is in order, and the means to spoil it."""

import base64
import json
from typing import Any

import pytest
from joserfc.jwk import ECKey

from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError, Payload

PACKAGE, BIDDER = "430100-2026-0217-1", "51430000500123456X"
PRIVATE_JWK = ECKey.generate_key("P-256").as_dict(private=True)
PUBLIC_JWK = {name: PRIVATE_JWK[name] for name in ("kty", "crv", "x", "y")}
KID = envelope.thumbprint(PUBLIC_JWK)
PHRASE = "48213 90576 31842 07659 26310"
PAYLOAD = Payload.new(
    kind="response",
    package=PACKAGE,
    bidder=BIDDER,
    fields={"price": "936000.00", "plan": "上门照护，每周三次"},
)
SEALED = envelope.seal(PAYLOAD, PHRASE, PUBLIC_JWK)


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def header_of(token: str) -> dict[str, Any]:
    segment = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


def with_header(token: str, header: Any) -> str:
    raw = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    return ".".join([encode(raw), *token.split(".")[1:]])


def refused(check, *args, **kwargs) -> str:
    with pytest.raises(EnvelopeError) as caught:
        check(*args, **kwargs)
    assert caught.value.sentence.endswith("。")
    return caught.value.code


def parse(plaintext: bytes, **changed: str) -> Payload:
    return envelope.parse_payload(
        plaintext, **({"package": PACKAGE, "bidder": BIDDER, "kind": "response"} | changed)
    )
