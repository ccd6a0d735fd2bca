"""The style sheets: colours can be read, files stay short, nothing is fetched from elsewhere."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent / "static/css"
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", (CSS / "tokens.css").read_text()))
ON_LIGHT = ["text", "muted", "ink", "ink-strong", "vermilion", "jade", "amber"]
GROUNDS = ["card", "paper", "ink-wash"]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", ON_LIGHT)
def test_text_stands_out_from_its_ground(colour, ground):
    assert contrast(TOKENS[colour], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("colour", ["vermilion", "jade", "amber"])
def test_text_stands_out_from_its_own_wash(colour):
    assert contrast(TOKENS[colour], TOKENS[f"{colour}-wash"]) >= 4.5


@pytest.mark.parametrize("ground", ["ink", "ink-strong"])
@pytest.mark.parametrize("colour", ["#ffffff", "#e6ebf2", "#c5d0de"])
def test_text_on_ink_can_be_read(colour, ground):
    assert contrast(colour, TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_is_short_and_fetches_nothing(path):
    text = path.read_text()
    assert text.count("\n") <= 400
    assert "@import" not in text and "url(" not in text
