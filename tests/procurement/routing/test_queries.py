"""Legal numbers by code, day, region and category."""

from contextlib import nullcontext
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from portal.kernel.errors import Refused
from procurement.routing import queries
from tests.factories.law import law, parameter

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def test_the_longest_matching_region_wins():
    parameter("figure", "1", region_code="43")
    parameter("figure", "2", region_code="4306")
    assert queries.parameter("figure", on=DAY, region_code="430626").value == 2
    assert queries.parameter("figure", on=DAY, region_code="4301").value == 1


def test_the_newest_row_of_the_day_counts():
    parameter("figure", "1", effective_from=date(2020, 1, 1), effective_to=date(2026, 11, 22))
    parameter("figure", "2", effective_from=date(2026, 11, 23), effective_to=DAY)
    parameter("figure", "3", effective_from=date(2026, 11, 24))
    assert queries.parameter("figure", on=DAY).value == 2
    assert queries.parameter("figure", on=date(2026, 11, 22)).value == 1


def test_the_last_day_of_a_row_is_its_end():
    parameter("figure", "1", effective_to=DAY)
    assert queries.parameter("figure", on=DAY).value == 1
    with pytest.raises(Refused) as refused:
        queries.parameter("figure", on=date(2026, 11, 24))
    assert refused.value.code == "parameter_missing"


@pytest.mark.parametrize(
    ("days", "collide"),
    [
        ({"effective_from": date(2026, 1, 1)}, True),
        ({"effective_from": date(2019, 1, 1), "effective_to": date(2020, 1, 1)}, True),
        ({"effective_from": date(2019, 1, 1), "effective_to": date(2019, 12, 31)}, False),
        ({"effective_from": date(2026, 1, 1), "region_code": "4301"}, False),
        ({"effective_from": date(2026, 1, 1), "category": ""}, False),
    ],
)
def test_one_number_a_day_is_kept_by_the_database(days, collide):
    parameter("figure", "1", effective_from=date(2020, 1, 1))
    with pytest.raises(IntegrityError, match="one_number_a_day") if collide else nullcontext():
        parameter("figure", "2", **days)


def test_a_row_for_all_categories_gives_way_to_the_own_category():
    parameter("figure", "1", category="")
    parameter("figure", "2", category="services")
    parameter("figure", "3", category="goods")
    assert queries.parameter("figure", on=DAY).value == 2
    assert queries.parameter("figure", on=DAY, category="works").value == 1


def test_a_missing_number_is_refused_in_words():
    with pytest.raises(Refused) as refused:
        queries.parameter("figure", on=DAY)
    assert "2026-11-23" in str(refused.value)
    assert refused.value.refusals[0].remedy


def test_the_route_is_decided_by_one_query(django_assert_num_queries):
    law()
    with django_assert_num_queries(1):
        route = queries.route_for(amount=Decimal("1740000.00"), on=DAY, region_code="4301")
    assert route.default.method == "competitive_consultation"
    assert queries.route_for(amount=Decimal("2000000"), on=DAY, region_code="43").band == "open_tender"
