"""Measurements on servers of their own; what the running portal holds is neither read nor changed."""

import os
import sys

from portal.launch import suite
from portal.launch.places import of_this_portal

OUTCOMES = "bench.json"


def bench(arguments: list[str]) -> int:
    """Measure everything, or the rows whose subject holds one of the words given."""
    outcomes = of_this_portal().var / OUTCOMES
    command = [sys.executable, "-m", "bench", str(outcomes), *arguments]
    return suite.on_own_servers(
        lambda servers, guard: suite.shown(command, {**os.environ, **servers}, guard)[0],
        stopped_says="测速已中断。",
    )
