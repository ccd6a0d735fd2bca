"""Papers as texts cite them; names come from the delivered file, so that no page asks the database."""

import csv
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.policies import rules

DATA = Path(__file__).parent / "data" / "papers.csv"


@cache
def names() -> tuple[tuple[str, str], ...]:
    """Every number and name with the slug of its paper."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        (name, row["slug"]) for row in rows for name in (row["number"], *row["names"].split("|")) if name
    )


def citations(text: str) -> list[rules.Citation]:
    """Every paper of the library that a text names."""
    return rules.citations(text, names())


def linked(text: str, *, attributes: SafeString | str = "") -> SafeString:
    """The text with a link to every paper that it names; the words stay as they are."""
    parts, place = [], 0
    for citation in citations(text):
        url = reverse("site:policy", args=[citation.slug])
        parts.append(conditional_escape(text[place : citation.start]))
        words = text[citation.start : citation.end]
        parts.append(format_html('<a href="{}"{}>{}</a>', url, attributes, words))
        place = citation.end
    return mark_safe("".join([*parts, conditional_escape(text[place:])]))  # noqa: S308
