"""Numbers and rules stand on articles, and tests prove them: none without a test, no mark without a rule."""

import re

import pytest

from catalog.policies import citing
from portal.site import law, law_pages, proofs

DOCS = law_pages.FOLDER
REMEDY = "mark the test that proves it with @pytest.mark.article(...)"
BUILD = "run manage.py law_pages"


def test_no_number_and_no_rule_is_without_a_test():
    assert law.told(law.unproven()) == [], REMEDY


def test_no_test_names_an_article_that_no_number_and_no_rule_cites():
    assert law.told(law.unfounded()) == []


def test_every_mark_names_a_paper_of_the_library():
    assert law.unread(proofs.marked()) == []


@pytest.mark.parametrize(
    ("mark", "articles"),
    [
        ("O87:69", [("order-87", 69)]),
        ("GPL:46；REG:50", [("procurement-law", 46), ("procurement-regulation", 50)]),
        ("O110", [("order-110", 0)]),
        ("财库〔2021〕22号第二十九条至第三十一条", [("cai-ku-2021-22", number) for number in (29, 30, 31)]),
        ("《政府采购法》第二十六条、第二十七条", [("procurement-law", 26), ("procurement-law", 27)]),
        ("规则 THR-01", []),
    ],
)
def test_a_mark_is_read_in_short_and_in_full(mark, articles):
    assert [(article.slug, article.number) for article in citing.articles_in(mark)] == articles


def test_the_pages_of_the_law_know_every_article():
    built = law_pages.pages()
    kept = {path.name for path in DOCS.glob("*.md")}
    assert set(built) == kept, BUILD
    for name, text in built.items():
        assert heads(text) == heads((DOCS / name).read_text(encoding="utf-8")), BUILD


def test_every_test_that_the_pages_name_is_there():
    known = {(use.place, use.words) for use in proofs.marked()}
    named = set()
    for path in DOCS.glob("*.md"):
        found = re.findall(r"^- test `([\w/]+)\.py` `([^`]+)`", path.read_text(encoding="utf-8"), re.M)
        named |= {(place.replace("/", "."), words) for place, words in found}
    assert named - known == set(), BUILD


def heads(text: str) -> list[str]:
    """The articles that a page tells of."""
    return [line for line in text.splitlines() if line.startswith("#")]
