"""What a proposal must hold, what it does to a draft: tables, no database."""

from dataclasses import replace

import pytest

from catalog.editions.choices import SuccessionKind
from catalog.editions.rules import ItemFacts, Link
from catalog.revisions import rules, wording
from catalog.revisions.choices import ProposalKind as K
from catalog.revisions.rules import NewItem, ProposalFacts
from tests.factories.catalogue import DEPARTMENTAL, GENERAL

BASE = {item.code: item for item in GENERAL}
PLACES = {"A": 2, "A04": 3}
NEW = NewItem("老年助餐服务", "A04")
OTHER = NewItem("老年助浴服务", "A04")


def facts(kind: K, old: str = "", *new: NewItem) -> ProposalFacts:
    return ProposalFacts(kind, "理由", tuple(old.split()), new)


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        (facts(K.ADD, "", NEW), ""),
        (facts(K.ADD), "new_items"),
        (facts(K.ADD, "A0401", NEW), "old_items"),
        (facts(K.ADD, "", NEW, OTHER), "new_items"),
        (facts(K.ADD, "", replace(NEW, name="居家养老服务")), "name_taken"),
        (facts(K.ADD, "", replace(NEW, place_code="")), "place"),
        (facts(K.ADD, "", replace(NEW, place_code="A0401")), "place"),
        (facts(K.RENAME, "A0404", NEW), ""),
        (facts(K.RENAME, "A0404", NewItem("居家养老服务", "A04", "只改说明。", "养老")), ""),
        (facts(K.RENAME, "A0404", NewItem("居家养老服务", "A04", "", "养老")), "unchanged"),
        (facts(K.RENAME, "A0404", replace(NEW, place_code="A")), "place"),
        (facts(K.RENAME, "A", NewItem("基本公共服务")), ""),
        (facts(K.RENAME, "A0499", NEW), "unknown_item"),
        (facts(K.SPLIT, "A0404", NEW, OTHER), ""),
        (facts(K.SPLIT, "A0404", NEW), "new_items"),
        (facts(K.SPLIT, "A0404", NEW, NEW), "name_taken"),
        (facts(K.SPLIT, "A0404", NEW, replace(OTHER, name="居家养老服务")), ""),
        (facts(K.SPLIT, "A04", NewItem("甲", "A"), NewItem("乙", "A")), "has_items_below"),
        (facts(K.MERGE, "A0401 A0404", NEW), ""),
        (facts(K.MERGE, "A0401 A0401", NEW), "old_items"),
        (facts(K.MERGE, "A0401 A04", NEW), "levels"),
        (facts(K.RETIRE, "A0401"), ""),
        (facts(K.RETIRE, "A04"), "has_items_below"),
        (facts(K.RETIRE, "A0401", NEW), "new_items"),
    ],
)
def test_a_proposal_names_what_is_there_and_what_it_becomes(proposed, code):
    found = rules.proposal_refusals(proposed, BASE, PLACES)
    assert [refusal.code for refusal in found][:1] == ([code] if code else [])
    assert all(refusal.remedy and "第十一条至第十三条" in str(refusal.basis) for refusal in found)


def test_a_departmental_item_stands_under_a_third_level_item():
    base = {item.code: item for item in DEPARTMENTAL}
    places = {"A0404": 4}
    assert rules.proposal_refusals(facts(K.ADD, "", NewItem("老年助浴", "A0404")), base, places) == []
    wrong = rules.proposal_refusals(facts(K.ADD, "", NewItem("老年助浴", "A04")), base, places)
    assert [refusal.code for refusal in wrong] == ["place"]
    change = rules.change_of(
        facts(K.ADD, "", NewItem("老年助浴", "A0404", code="MZ-3")), base, places, source="revision 1"
    )
    assert change.put[0] == ItemFacts("MZ-3", 4, "老年助浴", general_code="A0404", source="revision 1")


def test_a_rename_keeps_the_code_and_drops_the_english_name():
    draft = BASE | {"A0404": replace(BASE["A0404"], name_en="Home care")}
    change = rules.change_of(facts(K.RENAME, "A0404", NEW), draft, PLACES, source="revision 1")
    (put,) = change.put
    assert (put.code, put.name, put.name_en, put.source) == ("A0404", NEW.name, "", "revision 1")
    assert (change.removed, change.links) == ((), ())
    same = NewItem("居家养老服务", "A04", "只改说明。", "养老")
    (put,) = rules.change_of(facts(K.RENAME, "A0404", same), draft, PLACES, source="revision 1").put
    assert (put.name_en, put.source, put.description) == ("Home care", "示例", "只改说明。")


def test_a_part_may_keep_the_old_code():
    parts = (replace(NEW, code="A0404"), replace(OTHER, code="A0405"))
    change = rules.change_of(facts(K.SPLIT, "A0404", *parts), BASE, PLACES, source="")
    assert (change.old, change.removed) == (("A0404",), ())
    assert change.links == tuple(Link("A0404", code, SuccessionKind.SPLIT) for code in ("A0404", "A0405"))


@pytest.mark.parametrize(
    ("places", "taken", "stem", "codes"),
    [
        (["A04"], ["A0401", "A0409", "A05"], "", ["A0410"]),
        (["A04", "A04"], ["A0401"], "", ["A0402", "A0403"]),
        (["A"], ["A01", "A0101"], "", ["A02"]),
        (["A0402"], ["MZ-A0402-03", "MZ-A0401-09"], "MZ", ["MZ-A0402-04"]),
        ([""], ["A"], "", [""]),
    ],
)
def test_the_next_free_code_is_suggested(places, taken, stem, codes):
    assert rules.next_codes(places, taken, stem=stem) == codes


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("居家养老服务", "居家养老上门服务", "居家养老服务", "居家养老[上门]服务"),
        ("农村留守老年人探访", "独居老年人探访", "[农村留守]老年人探访", "[独居]老年人探访"),
        ("镇（街道）站", "镇（街道）和村（社区）站", "镇（街道）站", "镇（街道）[和村（社区）]站"),
        ("镇（街道）和村（社区）站", "镇（街道）站", "镇（街道）[和村（社区）]站", "镇（街道）站"),
        ("甲乙丙", "子丑寅", "[甲乙丙]", "[子丑寅]"),
        ("同", "同", "同", "同"),
        ("", "新的说明", "", "[新的说明]"),
        ("旧的说明", "", "[旧的说明]", ""),
    ],
)
def test_changed_words_are_marked(old, new, before, after):
    sides = wording.side_by_side(old, new)
    marked = ["".join(f"[{p.text}]" if p.is_changed else p.text for p in side) for side in sides]
    assert marked == [before, after]
