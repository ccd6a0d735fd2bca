"""Papers as texts cite them; names come from the delivered file, so that no page asks the database."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.policies import rules
from catalog.policies.rules import Article

DATA = Path(__file__).parent / "data" / "papers.csv"
# How tests and tables name the papers that they cite most: O87:69 is article 69 of Order 87.
SHORT = {
    "GPL": "procurement-law",
    "REG": "procurement-regulation",
    "O74": "order-74",
    "O87": "order-87",
    "O94": "order-94",
    "O101": "order-101",
    "O102": "order-102",
    "O110": "order-110",
    "K14": "cai-ku-2025-14",
    "K22": "cai-ku-2021-22",
    "K38": "cai-ku-2019-38",
    "K46": "cai-ku-2020-46",
    "K214": "cai-ku-2014-214",
    "HN2025": "hunan-guide-2025",
    "PIPL": "personal-data-law",
}
SHORT_FORM = re.compile(rf"\b({'|'.join(sorted(SHORT, key=len, reverse=True))})(?::(\d{{1,3}}))?\b")


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The delivered papers as they are written."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every number and name with the slug of its paper."""
    return tuple(
        (name, row["slug"]) for row in rows() for name in (row["number"], *row["names"].split("|")) if name
    )


def name_of(slug: str) -> str:
    """《title》（number）, or whichever of both is known."""
    row = next(row for row in rows() if row["slug"] == slug)
    number = f"（{row['number']}）" if row["number"] and row["title"] else row["number"]
    return f"《{row['title']}》{number}" if row["title"] else number


def citations(text: str) -> list[rules.Citation]:
    """Every paper of the library that a text names."""
    return rules.citations(text, names())


def articles_in(text: str) -> list[Article]:
    """Every article that a text names, short forms too; a paper named without one gives the whole paper."""
    return [
        Article(citation.slug, number)
        for citation in citations(written_out(text))
        for number in rules.article_numbers(citation.articles) or [0]
    ]


def written_out(text: str) -> str:
    """The text with its short forms (O87:69) in the words of the law."""
    return SHORT_FORM.sub(lambda found: _in_words(*found.groups()), text)


def linked(text: str, *, attributes: SafeString | str = "") -> SafeString:
    """The text with a link to every paper and every article that it names; the words stay as they are."""
    parts, place = [], 0
    for citation in citations(text):
        parts.append(conditional_escape(text[place : citation.start]))
        parts += _links(text[citation.start : citation.end], citation.slug, attributes)
        place = citation.end
    return mark_safe("".join([*parts, conditional_escape(text[place:])]))  # noqa: S308


def articles_linked(articles: str, slug: str) -> SafeString:
    """Articles of a paper that is known from the surroundings, each with a link to its page."""
    parts, place = [], 0
    for found in rules.ARTICLE.finditer(articles):
        begin = found.start() + len(found.group(1) or "")
        parts.append(conditional_escape(articles[place:begin]))
        parts.append(_article_link(articles[begin : found.end()], slug, rules.value_of(found.group(2))))
        place = found.end()
    return mark_safe("".join([*parts, conditional_escape(articles[place:])]))  # noqa: S308


def _article_link(words: str, slug: str, number: int) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("site:article", args=[slug, number]), words)


def _links(words: str, slug: str, attributes: SafeString | str) -> Iterator[SafeString]:
    """The name with its first article leads to that article, each further one to its own; a name alone to
    the paper."""
    place = 0
    for found in rules.ARTICLE.finditer(words):
        begin = found.start() + len(found.group(1) or "") if place else 0
        yield conditional_escape(words[place:begin])
        url = reverse("site:article", args=[slug, rules.value_of(found.group(2))])
        yield format_html('<a href="{}"{}>{}</a>', url, attributes, words[begin : found.end()])
        place = found.end()
    if place:
        yield conditional_escape(words[place:])
    else:
        yield format_html('<a href="{}"{}>{}</a>', reverse("site:policy", args=[slug]), attributes, words)


def _in_words(short: str, number: str | None) -> str:
    name = next(name for name, slug in names() if slug == SHORT[short])
    return f"《{name}》{Article(SHORT[short], int(number)).says if number else ''}"
