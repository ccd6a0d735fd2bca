"""Middle, ratio, bound and turns of a measurement; nothing is timed here."""

from itertools import accumulate, chain

import pytest

from bench.measure import WARM_UPS, Comparison, Outcome, Side, measure


def comparison(most: float | None = None, *, run=lambda: None) -> Comparison:
    return Comparison("事项", Side("甲", run), Side("乙", run), most=most)


@pytest.mark.parametrize(
    ("base", "side", "most", "ratio", "holds"),
    [
        (0.010, 0.020, 2.0, 2.0, True),
        (0.010, 0.0201, 2.0, 2.01, False),
        (0.020, 0.010, 1.0, 0.5, True),
        (0.010, 0.500, None, 50.0, None),
    ],
)
def test_a_bound_is_kept_up_to_itself(base, side, most, ratio, holds):
    outcome = Outcome(comparison(most), base, side)
    assert outcome.ratio == pytest.approx(ratio)
    assert outcome.holds is holds


@pytest.mark.parametrize(
    ("base", "side", "p50"),
    [
        ([1], [2], (1, 2)),
        ([1, 100, 3], [2, 2, 50], (3, 2)),
        ([1, 2, 3, 4], [10, 20, 30, 40], (2.5, 25)),
    ],
)
def test_the_middle_of_each_side_counts(base, side, p50):
    # Every other round the second side goes first.
    rounds = [
        pair if number % 2 == 0 else pair[::-1] for number, pair in enumerate(zip(base, side, strict=True))
    ]
    steps = chain.from_iterable((0, taken) for taken in chain.from_iterable(rounds))
    ticks = iter(list(accumulate(steps)))
    outcome = measure(comparison(), len(base), clock=lambda: next(ticks))
    assert (outcome.base_p50, outcome.side_p50) == p50


def test_the_sides_take_turns_after_warming_up():
    ran: list[str] = []
    sides = Side("甲", lambda: ran.append("甲")), Side("乙", lambda: ran.append("乙"))
    measure(Comparison("事项", *sides), 3)
    assert "".join(ran) == "甲乙" * WARM_UPS + "甲乙" + "乙甲" + "甲乙"
