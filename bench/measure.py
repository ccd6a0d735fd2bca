"""The arithmetic of a measurement: two sides by turns, the middle of each, their ratio and its bound."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

WARM_UPS = 2


@dataclass(frozen=True)
class Side:
    """One of the two things compared: its words, and a call that does it once."""

    words: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """A row of the table: `side` may take at most `most` times as long as `base`; None asks for nothing."""

    subject: str
    base: Side
    side: Side
    most: float | None = None


@dataclass(frozen=True)
class Outcome:
    """What was measured, in seconds."""

    comparison: Comparison
    base_p50: float
    side_p50: float

    @property
    def ratio(self) -> float:
        """How many times as long the side takes as its base."""
        return self.side_p50 / self.base_p50

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        most = self.comparison.most
        return None if most is None else self.ratio <= most


def measure(comparison: Comparison, rounds: int, *, clock: Callable[[], float] = perf_counter) -> Outcome:
    """Run both sides by turns, so that whatever else the machine does slows both alike."""
    for side in (comparison.base, comparison.side) * WARM_UPS:
        side.run()
    times: dict[str, list[float]] = {"base": [], "side": []}
    turns = (("base", comparison.base), ("side", comparison.side))
    for number in range(rounds):
        # Each goes first every other time: the second may profit from what the first has warmed.
        for name, side in turns if number % 2 == 0 else turns[::-1]:
            times[name].append(timed(side, clock))
    return Outcome(comparison, median(times["base"]), median(times["side"]))


def timed(side: Side, clock: Callable[[], float]) -> float:
    """The seconds that one run takes."""
    began = clock()
    side.run()
    return clock() - began
