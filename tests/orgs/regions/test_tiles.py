"""Tile maps: every division has a square of its own, colours follow the numbers."""

import csv
from collections import Counter

import pytest

from orgs.regions import tiles, workflow


def codes_of_the_edition() -> set[str]:
    """Prefectures and counties; zones of the statistics bureau have no square."""
    with workflow.DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {
        row["code"]
        for row in rows
        if row["level"] in ("prefecture", "county") and row["kind"] != "statistical_zone"
    }


def test_every_prefecture_and_county_has_a_square_and_shares_it_with_nobody():
    places = tiles.positions()
    assert places.keys() == codes_of_the_edition()
    squares = Counter((code[:-2], *place) for code, place in places.items())
    assert [square for square, number in squares.items() if number > 1] == []


@pytest.mark.parametrize(
    ("code", "name", "short"),
    [
        ("4331", "湘西土家族苗族自治州", "湘西"),
        ("4301", "长沙市", "长沙"),
        ("430181", "浏阳市", "浏阳市"),
        ("431229", "靖州苗族侗族自治县", "靖州"),
        ("430223", "攸县", "攸县"),
    ],
)
def test_a_square_holds_a_short_name(code, name, short):
    [tile] = tiles.count_map([(code, name, 1, "")]).tiles
    assert tile.short_name == short


@pytest.mark.parametrize(
    ("largest", "step", "key"),
    [
        (0, 1, ["没有"]),
        (1, 2, ["没有", "1"]),
        (3, 4, ["没有", "1", "2", "3"]),
        (10, 5, ["没有", "1—3", "4—6", "7—9", "10以上"]),
        (12, 5, ["没有", "1—3", "4—6", "7—9", "10以上"]),
        (5, 4, ["没有", "1—2", "3—4", "5以上"]),
        (5000, 5, ["没有", "1—1,250", "1,251—2,500", "2,501—3,750", "3,751以上"]),
    ],
)
def test_colours_follow_the_numbers_up_to_the_largest(largest, step, key):
    found = tiles.count_map([("4301", "长沙市", 0, ""), ("4302", "株洲市", largest, "")])
    assert [tile.fact.step for tile in found.tiles] == [1, step]
    assert list(found.key) == key


def test_a_map_is_as_high_as_its_squares_and_says_whether_it_leads_on():
    found = tiles.count_map([("431230", "通道侗族自治县", 3, "?region=431230")])
    assert (found.width, found.height, found.is_linked) == (420, 525, True)
    assert not tiles.count_map([("4301", "长沙市", 3, "")]).is_linked


def test_a_division_without_a_square_is_left_to_the_table():
    assert tiles.count_map([("430371", "某开发区", 3, "")]).tiles == ()
