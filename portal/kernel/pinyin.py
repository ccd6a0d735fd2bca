"""Pinyin for search: nobody should have to switch the keyboard to find a name."""

from pypinyin import Style, lazy_pinyin


def syllables(text: str) -> str:
    """The syllables without tones, separated by spaces: 长沙市 is "chang sha shi"."""
    return " ".join(part for part in (p.strip().lower() for p in lazy_pinyin(text)) if part.isalnum())


def initials(text: str) -> str:
    """The first letters: 长沙市 is "css"; digits and Latin letters stay."""
    letters = lazy_pinyin(text, style=Style.FIRST_LETTER)
    return "".join(character for character in "".join(letters).lower() if character.isalnum())
