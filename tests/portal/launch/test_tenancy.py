"""One portal at a time in a data folder."""

import os
import subprocess
import sys

import pytest

from portal.launch import tenancy
from portal.launch.console import Halt
from portal.launch.places import write_private
from portal.launch.tenancy import Tenancy

HOLD_UNTIL_TOLD = "import sys; print(flush=True); sys.stdin.read()"


def test_a_folder_in_use_is_one_sentence(places):
    first = Tenancy(places)
    first.take()
    first.write({"address": "http://localhost:8000"})
    with pytest.raises(Halt) as refused:
        Tenancy(places).take()
    assert str(refused.value) == (
        f"数据文件夹 {places.var} 正由另一个门户（进程 {os.getpid()}）使用，"
        "地址是 http://localhost:8000；请先执行 make stop。"
    )


def test_a_folder_is_free_again_when_its_portal_has_left(places):
    first = Tenancy(places)
    first.take()
    first.leave()
    Tenancy(places).take()
    assert tenancy.parent_lives(places)


def test_the_note_of_a_dead_process_does_not_hinder(places):
    write_private(places.state, '{"pid": 1, "began": "never"}')
    assert not tenancy.parent_lives(places)
    Tenancy(places).take()


def test_it_waits_for_the_last_child_of_a_killed_portal(places, monkeypatch, capsysbinary):
    killed = Tenancy(places)
    killed.take()
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD_UNTIL_TOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[killed.lock],
    )
    child.stdout.readline()
    killed.leave()
    # Waiting is what lets the child go: no clock decides this test.
    monkeypatch.setattr(tenancy.time, "sleep", lambda seconds: child.communicate())
    Tenancy(places).take()
    assert child.returncode == 0
    assert "正在等它留下的进程退出" in capsysbinary.readouterr().out.decode()


def test_the_note_can_be_read_by_its_owner_only(places):
    Tenancy(places).take()
    assert places.state.stat().st_mode & 0o777 == 0o600
