"""PostgreSQL of the portal's own, with every installation and identity that this machine offers."""

import os
import pwd
import stat
from pathlib import Path
from signal import SIGKILL

import psycopg
import pytest

from portal.launch import identity, postgres
from portal.launch.console import Halt
from portal.launch.postgres import Postgres

KINDS = [kind.name for kind in identity.identities(Path("/"))]


@pytest.fixture
def started():
    """Starts servers and stops them after the test."""
    children = []

    def start(server: Postgres):
        child = server.start()
        children.append(child)
        server.await_ready(child)
        return child

    yield start
    for child in children:
        child.ask_to_stop()
        child.await_end(20)


def answer(url: str, question: str) -> str:
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


@pytest.mark.parametrize("folder", postgres.candidates(), ids=str)
def test_every_installation_found_here_serves_from_a_private_folder(places, started, folder):
    server = Postgres(places, is_scratch=True, folders=[folder])
    child = started(server)
    version = answer(server.url, "SHOW server_version")
    assert version.startswith(f"{server.programs.major}.")
    assert answer(server.url, "SHOW server_encoding") == "UTF8"
    child.ask_to_stop()
    child.await_end(20)
    assert not (server.data / "postmaster.pid").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_every_identity_open_to_this_user_can_run_it(places, started, monkeypatch, kind):
    monkeypatch.setattr(
        postgres,
        "identity_for",
        lambda program, folder: next(found for found in identity.identities(folder) if found.name == kind),
    )
    server = Postgres(places, is_scratch=True)
    started(server)
    assert answer(server.url, "SELECT current_user") == "portal"


def test_no_user_is_added_and_no_folder_is_opened(places, started):
    users = pwd.getpwall()
    started(Postgres(places, is_scratch=True))
    assert pwd.getpwall() == users
    for folder in (places.var.parent, places.var, places.postgres, places.postgres / "data"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_it_refuses_a_wrong_password(places, started):
    server = Postgres(places, is_scratch=True)
    started(server)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        answer(server.url.replace(server.password, "wrong"), "SELECT 1")


def test_data_that_another_server_uses_is_one_sentence(places, started):
    first = started(Postgres(places, is_scratch=True))
    with pytest.raises(Halt, match=f"正由另一个 PostgreSQL（进程 {first.pid}）使用；请先停下它。"):
        Postgres(places, is_scratch=True).start()


def test_data_left_by_a_killed_server_is_taken_up_again(places, started):
    first = Postgres(places)
    child = started(first)
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(child.pid, SIGKILL)
    child.await_end(5)
    second = Postgres(places)
    started(second)
    assert answer(second.url, "SELECT one FROM kept") == 1


def test_a_stale_note_with_a_strangers_number_does_not_hinder(places, started):
    server = Postgres(places, is_scratch=True)
    child = started(server)
    child.ask_to_stop()
    child.await_end(20)
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
    started(Postgres(places, is_scratch=True))


def test_an_interrupted_initialisation_is_begun_again(places, started):
    (places.postgres / "data.new").mkdir()
    (places.postgres / "data.new" / "half").touch()
    server = Postgres(places, is_scratch=True)
    started(server)
    assert answer(server.url, "SELECT current_database()") == "portal"


def test_data_of_another_version_is_one_sentence(places):
    (places.postgres / "data").mkdir(mode=0o700)
    (places.postgres / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Halt, match="数据由 PostgreSQL 9 建立，这里没有这个版本的程序"):
        Postgres(places)


def test_without_any_installation_it_says_what_to_do(places):
    with pytest.raises(Halt, match="安装 postgresql，或设置 DATABASE_URL"):
        Postgres(places, folders=[])


def test_without_the_wheel_the_systems_own_is_next(monkeypatch):
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    assert postgres.candidates() == [
        folder for folder in dict.fromkeys(postgres.system_folders()) if (folder / "initdb").exists()
    ]
