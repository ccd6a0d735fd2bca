"""A private folder whose name has a space and Chinese characters, as on a clerk's machine."""

import os
import select
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.launch.places import Places

PATIENCE_MS = 60_000


@pytest.fixture
def places(tmp_path: Path) -> Places:
    home = tmp_path / "门户 试用"
    home.mkdir(mode=0o700)
    made = Places(home / "var")
    made.make()
    return made


@pytest.fixture
def ended() -> Callable[[int], bool]:
    """Waits for the end of any process, a stranger's child too; false if it lives on."""

    def wait(pid: int) -> bool:
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        try:
            return bool(poll.poll(PATIENCE_MS))
        finally:
            os.close(descriptor)

    return wait
