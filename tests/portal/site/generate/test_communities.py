"""Generated stations and bases: the same by seed, marked, never two of one name in one place."""

from datetime import date

import pytest

from orgs.regions import workflow as regions
from portal.site.generate import communities
from portal.site.generate.draws import Lot


@pytest.fixture
def divisions(db):
    regions.load_reference(on=date(2026, 1, 1))


def test_the_same_seed_gives_the_same_stations_of_both_levels(divisions):
    for level in ("township", "village"):
        made = [(s.division_id, s.name) for s in communities.draw_stations(Lot(), 400, level)]
        again = [(s.division_id, s.name) for s in communities.draw_stations(Lot(), 20, level)]
        assert made[:20] == again
        assert len(set(made)) == len(made)
        assert all(name.endswith("（示例）") for _place, name in made)


def test_bases_begin_with_the_province_and_reach_more_places_than_there_are(divisions):
    made = list(communities.draw_bases(Lot(), 141))
    assert made[0].division_id == "43"
    assert {base.division_id for base in made[1:15]} >= {"4301", "4331"}
    assert len({base.name for base in made}) == 141
