"""Shares of chance against published tables and against counting."""

from itertools import permutations

import pytest

from procurement.review.analysis.chance import order_tail, steadiness, variance_tail


@pytest.mark.parametrize(
    ("ratio", "above", "below", "share"),
    [
        (10.925, 2, 6, 0.01),
        (10.128, 1, 3, 0.05),
        (3.259, 4, 12, 0.05),
        (4.964, 1, 10, 0.05),
        (2.711, 5, 20, 0.05),
        (1.0, 7, 7, 0.5),
        (0.0, 3, 9, 1.0),
    ],
)
def test_the_tail_of_a_ratio_of_variances_is_that_of_the_tables(ratio, above, below, share):
    assert variance_tail(ratio, above=above, below=below) == pytest.approx(share, abs=0.0002)


def test_what_is_larger_is_rarer():
    shares = [variance_tail(ratio / 4, above=3, below=8) for ratio in range(1, 60)]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_the_tail_of_an_order_is_what_counting_all_orders_gives(count):
    orders = [list(order) for order in permutations(range(count))]
    for order in orders[:: max(1, len(orders) // 20)]:
        as_steady = sum(abs(steadiness(other)) >= abs(steadiness(order)) for other in orders)
        assert order_tail(order) == pytest.approx(as_steady / len(orders))


def test_equal_values_are_neither_rising_nor_falling():
    assert steadiness([3, 3, 3]) == 0
    assert order_tail([3, 3, 3]) == 1
