"""Where generated things lie: prefectures by their people, counties by their townships, townships evenly."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from orgs.regions import queries
from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division

# People in 10,000 by the census of 2020, recalled and unchecked: a weight, never shown.
PEOPLE = {
    "4301": 1004.8, "4302": 390.3, "4303": 272.6, "4304": 664.5, "4305": 656.4, "4306": 505.2, "4307": 527.9,
    "4308": 151.7, "4309": 385.2, "4310": 466.7, "4311": 529.0, "4312": 458.8, "4313": 382.7, "4331": 248.8,
}  # fmt: skip
CAPITAL, CAPITAL_DRAWS = "4301", 1.6
PROVINCE = "43"


@dataclass(frozen=True)
class Places:
    """The divisions in force by code, and which lie below which."""

    by_code: dict[str, Division]
    below: dict[str, list[Division]]

    def prefecture(self, source: Random) -> Division:
        """A prefecture; organisations gather in the capital."""
        found = self.below[PROVINCE]
        weights = [
            PEOPLE.get(place.code, 1.0) * (CAPITAL_DRAWS if place.code == CAPITAL else 1.0) for place in found
        ]
        return source.choices(found, weights)[0]

    def county(self, source: Random, prefecture: Division) -> Division:
        """A county-level division of the prefecture."""
        found = self.below[prefecture.code]
        return source.choices(found, [1 + len(self.below[place.code]) for place in found])[0]

    def township(self, source: Random, county: Division) -> Division:
        """A township or street of the county; the county itself where none is known."""
        found = self.below[county.code]
        return source.choice(found) if found else county


def load() -> Places:
    """The loaded divisions; zones of the statistics bureau register nobody and are left out."""
    divisions = list(queries.current().order_by("code"))
    zones = {place.code for place in divisions if place.kind == queries.STATISTICAL_ZONE}
    kept = [place for place in divisions if not zones & {place.code, place.parent_id}]
    below: dict[str, list[Division]] = defaultdict(list)
    for place in kept:
        below[place.parent_id or ""].append(place)
    return Places({place.code: place for place in kept}, below)


def full_name(place: Division) -> str:
    """A place as organisations write it in front of their names: 长沙市雨花区, 平江县, 湖南省."""
    is_district = place.level == DivisionLevel.COUNTY and place.name.endswith("区")
    return f"{place.parent.name}{place.name}" if is_district else place.name
