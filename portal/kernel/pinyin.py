"""Pinyin for search: nobody should have to switch the keyboard to find a name."""

import re
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# Names that follow one another share their words: 社会工作服务中心.
REMEMBERED = 4_096
_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[^\u3400-\u9fff\U00020000-\U0003ffff]+")


def syllables(text: str) -> str:
    """The syllables without tones, separated by spaces: 长沙市 is "chang sha shi"."""
    return " ".join(part for part in (p.strip().lower() for p in lazy_pinyin(text)) if part.isalnum())


def initials(text: str) -> str:
    """The first letters: 长沙市 is "css"; digits and Latin letters stay."""
    return "".join(_initials_of_run(run) for run in _RUNS.findall(text))


@lru_cache(REMEMBERED)
def _initials_of_run(run: str) -> str:
    letters = lazy_pinyin(run, style=Style.FIRST_LETTER)
    return "".join(character for character in "".join(letters).lower() if character.isalnum())
