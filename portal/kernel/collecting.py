"""Thousands of records in one go: the collector of cycles need not walk over them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects between two walks; the interpreter's own figure is a few hundred.
NEW_OBJECTS = 100_000


@contextmanager
def seldom() -> Iterator[None]:
    """Let the collector look seldom while this lasts: half the time of an import went into it."""
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
