"""The closing line of `make test`."""

import os
import sys

from portal.launch import suite
from portal.launch.places import Places
from portal.launch.tenancy import Tenancy

CLOSING = "print('some test\\n12 passed in 3.45s')"


def test_output_passes_through_and_its_last_line_is_kept(capfdbinary):
    end_code, closing = suite.shown([sys.executable, "-c", CLOSING], dict(os.environ))
    assert (end_code, closing) == (0, "12 passed in 3.45s")


def test_a_failing_check_fails_the_suite_and_the_others_still_run(monkeypatch, capsysbinary):
    ends = iter([(1, "Found 1 error."), (0, ""), (0, "12 passed in 3.45s")])
    monkeypatch.setattr(suite, "shown", lambda command, environment, guard: next(ends))
    assert suite.checks([], {}) == 1
    last = capsysbinary.readouterr().out.decode().splitlines()[-1]
    assert last == "代码风格未通过，导入约定通过，测试通过：12 passed in 3.45s"


def test_folders_of_killed_runs_are_swept_and_those_in_use_are_not(places):
    killed, running, young = (places.var / f"test-{name}" for name in ("killed", "running", "young"))
    for folder in (killed, running, young):
        folder.mkdir()
    holder = Tenancy(Places(running))
    holder.take()
    for folder in (killed, running):
        os.utime(folder, (0, 0))
    suite.sweep(places.var)
    assert [folder.exists() for folder in (killed, running, young)] == [False, True, True]
