"""One item as it is typed, and what is said about successors: tables, no database."""

from dataclasses import replace

import pytest

from catalog.editions import item_rules
from catalog.editions.choices import SuccessionKind as Kind
from catalog.editions.rules import ItemFacts, Link
from tests.factories.catalogue import DEPARTMENTAL, GENERAL

NEW = ItemFacts("A0405", 3, "老年助餐服务", parent_code="A04")
OWN = ItemFacts("MZ-3", 4, "老年助浴服务", general_code="A0404")


@pytest.mark.parametrize(
    ("item", "is_new", "codes"),
    [
        (NEW, True, []),
        (replace(NEW, code="A0401"), True, ["code_taken"]),
        (replace(NEW, code="A0401"), False, []),
        (replace(NEW, code="甲1"), True, ["code"]),
        (replace(NEW, code="a0405"), True, ["code"]),
        (replace(NEW, name="居家养老服务"), True, ["name_taken"]),
        (replace(NEW, parent_code="A"), True, ["place"]),
        (replace(NEW, parent_code=""), True, ["place"]),
        (replace(NEW, parent_code="A99"), True, ["place"]),
        (replace(NEW, code="A04", level=3), False, ["place"]),
        (ItemFacts("B", 1, "政府履职辅助性服务"), True, []),
    ],
)
def test_an_item_of_the_general_catalogue_has_its_own_code_name_and_place(item, is_new, codes):
    found = item_rules.item_refusals(item, GENERAL, is_new=is_new, general=None)
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("item", "codes"),
    [(OWN, []), (replace(OWN, general_code="A0499"), ["place"]), (replace(OWN, level=3), ["place"])],
)
def test_a_departmental_item_falls_under_a_third_level_item(item, codes):
    found = item_rules.item_refusals(item, DEPARTMENTAL, is_new=True, general={"A0404"})
    assert [refusal.code for refusal in found] == codes


@pytest.mark.parametrize(
    ("links", "code"),
    [
        ([Link("1", "2", Kind.RENAMED)], ""),
        ([Link("1", "2", Kind.SPLIT), Link("1", "3", Kind.SPLIT)], ""),
        ([Link("1", "2", Kind.MERGED), Link("4", "2", Kind.MERGED)], ""),
        ([Link("1", "2", Kind.SPLIT)], "successors"),
        ([Link("1", "2", Kind.RENAMED), Link("1", "3", Kind.RENAMED)], "successors"),
        ([Link("9", "2", Kind.RENAMED)], "unknown_item"),
        ([Link("1", "9", Kind.RENAMED)], "unknown_item"),
    ],
)
def test_successors_are_there_and_as_many_as_the_word_says(links, code):
    found = item_rules.successor_refusals(links, old={"1", "4"}, new={"2", "3"})
    assert [refusal.code for refusal in found] == ([code] if code else [])
