"""Words in a text that somebody should look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.screening import Word, screen

DISPATCH = Word("劳务派遣", "hiring")


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("承接方安排劳务派遣人员。", DISPATCH, ["劳务派遣"]),
        ("承接方安排劳务\n  派遣人员。", DISPATCH, ["劳务\n  派遣"]),
        ("先派遣，再劳务。", DISPATCH, []),
        ("劳务派遣与劳务派遣", DISPATCH, ["劳务派遣", "劳务派遣"]),
        ("须为５Ａ级社会组织", Word("5a级", "grade"), ["５Ａ级"]),
        ("成立满三年以上的社会组织", Word("成立…年以上", "age"), ["成立满三年以上"]),
        ("依法成立。服务一年以上", Word("成立…年以上", "age"), []),
        ("不含采购货物", Word("采购货物", "goods", unless=("不含采购货物",)), []),
        ("不含采购货物，另行采购货物", Word("采购货物", "goods", unless=("不含采购货物",)), ["采购货物"]),
        ("", DISPATCH, []),
        ("劳务派遣", Word("", "hiring"), []),
        ("劳务派遣", Word("…", "hiring"), []),
        ("a.c", Word("a.c", "x"), ["a.c"]),
        ("abc", Word("a.c", "x"), []),
    ],
)
def test_words_are_found_as_people_write_them(text, word, found):
    assert [finding.found for finding in screen(text, [word])] == found


def test_of_two_words_for_one_concern_that_overlap_the_longer_is_reported():
    words = [Word("派遣", "hiring"), DISPATCH, Word("派遣", "other")]
    found = [(finding.word, finding.concern) for finding in screen("使用劳务派遣人员", words)]
    assert found == [("劳务派遣", "hiring"), ("派遣", "other")]


def test_a_finding_says_where_it_stands():
    (finding,) = screen("承接方可以安排劳务派遣人员上岗。", [DISPATCH])
    assert (finding.before, finding.found, finding.after) == ("承接方可以安排", "劳务派遣", "人员上岗。")
    assert finding.start == 7


def test_findings_follow_the_text():
    words = [Word("工程", "works"), Word("贷款", "financing"), Word("货物", "goods")]
    assert [f.found for f in screen("货物、工程和贷款", words)] == ["货物", "工程", "贷款"]


@given(st.text(max_size=80), st.lists(st.text(max_size=6), max_size=4))
def test_whatever_is_typed_a_finding_quotes_the_text_itself(text, words):
    for finding in screen(text, [Word(word, "x") for word in words]):
        assert text[finding.start :].startswith(finding.found)
