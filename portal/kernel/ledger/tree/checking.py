"""The whole tree computed again from the entries, held against what was stored and signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F
from django.utils.translation import gettext as _

from portal.kernel import keys
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import rules, workflow
from portal.kernel.ledger.tree.models import Leaf, LeafBlock, TreeHead, TreeNode
from portal.kernel.ledger.tree.rules import BLOCK, Frontier

CHUNK = 500


@dataclass(frozen=True)
class Fault:
    """Something about the tree that is not as it was: what, and which."""

    what: str
    which: int

    def __str__(self) -> str:
        return f"{self.what} {self.which}"


def verify(*, with_signatures: bool = True) -> list[Fault]:
    """Every fault of the tree; an empty list means that it is whole and that every head was signed over it.

    Signatures can be left out where the key file is kept elsewhere.
    """
    return [*_unplaced(), *_replaced(), *_grown_again(with_signatures=with_signatures)]


def _unplaced() -> Iterator[Fault]:
    """Entries that were never handed to the sequencer, and places that belong to no block."""
    lost = LedgerEntry.objects.filter(leaf=None, pending=None).order_by("pk")
    for key in lost.values_list("pk", flat=True).iterator():
        yield Fault(_("没有编入存证树的记录"), key)
    end = LeafBlock.objects.count() * BLOCK
    for number in Leaf.objects.filter(number__gte=end).values_list("number", flat=True):
        yield Fault(_("不属于任何分段的存证序号"), number)


def _replaced() -> Iterator[Fault]:
    """Entries whose hash is no longer the one that went into the tree."""
    changed = Leaf.objects.exclude(hash=F("entry__leaf_hash")).order_by("number")
    for number in changed.values_list("number", flat=True):
        yield Fault(_("与存证树不一致的记录，存证序号"), number)


def _grown_again(*, with_signatures: bool) -> Iterator[Fault]:
    """Blocks, nodes and heads, computed again from the first leaf on."""
    frontier, heads = Frontier(), {head.size: head for head in TreeHead.objects.all()}
    for block, leaves in _blocks():
        if block.number != frontier.blocks:
            yield Fault(_("缺少分段"), frontier.blocks)
            return
        entries = {number: bytes.fromhex(value) for number, value in leaves}
        hashes = rules.block_leaves(block.number, bytes.fromhex(block.seed), entries)
        made = frontier.add(rules.root_of(hashes))
        stored = TreeNode.objects.in_bulk(made)
        if any(key not in stored or stored[key].hash != value.hex() for key, value in made.items()):
            yield Fault(_("与存证内容不一致的分段"), block.number)
        head = heads.pop((block.number + 1) * BLOCK, None)
        if head and not _is_true(head, frontier.root().hex(), with_signatures=with_signatures):
            yield Fault(_("与存证内容不一致的树头"), head.size)
    yield from (Fault(_("没有存证内容的树头"), size) for size in heads)


def _is_true(head: TreeHead, root: str, *, with_signatures: bool) -> bool:
    """Whether a head has this root, and its signature says so."""
    if not with_signatures:
        return head.root == root
    try:
        signed = workflow.statement_of(head)
    except keys.UnknownKey:
        return False
    return head.root == root and signed == workflow.said(head.size, root, head.at)


def _blocks() -> Iterator[tuple[LeafBlock, list[tuple[int, str]]]]:
    """Every block in order with its entries' places and hashes, read in one pass."""
    placed = Leaf.objects.order_by("number").values_list("number", "hash").iterator(chunk_size=10_000)
    groups = groupby(placed, key=lambda row: row[0] // BLOCK)
    following = next(groups, None)
    for block in LeafBlock.objects.order_by("number").iterator(chunk_size=CHUNK):
        leaves = []
        if following and following[0] == block.number:
            leaves = list(following[1])
            following = next(groups, None)
        yield block, leaves
