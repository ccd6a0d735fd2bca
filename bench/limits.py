"""The other kind of row: what is done once, in a process of its own, beside a bound of time and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

MEGABYTE = 1024 * 1024
PROCESSES = Path("/proc")
# Whose memory counts, by their numbers; this process's own while nobody is named.
COUNTED: list[int] = []


@dataclass(frozen=True)
class Step:
    """One part of the work; what a generator of steps does between two of them is not measured.

    Where `run` gives a number, these are the seconds that count: what most of many answers took at most.
    """

    words: str
    run: Callable[[], object]


@dataclass(frozen=True)
class Limit:
    """Work that may take so many seconds and megabytes in all.

    `steps` is a function of a module, called with the texts of `arguments` in a child process that works on
    a fresh copy of the database of the name `template`.
    """

    subject: str
    template: str
    steps: Callable[..., Iterator[Step]]
    arguments: tuple[str, ...]
    seconds: float | None = None
    megabytes: float | None = None
    # Count only what the steps take beyond what the process held when the first of them began.
    above_start: bool = False


@dataclass(frozen=True)
class Spent:
    """What one step took: processor time of its own process, and time by the wall clock, in seconds.

    `held` is the most megabytes that the process had held when it began, `peak` when it was done.
    """

    words: str
    processor: float
    wall: float
    held: float = 0
    peak: float = 0


@dataclass(frozen=True)
class Used:
    """What a limit's work took; `memory` is the most that its process ever held, in megabytes."""

    limit: Limit
    spent: tuple[Spent, ...]
    memory: float

    @property
    def wall(self) -> float:
        """All steps by the wall clock."""
        return sum(step.wall for step in self.spent)

    @property
    def processor(self) -> float:
        """All steps in processor time, without that of the database."""
        return sum(step.processor for step in self.spent)

    @property
    def holds(self) -> bool | None:
        """Whether both bounds are kept; None where there is none."""
        bounds = ((self.limit.seconds, self.wall), (self.limit.megabytes, self.memory))
        asked = [taken <= most for most, taken in bounds if most is not None]
        return all(asked) if asked else None


def in_a_child(limit: Limit, place: str) -> Used:
    """Measure in a new interpreter on the database `place`, so that the memory is the work's alone."""
    where = f"{limit.steps.__module__}:{limit.steps.__qualname__}"
    command = [sys.executable, "-m", "bench.child", place, where, *limit.arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603
    told = json.loads(done.stdout.splitlines()[-1])
    return used_of(limit, [Spent(**step) for step in told])


def here(limit: Limit) -> Used:
    """The same in this process, for tests."""
    return used_of(limit, list(spent_on(limit.steps(*limit.arguments))))


def used_of(limit: Limit, spent: list[Spent]) -> Used:
    """What is held against the bounds."""
    before = spent[0].held if limit.above_start and spent else 0
    return Used(limit, tuple(spent), max(step.peak for step in spent) - before)


def spent_on(steps: Iterator[Step]) -> Iterator[Spent]:
    """Run step after step."""
    for step in steps:
        held, wall, processor = peak(), perf_counter(), process_time()
        told = step.run()
        taken = told if isinstance(told, float) else perf_counter() - wall
        yield Spent(step.words, process_time() - processor, taken, held, peak())


def as_json(spent: Iterator[Spent]) -> str:
    """What a child tells its parent."""
    return json.dumps([asdict(step) for step in spent])


def count_of(processes: Sequence[int]) -> None:
    """Let the memory of these count from now on, and not this process's own; nobody changes nothing."""
    for process in processes:
        # Forgets the peak of before.
        (PROCESSES / str(process) / "clear_refs").write_text("5")
    COUNTED.extend(processes)


def peak() -> float:
    """The most megabytes that the processes have held that count.

    Not getrusage: a new process inherits there the peak of the one that started it.
    """
    return sum(_peak(PROCESSES / str(process) / "status") for process in COUNTED or [os.getpid()])


def _peak(status: Path) -> float:
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / MEGABYTE
