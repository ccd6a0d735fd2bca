"""The framework of indicators as data: decision, process, output, benefit; full points sum to 100."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from evaluation.performance.choices import IndicatorLevel

DATA = Path(__file__).parent / "data" / "indicators.csv"


@dataclass(frozen=True)
class Indicator:
    """One line of the framework; `points` is its full mark."""

    code: str
    level: IndicatorLevel
    name: str
    points: Decimal
    text: str


@lru_cache(maxsize=1)
def framework() -> tuple[Indicator, ...]:
    """The delivered framework in its order."""
    with DATA.open(encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            Indicator(
                row["code"], IndicatorLevel(row["level"]), row["name"], Decimal(row["points"]), row["text"]
            )
            for row in rows
        )
