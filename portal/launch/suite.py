"""The test suite on servers of its own, which go away with it; never on the running portal's data."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.launch.child import Child, die_with, end_group, stop_all
from portal.launch.console import say
from portal.launch.guard import Guard
from portal.launch.places import ROOT, Places, of_this_portal
from portal.launch.postgres import DATABASE, Postgres
from portal.launch.stopping import Stopped, ignore_signals, stops_on_signal
from portal.launch.tenancy import Tenancy
from portal.launch.valkey import Valkey

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
SERVER_SECONDS = 20
# How long pytest has to clean up after Ctrl-C.
CHECK_SECONDS = 15
MOST_WORKERS = 8
PREFIX = "test-"
BEING_MADE_SECONDS = 60
# Gets the addresses of the servers as environment, and the guard to watch over what it starts; its end code.
Work = Callable[[dict[str, str], Guard], int]


def test(arguments: list[str]) -> int:
    """Style, import contracts, then every test; further arguments go to pytest."""
    return run_suite(arguments, {})


def proof(arguments: list[str]) -> int:
    """The same tests, with counts in the thousands in full."""
    return run_suite(arguments, {"PORTAL_PROOF": "1"})


def run_suite(arguments: list[str], environment: dict[str, str]) -> int:
    """Run the checks beside servers of their own."""

    def work(servers: dict[str, str], guard: Guard) -> int:
        with template(servers, guard) as made:
            return checks(arguments, {**servers, **made, **environment}, guard)

    return on_own_servers(work)


def on_own_servers(work: Work, *, stopped_says: str = "测试已中断。") -> int:
    """Do the work beside servers that live as long as this call."""
    var = of_this_portal().var
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(var)
    places = Places(Path(tempfile.mkdtemp(prefix=PREFIX, dir=var)))
    places.make()
    places.static.mkdir()
    tenancy = Tenancy(places)
    tenancy.take()
    guard = Guard(tenancy.lock)
    servers: list[Child] = []
    try:
        with stops_on_signal():
            urls = start_servers(places, servers, guard)
            return work({**test_environment(places), **urls}, guard)
    except Stopped as stopped:
        say(stopped_says)
        return stopped.end_code
    finally:
        ignore_signals()
        stop_all(servers, SERVER_SECONDS)
        guard.dismiss()
        shutil.rmtree(places.var, ignore_errors=True)


def sweep(var: Path) -> None:
    """Remove the folders of killed test runs: nobody holds their lock, and they are not being made."""
    for folder in var.glob(f"{PREFIX}*"):
        is_old = time.time() - folder.stat().st_mtime > BEING_MADE_SECONDS
        if is_old and not Tenancy(Places(folder)).is_taken:
            shutil.rmtree(folder, ignore_errors=True)


def start_servers(places: Places, servers: list[Child], guard: Guard) -> dict[str, str]:
    """A PostgreSQL and a Valkey for these tests alone; each is listed as soon as it runs."""
    postgres, valkey = Postgres(places, is_scratch=True), Valkey(places)
    for server in (postgres, valkey):
        servers.append(server.start(guard))
    for server, child in zip((postgres, valkey), servers, strict=True):
        server.await_ready(child)
    return {"DATABASE_URL": postgres.url, "REDIS_URL": valkey.url}


def test_environment(places: Places) -> dict[str, str]:
    """What the tests are told."""
    return {
        "PORTAL_ENV": "test",
        "PORTAL_VAR": str(places.var),
        "PORTAL_STATIC_ROOT": str(places.static),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def template(servers: dict[str, str], guard: Guard) -> Iterator[dict[str, str]]:
    """Begin to fill the server's own database, which every test process copies instead of making its own.

    It is filled while tests are still being collected; whoever holds the lock of the file is not done.
    Should that fail, the test processes migrate their copies themselves, and say why they cannot.
    """
    file = Path(servers["PORTAL_VAR"]) / "template"
    lock = os.open(file, os.O_CREAT | os.O_WRONLY, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT,
        env={**os.environ, **servers},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=[lock],
        start_new_session=True,
        preexec_fn=die_with(os.getpid(), signal.SIGINT),
    )
    guard.watch(process.pid)
    os.close(lock)
    try:
        yield {"PORTAL_TEST_TEMPLATE": DATABASE, "PORTAL_TEST_TEMPLATE_LOCK": str(file)}
    finally:
        end_group(process, signal.SIGINT, CHECK_SECONDS)
        guard.forget(process.pid)


def checks(arguments: list[str], environment: dict[str, str], guard: Guard | None = None) -> int:
    """Every check runs whatever the others say; the last line sums up and ends as pytest's."""
    # Half as many again as there are processors: in a quarter of its time a test waits for another process.
    workers = min((os.cpu_count() or 2) * 3 // 2, MOST_WORKERS)
    # In the order of tests/conftest.py: the longest file first, not the one with the most tests.
    spread = ["-n", str(workers), "--dist=loadfile", "--no-loadscope-reorder", "-rs"]
    commands = {
        "代码风格": ["-m", "ruff", "check", "."],
        "导入约定": ["-c", LINT_IMPORTS],
        "测试": ["-m", "pytest", *spread, *arguments],
    }
    verdicts, failed = [], False
    for name, command in commands.items():
        end_code, closing = shown([sys.executable, *command], {**os.environ, **environment}, guard)
        failed = failed or end_code != 0
        verdicts.append(f"{name}{'通过' if end_code == 0 else '未通过'}")
    say(f"{'，'.join(verdicts)}：{closing}")
    return int(failed)


def shown(command: list[str], environment: dict[str, str], guard: Guard | None = None) -> tuple[int, str]:
    """Run a command with its output passed through as it comes; its end code and last line."""
    last = b""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=die_with(os.getpid(), signal.SIGINT),
    )
    if guard:
        guard.watch(process.pid)
    try:
        while piece := os.read(process.stdout.fileno(), 65536):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            last = (last + piece)[-2000:]
        process.wait()
    finally:
        end_group(process, signal.SIGINT, CHECK_SECONDS)
        if guard:
            guard.forget(process.pid)
    return process.returncode, last.decode(errors="replace").rstrip().rpartition("\n")[2]
