"""The tree of RFC 9162: its roots as published, its proofs by the checker that knows nothing of us."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.ledger.tree import rules
from tests.ledger_script import script

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
SEED = bytes(32)


def leaf(number: int) -> bytes:
    return hashlib.sha256(b"\x00" + str(number).encode()).digest()


def root(start: int, end: int) -> bytes:
    """The root over leaves, by the definition of RFC 9162, 2.1.1."""
    if end - start == 1:
        return leaf(start)
    middle = start + (1 << ((end - start - 1).bit_length() - 1))
    return rules.node_hash(root(start, middle), root(middle, end))


def test_roots_are_those_that_certificate_transparency_published():
    frontier, roots = rules.Frontier(), []
    for text in INPUTS:
        frontier.add(hashlib.sha256(b"\x00" + bytes.fromhex(text)).digest())
        roots.append(frontier.root().hex())
    assert roots == ROOTS


@given(st.integers(1, 300))
def test_a_frontier_grows_to_the_root_of_the_definition(size):
    frontier = rules.Frontier()
    for number in range(size):
        frontier.add(leaf(number))
    assert frontier.blocks == size
    assert frontier.root() == root(0, size)


@given(st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(0, size - 1), st.just(size))))
def test_a_path_leads_from_the_leaf_to_the_root(where):
    number, size = where
    path = [root(*span) for span in rules.inclusion_ranges(number, size)]
    assert script.root_by_inclusion(leaf(number), number, size, path) == root(0, size)
    if path:
        with pytest.raises(script.Wrong):
            script.root_by_inclusion(leaf(number), number, size, path[:-1])
    with pytest.raises(script.Wrong):
        script.root_by_inclusion(leaf(number), number, size, [*path, leaf(0)])


@given(st.integers(1, 300).flatmap(lambda size: st.tuples(st.integers(1, size), st.just(size))))
def test_a_consistency_proof_gives_both_roots(sizes):
    first, second = sizes
    path = [root(*span) for span in rules.consistency_ranges(first, second)]
    roots = script.roots_by_consistency(first, second, root(0, first), path)
    assert roots == (root(0, first), root(0, second))


def test_every_perfect_subtree_has_a_key_of_its_own():
    spans = [(first, width) for width in (1, 2, 4, 8, 16) for first in range(0, 64, width)]
    assert len({rules.node_key(*span) for span in spans}) == len(spans)


def test_a_block_is_padded_so_that_nobody_without_its_seed_can_count():
    leaves = rules.block_leaves(2, SEED, {513: leaf(1)})
    assert len(set(leaves)) == rules.BLOCK
    assert leaves[1] == leaf(1)
    assert leaves[0] == rules.padding_leaf(SEED, 512) != rules.padding_leaf(bytes([1] * 32), 512)
    assert rules.root_of(leaves) != rules.root_of(rules.block_leaves(2, SEED, {}))
