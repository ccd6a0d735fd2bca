"""When an edition is in force, what it must hold, and the words of a source mark."""

from datetime import date

import pytest

from catalog import capacities
from catalog.editions import rules
from catalog.editions.choices import SuccessionKind
from catalog.editions.rules import Former, ItemFacts, Link
from orgs.people.choices import Role

DAY = date(2026, 11, 23)
BEFORE, AFTER = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.article("湘财综〔2022〕18号；规则 GPS-11")
@pytest.mark.parametrize(
    ("found", "codes"),
    [
        ({1: 2, 2: 30, 3: 200}, 0),
        ({1: 2, 2: 30, 3: 199}, 1),
        ({1: 2, 2: 31}, 2),
        ({}, 3),
    ],
)
def test_an_edition_has_two_thirty_and_two_hundred_items(found, codes):
    assert len(rules.edition_refusals(found)) == codes


@pytest.mark.parametrize(
    ("source", "says", "holds"),
    [
        ("verified:seed 湖南省民政厅的答复（2024-05-20）", "名称已核对", "湖南省民政厅的答复"),
        ("verified:github.com/a/b@1:c.json#C05040600 (also recalled)", "名称已核对", "C05040600"),
        ("recalled", "待核对", "目录模板"),
        ("composed (the activity stands in the reply)", "待核对", "参考版"),
    ],
)
def test_a_source_mark_is_said_in_words(source, says, holds):
    mark = rules.source_mark(source)
    assert mark.says == says
    assert holds in mark.detail


def test_the_capacities_are_those_of_the_floor_beside():
    named = {value for name, value in vars(capacities).items() if name.isupper() and isinstance(value, str)}
    assert named <= set(Role.values)


@pytest.mark.parametrize(
    ("begins", "ends", "state"),
    [
        (None, None, "in_force"),
        (None, DAY, "superseded"),
        (DAY, None, "in_force"),
        (AFTER, None, "upcoming"),
        (BEFORE, AFTER, "in_force"),
        (BEFORE, DAY, "superseded"),
    ],
)
def test_in_force_from_its_first_day_until_the_day_before_the_last(begins, ends, state):
    assert rules.state_of("approved", begins, ends, on=DAY) == state
    assert rules.state_of("draft", begins, ends, on=DAY) == "draft"


@pytest.mark.parametrize(
    ("begins", "former", "refused"),
    [
        (AFTER, None, False),
        (BEFORE, None, False),
        (BEFORE, Former("参考版", None, True), False),
        (DAY, Former("旧版", BEFORE, False), True),
        (AFTER, Former("旧版", BEFORE, False), False),
        (AFTER, Former("旧版", AFTER, False), True),
    ],
)
def test_an_edition_begins_after_today_and_after_the_former_one(begins, former, refused):
    found = rules.in_force_refusals(begins, today=DAY, former=former)
    assert [refusal.code for refusal in found] == ["in_force_from"] * refused


@pytest.mark.parametrize(
    ("item", "is_general", "refused"),
    [
        (ItemFacts("A01", 2, "甲", parent_code="A"), True, False),
        (ItemFacts("A01", 2, "甲"), True, True),
        (ItemFacts("A0101", 3, "甲", parent_code="A"), True, True),
        (ItemFacts("X", 4, "甲", general_code="A0404"), False, False),
        (ItemFacts("X", 4, "甲", general_code="A04"), False, True),
        (ItemFacts("X", 3, "甲", general_code="A0404"), False, True),
    ],
)
def test_an_item_stands_in_its_branch_or_is_mapped(item, is_general, refused):
    items = [ItemFacts("A", 1, "公共服务"), item] if is_general else [item]
    found = rules.content_refusals(items, is_general=is_general, general=["A0404"])
    assert bool(found) == refused


def test_codes_tell_what_became_of_an_item_unless_it_was_noted():
    old = {"1": "甲", "2": "乙", "3": "丙", "4": "丁"}
    new = {"1": "甲", "2": "新乙", "5": "丙丁"}
    noted = [Link("3", "5", SuccessionKind.MERGED)]
    assert rules.succession(old, new, noted) == [
        *noted,
        Link("1", "1", SuccessionKind.KEPT),
        Link("2", "2", SuccessionKind.RENAMED),
        Link("4", "", SuccessionKind.RETIRED),
    ]


def test_the_digest_does_not_depend_on_the_order_of_items():
    items = [ItemFacts("A", 1, "甲"), ItemFacts("B", 1, "乙")]
    assert rules.digest_of(items) == rules.digest_of(reversed(items))
    assert rules.digest_of(items) != rules.digest_of([items[0], ItemFacts("B", 1, "丙")])
