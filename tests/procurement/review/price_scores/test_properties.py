"""Points and places held against a few independent lines, over random prices and sheets."""

import os
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.review import rules
from procurement.review.low_price import rules as low_price
from procurement.review.rules import Limit, Standing

# `make proof` sets PORTAL_PROOF=1.
CASES = 10_000 if os.environ.get("PORTAL_PROOF") == "1" else 100
CENTS = st.integers(1, 10**12)
PRICES = st.lists(CENTS, min_size=1, max_size=8)
WEIGHTS = st.integers(1, 10_000)
NUMBERS = ("0.50", "0.50", "0.45", "0.65", "30")
LAW = low_price.LowPriceLaw(*(Limit(Decimal(number), "财库〔2026〕2号") for number in NUMBERS))
checked = settings(max_examples=CASES, deadline=None, database=None)


def yuan(cents: int) -> Decimal:
    """An exact amount."""
    return Decimal(cents).scaleb(-2)


def half_up(value: Fraction) -> int:
    """Hundredths, a half going up: by whole numbers only."""
    return (2 * value.numerator * 100 + value.denominator) // (2 * value.denominator)


def points_of(cents: list[int], weight: int) -> list[int]:
    """Hundredths of points by the formula of the law, in fractions."""
    return [half_up(Fraction(min(cents) * weight, price * 100)) for price in cents]


def computed(cents: list[int], weight: int) -> list[int]:
    """The same by the portal's rule."""
    points = rules.price_points(dict(enumerate(map(yuan, cents))), yuan(weight))
    return [int(points[key] * 100) for key in range(len(cents))]


@pytest.mark.article("O87:55；K214:24")
@checked
@given(PRICES, WEIGHTS)
def test_points_for_price_are_those_of_the_formula(cents, weight):
    assert computed(cents, weight) == points_of(cents, weight)


@checked
@given(PRICES, WEIGHTS, st.integers(0, 10**6))
def test_the_order_of_the_bids_does_not_matter(cents, weight, seed):
    order = list(range(len(cents)))
    Random(seed).shuffle(order)
    before = computed(cents, weight)
    assert computed([cents[i] for i in order], weight) == [before[i] for i in order]


@checked
@given(PRICES, WEIGHTS, st.integers(1, 100))
def test_all_prices_times_the_same_give_the_same_points(cents, weight, factor):
    assert computed([price * factor for price in cents], weight) == computed(cents, weight)


@checked
@given(PRICES, WEIGHTS)
def test_the_lowest_has_the_full_weight_and_a_lower_price_never_less(cents, weight):
    points = computed(cents, weight)
    assert points[cents.index(min(cents))] == weight
    ordered = [points for _price, points in sorted(zip(cents, points, strict=True))]
    assert all(left >= right for left, right in zip(ordered, ordered[1:], strict=False))
    assert all(
        (a == b) <= (p == q)
        for a, p in zip(cents, points, strict=True)
        for b, q in zip(cents, points, strict=True)
    )


STANDINGS = st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=1, max_size=8)


def standings(rows: list[tuple[int, int, int]]) -> list[Standing[int]]:
    return [Standing(key, *map(yuan, row)) for key, row in enumerate(rows)]


@pytest.mark.article("K214:25")
@checked
@given(STANDINGS)
def test_places_are_total_down_price_up_technical_down_and_equals_wait_for_the_lot(rows):
    ranking = rules.rank(standings(rows))
    wanted = sorted((-total, price, -technical) for total, price, technical in rows)
    assert [(-rows[key][0], rows[key][1], -rows[key][2]) for key in ranking.order] == wanted
    assert {key for group in ranking.tied for key in group} == {
        key for key, row in enumerate(rows) if rows.count(row) > 1
    }


@checked
@given(STANDINGS, st.integers(0, 10**6))
def test_a_lot_orders_equals_and_nobody_else(rows, seed):
    lots = list(range(len(rows)))
    Random(seed).shuffle(lots)
    drawn = rules.rank(standings(rows), lots=dict(enumerate(lots)))
    assert drawn.tied == ()
    assert [rows[key] for key in drawn.order] == [rows[key] for key in rules.rank(standings(rows)).order]


@pytest.mark.article("财库〔2026〕2号")
@checked
@given(PRICES, CENTS)
def test_low_prices_are_found_by_whole_numbers_too(cents, ceiling):
    prices = dict(enumerate(map(yuan, cents)))
    found = low_price.triggered(prices, ceiling=yuan(ceiling), law=LAW)
    ascending = sorted(cents)
    for key, price in enumerate(cents):
        wanted = {
            "mean": 2 * price * len(cents) < sum(cents),
            "second": len(cents) > 1 and price == ascending[0] and 2 * price < ascending[1],
            "ceiling": 100 * price < 45 * ceiling,
        }
        assert {one.kind.value for one in found.get(key, [])} == {kind for kind, hit in wanted.items() if hit}
