"""Reading the tree: heads, places, and the hashes of proofs."""

from datetime import datetime

from django.db import connection
from django.db.models import Q

from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import rules
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, PendingEntry, TreeHead, TreeNode
from portal.kernel.ledger.tree.rules import BLOCK, Frontier, Range

# The number of the one advisory lock under which the tree grows.
TREE_LOCK = 9162


def hold() -> None:
    """Let one sequencer work at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])


def latest() -> TreeHead | None:
    """The newest head."""
    return TreeHead.objects.order_by("-size").first()


def waiting_since() -> datetime | None:
    """When the oldest entry that has no place yet was recorded."""
    return PendingEntry.objects.order_by("since").values_list("since", flat=True).first()


def head_of(leaf: Leaf) -> TreeHead:
    """The first head that holds a place: what a receipt promises."""
    return TreeHead.objects.filter(size__gt=leaf.number).order_by("size").first()


def signed_between(since: datetime, until: datetime) -> list[datetime]:
    """When heads were signed in a time, earliest first: they come by the clock, so a gap is a silence."""
    return list(TreeHead.objects.filter(at__range=(since, until)).order_by("at").values_list("at", flat=True))


def leaf_of(entry: LedgerEntry) -> Leaf | None:
    """The place of an entry; None while it waits for one."""
    return Leaf.objects.filter(entry=entry).first()


def leaf_with(leaf_hash: str) -> Leaf | None:
    """The place of the entry with this hash; only who holds the hash can ask."""
    return Leaf.objects.filter(entry__leaf_hash=leaf_hash).first()


def frontier(blocks: int) -> Frontier:
    """The tree over so many blocks, ready to grow."""
    parts = list(rules.perfect(0, blocks))
    nodes = TreeNode.objects.in_bulk([rules.node_key(*part) for part in parts])
    return Frontier(
        [(width, bytes.fromhex(nodes[rules.node_key(first, width)].hash)) for first, width in parts]
    )


def inclusion(leaf: Leaf, head: TreeHead) -> list[str]:
    """The path from a leaf to the root of a head that holds it."""
    return _hashes(rules.inclusion_ranges(leaf.number, head.size), block=leaf.number // BLOCK)


def consistency(first: TreeHead, second: TreeHead) -> list[str]:
    """The hashes that show that the second head only added to the first."""
    return _hashes(rules.consistency_ranges(first.size, second.size))


def inclusion_proof(leaf: Leaf, head: TreeHead) -> dict:
    """The same as a file for the stand-alone checker."""
    return {
        "format": "portal-inclusion/1",
        "leaf_hash": leaf.hash,
        "leaf_index": leaf.number,
        "path": inclusion(leaf, head),
        "head": head.statement,
    }


def consistency_proof(first: TreeHead, second: TreeHead) -> dict:
    """The same as a file for the stand-alone checker."""
    return {
        "format": "portal-consistency/1",
        "path": consistency(first, second),
        "first": first.statement,
        "second": second.statement,
    }


def leaves_of(block: LeafBlock) -> list[bytes]:
    """All leaf hashes of a block, padding among them."""
    within = Q(number__gte=block.number * BLOCK, number__lt=(block.number + 1) * BLOCK)
    entries = {leaf.number: bytes.fromhex(leaf.hash) for leaf in Leaf.objects.filter(within)}
    return rules.block_leaves(block.number, bytes.fromhex(block.seed), entries)


def _hashes(ranges: list[Range], *, block: int | None = None) -> list[str]:
    """The hash of every range: whole blocks from stored nodes, smaller ones from the leaves of one block."""
    keys = {span: _keys(span) for span in ranges if span[1] - span[0] >= BLOCK}
    nodes = TreeNode.objects.in_bulk({key for found in keys.values() for key in found})
    leaves = leaves_of(LeafBlock.objects.get(pk=block)) if len(keys) < len(ranges) else []
    found = []
    for start, end in ranges:
        if (start, end) in keys:
            value = rules.folded([bytes.fromhex(nodes[key].hash) for key in keys[start, end]])
        else:
            value = rules.root_of(leaves[start % BLOCK : start % BLOCK + end - start])
        found.append(value.hex())
    return found


def _keys(span: Range) -> list[int]:
    start, end = span
    return [rules.node_key(*part) for part in rules.perfect(start // BLOCK, end // BLOCK)]
