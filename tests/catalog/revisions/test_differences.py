"""Two editions side by side: tables, no database."""

from dataclasses import replace

import pytest

from catalog.editions.rules import ItemFacts
from catalog.revisions import differences
from catalog.revisions.choices import ChangeKind as C

A = ItemFacts("A", 1, "公共服务")
B = ItemFacts("B", 1, "辅助服务")
ONE = ItemFacts("A1", 2, "居家养老服务", parent_code="A")
TWO = ItemFacts("A2", 2, "老年助餐服务", parent_code="A", description="供餐。")
NEW = ItemFacts("A3", 2, "居家探访服务", parent_code="A")
NAMES = {"A": "A 公共服务", "B": "B 辅助服务"}


def kinds(old, new, pairs) -> dict[tuple[str, str], tuple]:
    rows = differences.rows_of(old, new, pairs, NAMES)
    return {(r.old.code if r.old else "", r.new.code if r.new else ""): r.kinds for r in rows}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (ONE, (C.KEPT,)),
        (replace(ONE, name="居家养老上门服务"), (C.RENAMED,)),
        (replace(ONE, description="上门服务。"), (C.REWORDED,)),
        (replace(ONE, field_of_service="养老"), (C.REWORDED,)),
        (replace(ONE, parent_code="B"), (C.MOVED,)),
        (replace(ONE, name="甲", description="乙", parent_code="B"), (C.RENAMED, C.REWORDED, C.MOVED)),
        (replace(ONE, general_code="X"), (C.MOVED,)),
    ],
)
def test_an_item_changes_its_name_its_words_or_its_place(changed, found):
    same = [("A", "A"), ("B", "B"), ("A1", "A1")]
    assert kinds([A, B, ONE], [A, B, changed], same)[("A1", "A1")] == found


def test_items_are_added_retired_split_merged_and_renumbered():
    assert kinds([ONE], [NEW], [("A1", "")]) == {("A1", ""): (C.RETIRED,), ("", "A3"): (C.ADDED,)}
    split = kinds([ONE], [TWO, NEW], [("A1", "A2"), ("A1", "A3")])
    assert split == {("A1", "A2"): (C.SPLIT,), ("A1", "A3"): (C.SPLIT,)}
    merged = kinds([ONE, TWO], [NEW], [("A1", "A3"), ("A2", "A3")])
    assert merged == {("A1", "A3"): (C.MERGED,), ("A2", "A3"): (C.MERGED,)}
    assert kinds([ONE], [replace(ONE, code="A9")], [("A1", "A9")]) == {("A1", "A9"): (C.RENAMED,)}


def test_an_item_does_not_move_when_its_place_is_renumbered():
    upper, child = replace(A, code="C"), replace(ONE, parent_code="C")
    found = kinds([A, ONE], [upper, child], [("A", "C"), ("A1", "A1")])
    assert found == {("A", "C"): (C.RENAMED,), ("A1", "A1"): (C.KEPT,)}


def test_what_is_split_or_merged_counts_once():
    pairs = [("A", "A"), ("A1", "A2"), ("A1", "A3")]
    counts = differences.counts_of(differences.rows_of([A, ONE], [A, TWO, NEW], pairs, NAMES))
    assert counts == {C.KEPT: 1, C.SPLIT: 1}


def test_words_are_marked_on_both_sides_and_a_missing_side_is_empty():
    (row,) = differences.rows_of([TWO], [replace(TWO, description="上门供餐。")], [("A2", "A2")], NAMES)
    assert [piece.text for piece in row.details[0].new if piece.is_changed] == ["上门"]
    (row,) = differences.rows_of([], [TWO], [], NAMES)
    assert (row.name.old, row.details[0].old) == ([], [])
    assert not row.name.new[0].is_changed
    assert [detail.label for detail in row.details] == ["说明", "位置"]


def test_steps_are_composed_and_can_be_read_backwards():
    first = [("1", "2"), ("1", "3"), ("4", "")]
    second = [("2", "5"), ("3", "")]
    assert differences.composed(first, second) == [("1", "5"), ("4", "")]
    assert differences.composed([("1", "2"), ("1", "3")], [("2", "5"), ("3", "5")]) == [("1", "5")]
    assert differences.reversed_pairs([("1", "5"), ("4", "")], ["5", "6"]) == [("5", "1"), ("6", "")]
