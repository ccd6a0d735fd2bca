"""The sequencer: entries that were committed get their places, and the new head is signed.

It works by the clock, never because something was recorded, and each time adds at least one padded block: a
head tells nothing about what the ledger received.
"""

import secrets
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from portal.kernel import keys
from portal.kernel.ledger.tree import queries, rules
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, TreeHead, TreeNode
from portal.kernel.ledger.tree.rules import BLOCK, PLACES

HEAD_TYPE = "portal-tree-head"
FORMAT = "portal-tree-head/1"

TAKE = """
WITH taken AS (DELETE FROM kernel_pendingentry RETURNING entry_id)
SELECT id, leaf_hash FROM kernel_ledgerentry JOIN taken ON entry_id = id
"""


@transaction.atomic
def grow(*, now: datetime, every: timedelta | None = None) -> TreeHead | None:
    """Place what waits and sign a head; None while the last one is younger than the interval.

    One transaction under one lock: cut off anywhere it leaves nothing, and what waited waits on.
    """
    queries.hold()
    last = queries.latest()
    if last and now < last.at + (settings.LEDGER_HEAD_EVERY if every is None else every):
        return None
    entries = _take()
    frontier = queries.frontier(last.size // BLOCK if last else 0)
    first, count = frontier.blocks, max(1, -(-len(entries) // PLACES))
    placed = _place(entries, first=first * BLOCK, count=count * BLOCK)
    seeds = [secrets.token_bytes(32) for _block in range(count)]
    nodes = {}
    for number, seed in enumerate(seeds, start=first):
        nodes |= frontier.add(rules.root_of(rules.block_leaves(number, seed, placed)))
    LeafBlock.objects.bulk_create(
        [LeafBlock(number=number, seed=seed.hex(), made_at=now) for number, seed in enumerate(seeds, first)]
    )
    TreeNode.objects.bulk_create([TreeNode(key=key, hash=value.hex()) for key, value in nodes.items()])
    return _sign(frontier.blocks * BLOCK, frontier.root().hex(), now=now)


def promised_by(moment: datetime) -> datetime:
    """Until when an entry of this moment is in a signed head."""
    return moment + settings.LEDGER_HEAD_DELAY


def statement_of(head: TreeHead) -> dict:
    """What a head says, its signature checked."""
    return keys.verify(head.statement, typ=HEAD_TYPE)


def said(size: int, root: str, at: datetime) -> dict:
    """What the signature of a head covers."""
    return {
        "format": FORMAT,
        "tree_size": size,
        "root_hash": root,
        "timestamp": at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _take() -> list[tuple[int, str]]:
    """Key and hash of every entry that waits; they wait no longer."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE)
        return cursor.fetchall()


def _place(entries: list[tuple[int, str]], *, first: int, count: int) -> dict[int, bytes]:
    """Give every entry a place of its own, drawn at random: the distance of two places tells nothing.

    Beside each stands padding. A proof shows the hash of its neighbour, and with the hash of an entry one
    could ask whether there is one.
    """
    numbers = secrets.SystemRandom().sample(range(first, first + count, 2), len(entries))
    Leaf.objects.bulk_create(
        [
            Leaf(entry_id=key, number=number, hash=leaf_hash)
            for number, (key, leaf_hash) in zip(numbers, entries, strict=True)
        ],
        batch_size=10_000,
    )
    return {
        number: bytes.fromhex(leaf_hash) for number, (_key, leaf_hash) in zip(numbers, entries, strict=True)
    }


def _sign(size: int, root: str, *, now: datetime) -> TreeHead:
    statement = keys.sign(said(size, root, now), typ=HEAD_TYPE)
    return TreeHead.objects.create(size=size, root=root, at=now, statement=statement)
