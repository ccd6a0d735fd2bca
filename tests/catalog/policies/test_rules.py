"""Where a text names a paper, which articles, and its standing on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.policies.choices import Validity
from catalog.policies.rules import article_numbers, citations, numeral, standing, value_of

NAMES = (
    ("财政部令第87号", "order-87"),
    ("政府采购货物和服务招标投标管理办法", "order-87"),
    ("财库〔2014〕214号", "consultation"),
    ("政府采购法", "law"),
    ("政府采购法实施条例", "regulation"),
)
O87 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十五条、第六十四条"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (O87, [("order-87", O87, "第五十五条、第六十四条")]),
        ("政府采购法实施条例第四十五条", [("regulation", "政府采购法实施条例第四十五条", "第四十五条")]),
        (
            "《政府采购法》第二十八条；《政府采购法实施条例》第二十八条",
            [
                ("law", "《政府采购法》第二十八条", "第二十八条"),
                ("regulation", "《政府采购法实施条例》第二十八条", "第二十八条"),
            ],
        ),
        (
            "参照财政部令第87号第四十五条，政府采购法第三十六条",
            [
                ("order-87", "财政部令第87号第四十五条", "第四十五条"),
                ("law", "政府采购法第三十六条", "第三十六条"),
            ],
        ),
        ("财库〔2014〕214号", [("consultation", "财库〔2014〕214号", "")]),
        ("财库〔2014〕2140号", []),
        ("平台设定，待确认", []),
        ("", []),
    ],
)
def test_papers_are_found_with_their_articles(text, found):
    cited = [(c.slug, text[c.start : c.end], c.articles) for c in citations(text, NAMES)]
    assert cited == found


@given(st.text(alphabet="《》（）；、，政府采购法实施条例第五十条财库〔2014〕214号", max_size=60))
def test_whatever_is_written_citations_follow_each_other_within_the_text(text):
    place = 0
    for citation in citations(text, NAMES):
        assert place <= citation.start < citation.end <= len(text)
        place = citation.end


@pytest.mark.parametrize(
    ("validity", "first", "last", "on", "says"),
    [
        (Validity.IN_FORCE, date(2026, 10, 1), None, date(2026, 9, 30), "尚未施行"),
        (Validity.IN_FORCE, date(2026, 10, 1), None, date(2026, 10, 1), "现行"),
        (Validity.IN_FORCE, None, None, date(2026, 10, 1), "现行"),
        (Validity.REPLACED, None, date(2026, 2, 28), date(2026, 2, 28), "现行"),
        (Validity.REPLACED, None, date(2026, 2, 28), date(2026, 3, 1), "已被替代"),
        (Validity.REPEALED, None, None, date(2026, 3, 1), "已废止"),
        (Validity.UNKNOWN, None, None, date(2026, 3, 1), "效力待核"),
    ],
)
def test_the_standing_follows_the_paper_s_own_days(validity, first, last, on, says):
    assert standing(validity, in_force_from=first, in_force_to=last, on=on).says == says


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (18, "十八"), (20, "二十"), (69, "六十九"), (105, "一百零五"), (110, "一百一十")],
)
def test_an_article_is_numbered_as_laws_write_it(number, text):
    assert (numeral(number), value_of(text)) == (text, number)


@given(st.integers(1, 1999))
def test_every_numeral_is_read_as_it_is_written(number):
    assert value_of(numeral(number)) == number


@pytest.mark.parametrize(
    ("articles", "numbers"),
    [
        ("第十二条", [12]),
        ("第二十六条、第二十八条", [26, 28]),
        ("第二十九条至第三十一条", [29, 30, 31]),
        ("第三条和第五条至第七条", [3, 5, 6, 7]),
        ("第九条至第七条", [9, 7]),
        ("", []),
    ],
)
def test_ranges_of_articles_are_filled(articles, numbers):
    assert article_numbers(articles) == numbers
