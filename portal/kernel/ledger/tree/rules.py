"""The tree of RFC 9162, section 2.1, as pure functions: what is hashed, and which hashes a proof needs.

The leaves stand in blocks of BLOCK. Places of a block that hold no entry are padded, so that neither a size
nor a place tells how much was recorded.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

BLOCK = 256
PLACES = BLOCK // 2  # for entries: the even ones
PADDING = b"portal-ledger-padding/1 "

Range = tuple[int, int]  # leaves from the first number up to, not including, the second


@dataclass
class Frontier:
    """The perfect subtrees that a tree of whole blocks consists of, widest first: (blocks, hash)."""

    peaks: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def blocks(self) -> int:
        """How many blocks the tree holds."""
        return sum(width for width, _value in self.peaks)

    def add(self, root: bytes) -> dict[int, bytes]:
        """Append one block; the hashes of all subtrees that it completes, by their key."""
        first, width, value = self.blocks, 1, root
        completed = {node_key(first, width): value}
        while self.peaks and self.peaks[-1][0] == width:
            value = node_hash(self.peaks.pop()[1], value)
            first, width = first - width, width * 2
            completed[node_key(first, width)] = value
        self.peaks.append((width, value))
        return completed

    def root(self) -> bytes:
        """The root hash of the tree as it stands."""
        return folded([value for _width, value in self.peaks])


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def padding_leaf(seed: bytes, number: int) -> bytes:
    """The hash of a leaf that holds no entry; whoever has the block's seed can tell it from one that does."""
    mark = hmac.digest(seed, number.to_bytes(8), "sha256")
    return hashlib.sha256(b"\x00" + PADDING + mark).digest()


def block_leaves(block: int, seed: bytes, entries: Mapping[int, bytes]) -> list[bytes]:
    """The leaf hashes of a block: those of its entries, by number, and padding."""
    numbers = range(block * BLOCK, (block + 1) * BLOCK)
    return [entries.get(number) or padding_leaf(seed, number) for number in numbers]


def root_of(leaves: list[bytes]) -> bytes:
    """The root hash over a power of two of leaves."""
    level = leaves
    while len(level) > 1:
        level = [node_hash(*level[at : at + 2]) for at in range(0, len(level), 2)]
    return level[0]


def folded(parts: list[bytes]) -> bytes:
    """The root over perfect subtrees of falling width."""
    value = parts[-1]
    for left in reversed(parts[:-1]):
        value = node_hash(left, value)
    return value


def node_key(first: int, width: int) -> int:
    """One number for the perfect subtree over `width` blocks from `first`: its place in the in-order walk."""
    return 2 * first + width - 1


def perfect(start: int, end: int) -> Iterator[tuple[int, int]]:
    """(first, width) of the perfect subtrees that make up a range, widest first."""
    while start < end:
        width = 1 << ((end - start).bit_length() - 1)
        yield start, width
        start += width


def inclusion_ranges(number: int, size: int) -> list[Range]:
    """What a proof that a leaf is in a tree consists of, from the leaf up (RFC 9162, 2.1.3.1)."""
    start, end, ranges = 0, size, []
    while end - start > 1:
        middle = start + _left_width(end - start)
        if number < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """What a proof that one tree begins with another consists of (RFC 9162, 2.1.4.1); 0 < first <= second."""
    start, end, ranges = 0, second, []
    while first != end:
        middle = start + _left_width(end - start)
        if first <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def _left_width(size: int) -> int:
    """The largest power of two smaller than a size above one."""
    return 1 << ((size - 1).bit_length() - 1)
