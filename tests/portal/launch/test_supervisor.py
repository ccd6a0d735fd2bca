"""The whole portal under one parent, from an empty folder to nothing left."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from signal import SIGKILL, SIGTERM

import pytest

from portal.launch import ports, supervisor
from portal.launch.child import Child
from portal.launch.console import Halt
from portal.launch.places import ROOT
from portal.launch.supervisor import Family
from portal.launch.tenancy import Tenancy


@pytest.fixture
def environment(places):
    """What a fresh shell would hand over; demonstration and static files have tests of their own."""
    foreign = ("PORTAL_", "DJANGO_", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PYTEST_", "CELERY_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    port = str(ports.free_port())
    ours = {"PORTAL_ENV": "test", "PORTAL_VAR": str(places.var), "PORTAL_PORT": port, "PORTAL_DEMO": "0"}
    return {**clean, **ours}


def launch(environment: dict[str, str], verb: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "portal.launch", verb],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def running_portal(environment: dict[str, str]) -> subprocess.Popen:
    """A portal that has said that it runs."""
    portal = launch(environment, "run")
    said = []
    while "门户已在运行" not in (line := portal.stdout.readline()):
        assert line, "".join(said)
        said.append(line)
    return portal


def family_of(pid: int) -> list[int]:
    """Every descendant of a process; one that ends while it is looked at has none left."""
    try:
        children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [*children, *(below for child in children for below in family_of(child))]


def test_it_starts_serves_refuses_a_second_and_leaves_nothing(places, environment, ended):
    portal = running_portal(environment)
    try:
        family = family_of(portal.pid)
        page = http.client.HTTPConnection("localhost", int(environment["PORTAL_PORT"]))
        page.request("GET", "/")
        assert page.getresponse().status == 200
        second = launch(environment, "run")
        assert f"正由另一个门户（进程 {portal.pid}）使用" in second.communicate()[0]
        assert second.returncode == 1
        state = launch(environment, "status").communicate()[0]
        assert f"门户正在运行：http://localhost:{environment['PORTAL_PORT']}" in state
        portal.send_signal(SIGTERM)
        assert portal.communicate()[0].endswith("正在停止……\n门户已停止。\n")
        assert portal.returncode == 0
        assert [pid for pid in family if not ended(pid)] == []
    finally:
        portal.kill()
    # The same folder again, now with kill -9: a portal has no chance to say good-bye.
    portal = running_portal(environment)
    family = family_of(portal.pid)
    os.kill(portal.pid, SIGKILL)
    portal.communicate()
    assert len(family) > 5
    assert [pid for pid in family if not ended(pid)] == []


def test_secrets_are_private_and_stay(places):
    first = supervisor.base_environment(places)
    assert supervisor.base_environment(places) == first
    assert len(first["SECRET_KEY"]) >= 50
    assert (places.keys / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80"])
def test_an_impossible_port_is_one_sentence(monkeypatch, text):
    monkeypatch.setenv("PORTAL_PORT", text)
    with pytest.raises(Halt, match=f"1 到 65535 的整数，现在是“{text}”"):
        supervisor.web_port()


def test_whoever_dies_is_started_again(places, capsysbinary):
    family = Family(places, Tenancy(places), ports.free_port())
    child = Child("后台任务", ["true"], places.log / "worker.log")
    child.start()
    child.process.wait()
    child.started_at -= 5
    first = child.pid
    family._tend(child)
    child.process.wait()
    assert child.pid != first
    assert child.failures == 1
    assert "后台任务意外结束，正在重新启动" in capsysbinary.readouterr().out.decode()


def test_addresses_of_the_servers_are_noted_for_manage_commands(places):
    tenancy = Tenancy(places)
    tenancy.write({"environment": {"DATABASE_URL": "postgresql://x"}})
    assert json.loads(places.state.read_text())["environment"] == {"DATABASE_URL": "postgresql://x"}
