"""Ready-made schemes from which a purchaser starts; data in data/schemes.json."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from procurement.review.rules import CriterionFacts, PriceTerms, read_bands

DATA = Path(__file__).parent / "data" / "schemes.json"


@dataclass(frozen=True)
class ReadyScheme:
    """A template by service: its criteria close at 100."""

    code: str
    title: str
    criteria: tuple[CriterionFacts, ...]
    price: PriceTerms = PriceTerms()


@lru_cache(maxsize=1)
def ready_schemes() -> tuple[ReadyScheme, ...]:
    """All templates, in the order of the file."""
    return tuple(
        ReadyScheme(
            one["code"],
            one["title"],
            tuple(_criterion(row) for row in one["criteria"]),
            PriceTerms(is_fixed=one.get("is_price_fixed", False)),
        )
        for one in json.loads(DATA.read_text("utf-8"))
    )


def ready_scheme(code: str) -> ReadyScheme | None:
    """One template, or nothing."""
    return next((one for one in ready_schemes() if one.code == code), None)


def _criterion(row: dict) -> CriterionFacts:
    return CriterionFacts(
        kind=row["kind"],
        name=row["name"],
        text=row["text"],
        maximum=Decimal(row["maximum"]) if "maximum" in row else None,
        is_objective=row.get("is_objective", False),
        step=Decimal(row.get("step", "0.5")),
        way=row.get("way", "text"),
        bands=read_bands("\n".join(row.get("bands", ()))),
        unit=row.get("unit", ""),
        evidence=row.get("evidence", ""),
        neutral=Decimal(row["neutral"]) if "neutral" in row else None,
    )
