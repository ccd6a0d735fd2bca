"""The ties between persons and organisations, by tables of cases."""

from datetime import date

import pytest

from procurement.review.rules.ties import Declared, Organisation, Person, paths

SINCE = date(2023, 3, 2)
OTHER = Organisation(
    7,
    "湘江暖邻（示例）",
    frozenset({"0731-8888 0001"}),
    "长沙市雨花区某路1号",
    frozenset({("法定代表人", "罗敏"), ("联系人", "何静")}),
)
ELSEWHERE = {"id": 8, "name": "麓谷会计（示例）"}


@pytest.mark.article("REG:9")
@pytest.mark.parametrize(
    ("person", "says", "is_certain"),
    [
        ({"employer": "湘江暖邻(示例)"}, "工作单位", True),
        ({"body_ids": frozenset({7})}, "任职单位", True),
        ({"declared": (Declared("employment", None, "湘江暖邻（示例）", SINCE),)}, "劳动关系", True),
        ({"declared": (Declared("board", 7, "旧名称", None),)}, "董事", True),
        ({"declared": (Declared("kinship", 7, "湘江暖邻（示例）", None),)}, "近姻亲", True),
        ({"phone": "073188880001"}, "本人的电话", False),
        ({"name": "罗敏"}, "法定代表人同名", False),
        ({"workplace": Organisation(**ELSEWHERE, phones=frozenset({"0731 88880001"}))}, "电话相同", False),
        ({"workplace": Organisation(**ELSEWHERE, address="长沙市雨花区某路1号")}, "地址相同", False),
        (
            {"workplace": Organisation(**ELSEWHERE, people=frozenset({("主要负责人", "何静")}))},
            "负责人或者联系人相同",
            False,
        ),
    ],
    ids=lambda case: str(case)[:30],
)
def test_a_tie_is_found_with_its_path(person, says, is_certain):
    (found,) = paths(Person(**{"name": "梁正"} | person), [OTHER], since=SINCE)
    assert says in found.says and found.is_certain is is_certain


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"employer": "", "phone": ""},
        {"declared": (Declared("employment", 7, "湘江暖邻（示例）", date(2023, 3, 1)),)},
        {"declared": (Declared("kinship", 7, "湘江暖邻（示例）", date(2026, 1, 1)),)},
        {"workplace": Organisation(**ELSEWHERE)},
        {"phone": "0731-88880002"},
    ],
    ids=["nothing", "blanks", "left-four-years-ago", "kinship-over", "other-workplace", "other-phone"],
)
def test_no_tie_is_made_up(person):
    assert paths(Person(**{"name": "梁正"} | person), [OTHER], since=SINCE) == []


def test_blank_facts_of_two_organisations_are_not_the_same():
    nameless = Organisation(9, "另一家（示例）")
    person = Person("梁正", workplace=Organisation(**ELSEWHERE))
    assert paths(person, [nameless], since=SINCE) == []
