"""Ctrl-C, SIGTERM and a closed terminal end the command through its finally blocks."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Someone asked this process to end."""

    def __init__(self, number: int):
        self.end_code = 128 + number


@contextmanager
def stops_on_signal() -> Iterator[None]:
    """Raise Stopped in the main thread on the first of these signals."""
    for ending in ENDINGS:
        # nohup has set SIGHUP aside on purpose.
        if ending != signal.SIGHUP or signal.getsignal(ending) != signal.SIG_IGN:
            signal.signal(ending, _raise)
    yield


def ignore_signals() -> None:
    """While stopping, a second Ctrl-C must not leave half of the family behind."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)


def _raise(number: int, _frame: object) -> None:
    ignore_signals()
    raise Stopped(number)
