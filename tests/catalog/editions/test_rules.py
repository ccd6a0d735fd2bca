"""Completeness of an edition and the words of a source mark."""

import pytest

from catalog.editions import rules


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
