"""Words in a text that somebody should look at: which, where, in which surroundings.

Pure; finds and never judges.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GAP = "…"
LONGEST_GAP = 12
SURROUNDINGS = 16


@dataclass(frozen=True)
class Word:
    """What is looked for. `concern` says why, in the caller's own code.

    A "…" in the text stands for up to 12 characters of the same sentence: 成立…年以上. `unless` are longer
    phrases within which the word is harmless: 采购货物 unless 不含采购货物.
    """

    text: str
    concern: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A word that was found: `found` is what the text says, from `start` on, between `before` and `after`."""

    word: str
    concern: str
    found: str
    start: int
    before: str
    after: str


def screen(text: str, words: Iterable[Word]) -> list[Finding]:
    """Every place of every word, in the order of the text; of two that overlap for one concern the longer.

    Width, case and spaces make no difference, so that a word broken over two lines is found.
    """
    plain, places = _plain(text)
    spans = [(word, span) for word in words for span in _spans(plain, word)]
    spans.sort(key=lambda each: (each[1][0], -each[1][1], each[0].text))
    kept: list[tuple[Word, tuple[int, int]]] = []
    ends: dict[str, int] = {}
    for word, (start, end) in spans:
        if start >= ends.get(word.concern, 0):
            ends[word.concern] = end
            kept.append((word, (start, end)))
    return [_finding(text, word, places[start], places[end - 1] + 1) for word, (start, end) in kept]


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without spaces, in one width and case, and where in the original each character stood."""
    characters, places = [], []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).casefold():
            if not plain.isspace():
                characters.append(plain)
                places.append(place)
    return "".join(characters), places


def _spans(plain: str, word: Word) -> Iterator[tuple[int, int]]:
    pattern = _pattern(word.text)
    if pattern is None:
        return
    harmless = [found.span() for phrase in word.unless for found in _every(phrase, plain)]
    for found in pattern.finditer(plain):
        start, end = found.span()
        if not any(first <= start and end <= last for first, last in harmless):
            yield start, end


def _every(phrase: str, plain: str) -> Iterator[re.Match[str]]:
    pattern = _pattern(phrase)
    return pattern.finditer(plain) if pattern else iter(())


def _pattern(text: str) -> re.Pattern[str] | None:
    parts = [re.escape(_plain(part)[0]) for part in text.split(GAP)]
    return re.compile(rf"[^。;!?]{{0,{LONGEST_GAP}}}?".join(parts)) if all(parts) else None


def _finding(text: str, word: Word, start: int, end: int) -> Finding:
    before, after = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]
    return Finding(
        word.text, word.concern, text[start:end], start, " ".join(before.split()), " ".join(after.split())
    )
