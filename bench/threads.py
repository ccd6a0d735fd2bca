"""Several at once."""

import threading
from collections.abc import Callable

from django.db import connection, connections

from bench.scene import Place


def together(count: int, work: Callable[[int], object]) -> None:
    """Let so many do their work beside each other, without a database; one alone does it here."""
    if count == 1:
        work(0)
        return
    start, faults = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def at_once(place: Place, count: int, work: Callable[[int], object]) -> None:
    """The same in a database, each with a connection of its own."""
    with place():
        if count == 1:
            work(0)
            return
        usual = connections["default"]

    def run(number: int) -> None:
        # A connection belongs to the thread that makes it.
        connections["default"] = usual.copy()
        try:
            work(number)
        finally:
            connection.close()

    together(count, run)
