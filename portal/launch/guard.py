"""Outlives a portal that was killed, to end what does not end by itself.

The kernel signals every child of a killed parent, but a worker that is just starting, or waiting for a queue
that is gone, may not heed it. The guard notices by the end of its pipe, waits, and kills what is left.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

PATIENCE_SECONDS = 15


class Guard:
    """The parent's side: which groups are to be watched, and the lock that their processes inherit."""

    def __init__(self, lock: int):
        self.lock = lock
        reading, self.writing = os.pipe()
        # Isolated and without site: it needs nothing of the environment and is there at once.
        command = [sys.executable, "-I", "-S", __file__, str(reading)]
        self.process = subprocess.Popen(
            command, pass_fds=[reading, lock], stdin=subprocess.DEVNULL, start_new_session=True
        )
        os.close(reading)

    def watch(self, group: int) -> None:
        """This process was started as the leader of a group."""
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        """Nothing of this group is left; its number may soon belong to a stranger."""
        self._tell(f"-{group}\n")

    def _tell(self, line: str) -> None:
        # A guard that somebody killed must not take the portal along.
        with suppress(BrokenPipeError):
            os.write(self.writing, line.encode())

    def dismiss(self) -> None:
        """All have ended in good order."""
        os.close(self.writing)
        self.process.wait()


def groups_left(reading: int) -> set[int]:
    """Read what the parent tells until it is gone; the groups that it had not forgotten."""
    groups: set[int] = set()
    with os.fdopen(reading) as lines:
        for line in lines:
            (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    return groups


def is_alive(group: int) -> bool:
    """Whether anybody of this group still lives."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def main(reading: int) -> None:
    """Wait for the parent's end, give its children time, kill whoever is left."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    groups = groups_left(reading)
    ends = time.monotonic() + PATIENCE_SECONDS
    while (groups := set(filter(is_alive, groups))) and time.monotonic() < ends:
        time.sleep(0.1)
    for group in groups:
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]))
