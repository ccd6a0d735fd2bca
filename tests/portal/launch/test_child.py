"""Children die with their parent and are revived while it lives."""

import os
import subprocess
import sys
from signal import SIGKILL, SIGTERM

import pytest

from portal.launch import child as child_module
from portal.launch import guard
from portal.launch.child import Child, stop_all
from portal.launch.console import Halt
from portal.launch.places import ROOT

PARENT = """
import sys
from pathlib import Path
from portal.launch.child import Child
from portal.launch.places import Places
from portal.launch.postgres import Postgres
from portal.launch.valkey import Valkey
places = Places(Path(sys.argv[1]))
servers = [Postgres(places, is_scratch=True), Valkey(places)]
children = [server.start() for server in servers]
for server, child in zip(servers, children):
    server.await_ready(child)
children.append(Child("stubborn", ["sleep", "1000"], places.log / "sleep.log"))
children[-1].start()
print(*(child.pid for child in children), flush=True)
sys.stdin.read()
"""


def test_kill_9_of_the_parent_leaves_no_child(places, ended):
    command = [sys.executable, "-c", PARENT, str(places.var)]
    parent = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 3
    os.kill(parent.pid, SIGKILL)
    parent.communicate()
    assert [pid for pid in pids if not ended(pid)] == []


DEAF_PARENT = """
import sys
from pathlib import Path
from portal.launch.child import Child
from portal.launch.guard import Guard
from portal.launch.places import Places
from portal.launch.tenancy import Tenancy
places = Places(Path(sys.argv[1]))
guard = Guard(Tenancy(places).lock)
deaf = Child("deaf", ["sh", "-c", "trap '' TERM; echo; sleep 1000"], places.log / "deaf.log", guard=guard)
deaf.start()
while not deaf.log.stat().st_size:
    pass
print(deaf.pid, guard.process.pid, flush=True)
sys.stdin.read()
"""


def test_kill_9_of_the_parent_leaves_not_even_a_child_that_heeds_no_signal(places, ended):
    command = [sys.executable, "-c", DEAF_PARENT, str(places.var)]
    parent = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    deaf, guard = map(int, parent.stdout.readline().split())
    os.kill(parent.pid, SIGKILL)
    parent.communicate()
    assert ended(deaf)
    assert ended(guard)


def test_the_guard_kills_what_it_was_not_told_to_forget():
    reading, writing = os.pipe()
    os.write(writing, b"+11\n+12\n-11\n+13\n-13\n")
    os.close(writing)
    assert guard.groups_left(reading) == {12}


def test_whoever_outlives_a_main_process_is_killed_with_its_group(places, ended):
    main = Child("main", ["sh", "-c", "sleep 1000 & echo $!; wait"], places.log / "main.log")
    main.start()
    while not (printed := main.log.read_text()).endswith("\n"):
        os.sched_yield()
    os.kill(main.pid, SIGKILL)
    main.await_end(10)
    assert ended(int(printed))


def test_a_child_that_does_not_stop_is_killed(places):
    deaf = Child("deaf", ["sh", "-c", "trap '' TERM; echo; sleep 1000"], places.log / "deaf.log")
    deaf.start()
    while not deaf.log.stat().st_size:
        os.sched_yield()
    stop_all([deaf], 0.2)
    assert not deaf.is_alive
    assert deaf.process.returncode == -SIGKILL


def test_a_failed_job_halts_with_its_last_words(places):
    job = Child("准备数据", ["sh", "-c", "echo 没有表; exit 3"], places.log / "job.log")
    job.start()
    with pytest.raises(Halt, match="没有表\n“准备数据”没有成功"):
        job.finish()


def test_pauses_grow_while_a_child_keeps_dying(places, monkeypatch):
    child = Child("child", ["true"], places.log / "child.log", stop_signal=SIGTERM)
    child.started_at, now = 100.0, 104.5
    monkeypatch.setattr(child_module.time, "monotonic", lambda: now)
    due = []
    for child.failures in range(5):
        due.append(child.pause_is_over)
    assert due == [True, True, True, False, False]
