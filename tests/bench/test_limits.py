"""Steps, bounds and the process of its own; nothing is timed here."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench import limits
from bench.limits import Limit, Spent, Step, Used

SPENT = (Spent("读取", 10.0, 30.0), Spent("写入", 20.0, 60.0))
HELD = 64 * limits.MEGABYTE


def two_steps(words: str) -> Iterator[Step]:
    """What a limit measures: the second step holds some memory for a moment."""
    yield Step(words, lambda: None)
    yield Step("占用", lambda: len(bytearray(HELD)))


def limit(**bounds: float) -> Limit:
    return Limit("事项", "", two_steps, ("准备",), **bounds)


@pytest.mark.parametrize(
    ("bounds", "holds"),
    [
        ({}, None),
        ({"seconds": 90}, True),
        ({"seconds": 89.9}, False),
        ({"seconds": 90, "megabytes": 400}, True),
        ({"seconds": 90, "megabytes": 399}, False),
    ],
)
def test_all_steps_together_keep_every_bound_up_to_itself(bounds, holds):
    used = Used(limit(**bounds), SPENT, 400.0)
    assert (used.wall, used.processor, used.holds) == (90.0, 30.0, holds)


def test_a_child_tells_what_each_step_took_and_the_most_memory_it_held():
    used = limits.in_a_child(limit(), "")
    assert [step.words for step in used.spent] == ["准备", "占用"]
    assert used.memory > HELD / limits.MEGABYTE


def test_seconds_that_a_step_tells_count_in_place_of_the_clock():
    [spent] = limits.spent_on(iter([Step("提交", lambda: 3600.0)]))
    assert spent.wall == 3600.0


def test_the_memory_of_a_server_counts_in_place_of_the_own(monkeypatch):
    monkeypatch.setattr(limits, "COUNTED", [])
    own, server = (
        limits.peak(),
        subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE),
    )
    try:
        limits.count_of([server.pid])
        assert 0 < limits.peak() < own
    finally:
        server.communicate(b"\n")


def test_work_that_fails_is_not_measured():
    failing = Limit("事项", "", two_steps, ())
    with pytest.raises(TypeError):
        limits.here(failing)
