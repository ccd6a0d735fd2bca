"""Drawing by a seed: row 17 of a table is the same in every size, on every machine and on every day."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import TypeVar

Drawn = TypeVar("Drawn")

SEED = 20240520
AS_OF = date(2024, 12, 31)
CHUNK = 2_000


@dataclass(frozen=True)
class Lot:
    """What every draw hangs on: the seed, and the day on which the generated province stands."""

    seed: int = SEED
    as_of: date = AS_OF

    def source(self, table: str, index: int) -> Random:
        """The source of randomness of one row of a table; no other row moves it."""
        mark = hashlib.blake2b(f"{self.seed}/{table}/{index}".encode(), digest_size=8).digest()
        return Random(int.from_bytes(mark))


def weighted(source: Random, weights: Mapping[Drawn, float]) -> Drawn:
    """One of the keys, each as often as its weight says."""
    return source.choices(list(weights), weights=list(weights.values()))[0]


def chunks(rows: Iterable[Drawn], size: int = CHUNK) -> Iterator[list[Drawn]]:
    """The rows some thousands at a time, so that no table is ever held whole."""
    left = iter(rows)
    while chunk := list(islice(left, size)):
        yield chunk
