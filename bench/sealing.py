"""The sealed format: opening a hundred responses beside the bare standard beneath it."""

from collections.abc import Iterator

from joserfc import jwe
from joserfc.jwk import ECKey

from bench.measure import Comparison, Side
from bench.scene import Scene
from procurement.bidding import envelope

WORDS = "密封格式"
ALGORITHMS = [envelope.OUTER_ALGORITHM, envelope.ENCRYPTION]
FIELDS = {"plan": "每周上门照护两次，建立一人一档。" * 200, "first_price": "936000.00"}


def prepare(_scene: Scene) -> None:
    """Nothing lies in a database here."""


def rows(scene: Scene) -> Iterator[Comparison]:
    """The portal takes off the outer lock and checks; the inner one is opened by the bidders themselves."""
    key = ECKey.generate_key("P-256")
    tokens = sealed(key, scene.counts.envelopes)
    private = key.as_dict(private=True)

    def bare() -> None:
        for token in tokens:
            jwe.decrypt_compact(token, key, algorithms=ALGORITHMS)

    def portal() -> None:
        for token in tokens:
            envelope.open_outer(token, private)

    yield Comparison(f"开启 {len(tokens)} 份响应文件", Side("只解密", bare), Side("解密并检查", portal))


def sealed(key: ECKey, count: int) -> list[str]:
    """One response locked anew so many times: the inner lock is slow on purpose and not measured."""
    payload = envelope.Payload.new(
        kind="response", package="CS-1", bidder="52430000YY0000000X", fields=FIELDS
    )
    inner = envelope.seal(payload, envelope.new_phrase(), key.as_dict(private=False)).inner
    header = {"alg": envelope.OUTER_ALGORITHM, "enc": envelope.ENCRYPTION, "kid": key.thumbprint()}
    return [
        jwe.encrypt_compact(header, inner.encode("ascii"), key, algorithms=ALGORITHMS)
        for _number in range(count)
    ]
