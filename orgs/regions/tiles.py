"""Tile maps: one square for each division, about where it lies. Squares show no boundary."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

DATA = Path(__file__).parent / "data" / "tiles.csv"
TILE, GAP, INSET = 101, 105, 2
FEWEST_COLUMNS = 4
STEPS = 5
DARK_FROM = 4
AUTONOMOUS = re.compile(r"(?:土家族|苗族|侗族|瑶族)+自治[州县]$")


@dataclass(frozen=True)
class Fact:
    """What a square shows: the division, words, step 1 to 5 of the colour scale, and where it leads."""

    code: str
    name: str
    value: str
    step: int
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """One square in drawing units."""

    fact: Fact
    x: int
    y: int
    size: int = TILE

    @property
    def middle(self) -> int:
        """Where the words are centred."""
        return self.x + self.size // 2

    @property
    def name_line(self) -> int:
        """The line on which the name stands."""
        return self.y + 47

    @property
    def value_line(self) -> int:
        """The line on which the value stands."""
        return self.y + 72

    @property
    def ground(self) -> str:
        """Whether the words stand on a dark or a light square."""
        return "on-dark" if self.fact.step >= DARK_FROM else "on-light"

    @property
    def short_name(self) -> str:
        """The name as a square can hold it: 长沙, 湘西, 芷江; a county keeps its 县, 区 or 市."""
        name = AUTONOMOUS.sub("", self.fact.name)
        return name.removesuffix("市") if len(self.fact.code) == 4 else name


@dataclass(frozen=True)
class TileMap:
    """A map: its squares, its measures, the words of its colour scale."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    key: tuple[str, ...]

    @property
    def is_linked(self) -> bool:
        """Whether its squares lead somewhere."""
        return any(tile.fact.url for tile in self.tiles)


@cache
def positions() -> dict[str, tuple[int, int]]:
    """Column and row of each division."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def tile_map(facts: Iterable[Fact], *, key: Iterable[str]) -> TileMap:
    """The map of these divisions; one without a position is left to the table beside the map."""
    places = positions()
    tiles = [
        Tile(fact, INSET + places[fact.code][0] * GAP, INSET + places[fact.code][1] * GAP)
        for fact in facts
        if fact.code in places
    ]
    columns = max([FEWEST_COLUMNS, *(tile.x // GAP + 1 for tile in tiles)])
    rows = max([1, *(tile.y // GAP + 1 for tile in tiles)])
    tiles.sort(key=lambda tile: (tile.y, tile.x))
    return TileMap(tuple(tiles), columns * GAP, rows * GAP, tuple(str(words) for words in key))


def count_map(counts: Iterable[tuple[str, str, int, str]]) -> TileMap:
    """A map of numbers: (code, name, number, address).

    The first step is none at all; the others are equally wide up to the largest, no more than needed.
    """
    counts = list(counts)
    largest = max([number for _code, _name, number, _url in counts], default=0)
    width = -(-largest // (STEPS - 1)) or 1
    facts = [
        Fact(code, name, f"{number:,}", 1 + -(-number // width), url) for code, name, number, url in counts
    ]
    spans = [_span(first, width, largest) for first in range(1, largest + 1, width)]
    return tile_map(facts, key=[_("没有"), *spans])


def _span(first: int, width: int, largest: int) -> str:
    """One step of the key in words: 3, 11—20, 31以上."""
    last = first + width - 1
    if width == 1:
        return f"{first:,}"
    return f"{first:,}—{last:,}" if last < largest else _("%(n)s以上") % {"n": f"{first:,}"}
