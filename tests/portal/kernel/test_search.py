"""Finding Chinese text by any two characters, by one, by words and by pinyin initials."""

import pytest
from django.db.models import TextField
from django.db.models.functions import Cast
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import search
from portal.kernel.calendar.models import HolidayNotice


@pytest.mark.parametrize(
    ("text", "lexemes"),
    [
        ("养老服务", ["养老", "老服", "服务", "务"]),
        ("养", ["养"]),
        ("ＡＢＣ 助餐-2026号", ["abc", "助餐", "餐", "2026", "号"]),
        ("", []),
        ("，。！", []),
        ("O'Reilly", ["o", "reilly"]),
    ],
)
def test_lexemes_of_a_text(text, lexemes):
    assert search.bigrams(text) == lexemes


@pytest.mark.parametrize(
    ("name", "lexemes"),
    [
        ("长沙市", ["css", "ss", "s"]),
        ("重庆", ["cq", "q"]),
        ("长沙（示例）", ["cs", "s", "sl", "l"]),
        ("ABC", []),
    ],
)
def test_a_name_is_found_by_its_initials_from_every_character_on(name, lexemes):
    assert search.endings(name) == lexemes


def found(
    words: str, *, text: str = "社区居家养老服务 Day-care 2026", name: str = "长沙市雨花区社会组织"
) -> bool:
    rows = HolidayNotice.objects.annotate(search=search.vector(text, names=[name]))
    return search.matches(rows, "search", words).exists()


@pytest.fixture
def notice(db):
    return HolidayNotice.objects.create(year=2027, source="通知（示例）", digest="0")


@pytest.mark.parametrize(
    "words",
    [
        "养老",
        "居家养老服务",
        "老",
        "务",
        "养老 雨花",
        "CARE",
        "da",
        "2026",
        "20",
        "雨花区",
        "cssyh",
        "yhq",
        "  ",
    ],
)
def test_what_is_there_is_found(notice, words):
    assert found(words)


@pytest.mark.parametrize(
    "words", ["养花", "助残", "养老 助残", "2027", "are", "hy", "！", "'", "xyz", "养老服务费"]
)
def test_what_is_not_there_is_not_found(notice, words):
    assert not found(words)


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE x; --", "养老 & !务 | (", "a:*", "\\", "''", "养" * 5000, "\u0000养老", "<->"]
)
def test_no_typed_query_is_an_error(notice, words):
    assert found(words) in (True, False)


@given(st.text(max_size=30))
def test_every_text_is_found_by_itself(text):
    lexemes = set(search.bigrams(text)) | set(search.endings(text))
    for term in search._terms(text):
        word = term.removesuffix(":*").strip("'")
        assert any(lexeme.startswith(word) for lexeme in lexemes) if term.endswith("*") else word in lexemes


def test_a_vector_does_not_depend_on_the_parser_of_the_database(notice):
    row = HolidayNotice.objects.annotate(text=Cast(search.vector("养老"), TextField())).get()
    assert row.text == "'养老' '老'"


def test_a_search_field_is_indexed_and_filled_by_a_verb():
    field = search.SearchField()
    assert field.default == ""
    assert not field.editable
    assert search.index("search", name="x_search").fields == ["search"]
