"""Where a text names a paper and which article, and whether a paper is in force on a day. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalog.policies.choices import Validity

TONES = {
    Validity.IN_FORCE: "ok",
    Validity.REPEALED: "quiet",
    Validity.REPLACED: "quiet",
    Validity.UNKNOWN: "soon",
}
END = "；;。"
OPENING = "《"
NUMERAL = "一二三四五六七八九十百千零"
ARTICLES = re.compile(f"第[{NUMERAL}]+条(?:(?:、|至|和)第[{NUMERAL}]+条)*")
ARTICLE = re.compile(f"(至)?第([{NUMERAL}]+)条")
DIGITS = "零一二三四五六七八九"
LARGEST_ARTICLE = 1999


@dataclass(frozen=True)
class Standing:
    """Whether a paper is in force, in words and with the tone of a status."""

    says: str
    tone: str


@dataclass(frozen=True, order=True)
class Use:
    """One place that rests on a text of law; `words` is what a refusal or a page says, as far as known."""

    kind: str
    place: str
    text: str
    words: str = ""


@dataclass(frozen=True)
class Citation:
    """A part of a text that names a paper: from `start` to `end`, with the articles that follow, if any."""

    slug: str
    start: int
    end: int
    articles: str = ""


@dataclass(frozen=True, order=True)
class Article:
    """One article of a paper; 0 is the paper as a whole, where a text names no article."""

    slug: str
    number: int

    @property
    def says(self) -> str:
        """第六十九条; empty for the whole paper."""
        return f"第{numeral(self.number)}条" if self.number else ""


def numeral(number: int) -> str:
    """An article's number as laws write it: 九, 十, 二十一, 一百零五."""
    if not 0 < number <= LARGEST_ARTICLE:
        raise ValueError(number)
    thousands, hundreds, tens, ones = (number // unit % 10 for unit in (1000, 100, 10, 1))
    text = f"{DIGITS[thousands]}千" if thousands else ""
    text += f"{DIGITS[hundreds]}百" if hundreds else "零" if text and number % 1000 else ""
    if tens:
        text += "十" if tens == 1 and not text else f"{DIGITS[tens]}十"
    elif ones and hundreds:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def value_of(text: str) -> int:
    """The number of such a numeral; 0 for what is none."""
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS.index(char)
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit


def article_numbers(articles: str) -> list[int]:
    """The articles that a citation names, ranges filled: 第二十九条至第三十一条 gives 29, 30, 31."""
    found: list[int] = []
    for until, text in ARTICLE.findall(articles):
        number = value_of(text)
        first = found[-1] + 1 if until and found and found[-1] < number else number
        found += range(first, number + 1)
    return found


def standing(validity: str, *, in_force_from: date | None, in_force_to: date | None, on: date) -> Standing:
    """What stands beside a paper on a day: the stored validity, unless its own days say otherwise."""
    if validity == Validity.IN_FORCE and in_force_from and on < in_force_from:
        return Standing(_("尚未施行"), "soon")
    if validity in (Validity.REPEALED, Validity.REPLACED) and in_force_to and on <= in_force_to:
        validity = Validity.IN_FORCE
    return Standing(str(Validity(validity).label), TONES[validity])


def citations(text: str, names: Sequence[tuple[str, str]]) -> list[Citation]:
    """Every paper that a text names, in its order; of names that overlap the longer one counts.

    `names` are pairs of a name or number and the slug of its paper. A citation reaches to the next paper,
    or to the end of its clause, so that it holds its articles.
    """
    found = _places(text, names)
    cited = []
    for index, (start, name_end, slug) in enumerate(found):
        following = found[index + 1][0] if index + 1 < len(found) else len(text)
        end = _clause_end(text, name_end, following)
        articles = ARTICLES.search(text, name_end, end)
        cited.append(Citation(slug, start, end, articles.group() if articles else ""))
    return cited


def _places(text: str, names: Iterable[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Where papers begin; a title and the number after it are one place."""
    spans = [
        (place.start(), place.end(), slug)
        for name, slug in names
        if name in text
        for place in re.finditer(re.escape(name), text)
    ]
    spans.sort(key=lambda span: (span[0], -span[1]))
    merged: list[tuple[int, int, str]] = []
    for start, end, slug in spans:
        if merged and start < merged[-1][1]:
            continue
        if merged and slug == merged[-1][2] and not any(mark in text[merged[-1][1] : start] for mark in END):
            merged[-1] = (merged[-1][0], end, slug)
            continue
        begin = start - 1 if text[:start].endswith(OPENING) else start
        merged.append((begin, end, slug))
    return merged


def _clause_end(text: str, begin: int, limit: int) -> int:
    ends = [place for mark in END if (place := text.find(mark, begin, limit)) >= 0]
    end = min(ends, default=limit)
    return begin + len(text[begin:end].rstrip("，、和及与 "))
