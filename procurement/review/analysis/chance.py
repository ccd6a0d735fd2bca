"""How often chance alone gives a figure as large as this one. Pure."""

from itertools import combinations
from math import exp, factorial, lgamma, log
from typing import Any

STEPS, ENOUGH, LEAST = 300, 1e-12, 1e-300


def variance_tail(ratio: float, *, above: int, below: int) -> float:
    """The share of ratios of two variances with these degrees of freedom that are at least this large."""
    if ratio <= 0:
        return 1.0
    return _beta_share(below / (below + above * ratio), below / 2, above / 2)


def order_tail(values: list[Any]) -> float:
    """The share of all orders of so many values that rise or fall at least as steadily as this one.

    Steadiness is the number of pairs in order less the number out of order; equal values are neither.
    """
    steady, pairs = abs(steadiness(values)), len(values) * (len(values) - 1) // 2
    ways = _ways_by_inversions(len(values))
    as_steady = sum(number for turned, number in enumerate(ways) if abs(pairs - 2 * turned) >= steady)
    return as_steady / factorial(len(values))


def steadiness(values: list[Any]) -> int:
    """Pairs in rising order less pairs in falling order."""
    return sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))


def _ways_by_inversions(count: int) -> list[int]:
    """How many orders of so many different values have no pair turned round, one, two and so on."""
    ways = [1]
    for size in range(2, count + 1):
        wider = [0] * (len(ways) + size - 1)
        for turned, number in enumerate(ways):
            for more in range(size):
                wider[turned + more] += number
        ways = wider
    return ways


def _beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        # On this side the fraction converges slowly; the other one is as good.
        return 1 - _beta_share(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The denominator of the fraction, from the front until it no longer changes."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d or LEAST)
    value = d
    for step in range(1, STEPS):
        for term in _terms(x, a, b, step):
            d = 1 / ((1 + term * d) or LEAST)
            c = (1 + term / c) or LEAST
            value *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return 1 / value


def _terms(x: float, a: float, b: float, step: int) -> tuple[float, float]:
    even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
    odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
    return even, odd
