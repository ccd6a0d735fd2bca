"""Servers of a test's own that may be killed: a database, a broker, a web server and a sequencer.

The web server and the sequencer are forks of the test, so that a new one is there at once; the database is a
copy of the test's on a server that keeps what it has committed when its processes die. That it keeps it when
the machine dies is PostgreSQL's own promise and would cost seconds at every start.
"""

import contextlib
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.cache import caches
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import DatabaseError, connection, connections, transaction

from portal.kernel import clock
from portal.kernel.ledger.tree import workflow as tree
from portal.launch.child import die_with
from portal.launch.places import Places
from portal.launch.postgres import Postgres
from portal.launch.valkey import Valkey
from portal.wsgi import application

BEAT = 0.05


class Quiet(WSGIRequestHandler):
    """Refusals and faults are expected here."""

    def log_message(self, *words: object) -> None:
        pass


class Database:
    """A copy of the test's database on a server of its own."""

    def __init__(self, places: Places):
        self.server = Postgres(places)
        self.child = self.server.start()
        self.server.await_ready(self.child)
        for said in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            subprocess.run([*self.psql(), "-c", said], stdout=subprocess.DEVNULL, check=True)
        self.copy()

    def psql(self) -> list[str]:
        """The command for its database."""
        program = self.server.programs.folder / "psql"
        return [str(program), "-q", "-v", "ON_ERROR_STOP=1", "-d", self.server.url]

    def copy(self) -> None:
        """As the test has left it."""
        here = connection.settings_dict
        environment = {**os.environ, "PGPASSWORD": here["PASSWORD"]}
        place = ["-h", here["HOST"], "-p", str(here["PORT"]), "-U", here["USER"], "-d", here["NAME"]]
        dump = [str(self.server.programs.folder / "pg_dump"), "--no-owner", *place]
        with subprocess.Popen(dump, stdout=subprocess.PIPE, env=environment) as writing:
            restore = [*self.psql(), "--single-transaction"]
            subprocess.run(restore, stdin=writing.stdout, stdout=subprocess.DEVNULL, check=True)

    def kill(self) -> None:
        """All its processes at once; it starts again and recovers."""
        below = Path(f"/proc/{self.child.pid}/task/{self.child.pid}/children").read_text().split()
        for pid in (self.child.pid, *map(int, below)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.child.process.wait()
        self.child = self.server.start()
        self.server.await_ready(self.child)

    def stop(self) -> None:
        self.child.ask_to_stop()
        self.child.await_end(30)


class Broker:
    """Queue and cache; nothing of it is kept."""

    def __init__(self, places: Places):
        self.server = Valkey(places)
        self.child = self.server.start()
        self.server.await_ready(self.child)

    def kill(self) -> None:
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.process.wait()
        self.child = self.server.start()
        self.server.await_ready(self.child)

    def stop(self) -> None:
        self.child.ask_to_stop()
        self.child.await_end(30)


def fork() -> int:
    """A child that does not outlive the test."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        die_with(parent, signal.SIGKILL)()
    return pid


class Fork:
    """A child process that does its work for ever."""

    def __init__(self, work: Callable[[], None], database: Database, broker: Broker):
        self.work, self.database, self.broker = work, database, broker
        self.start()

    def start(self) -> None:
        self.pid = fork()
        if self.pid == 0:
            # What fails while a server is away is written nowhere.
            logging.disable(logging.CRITICAL)
            with contextlib.suppress(BaseException):
                work_on(self.database.server.url, self.broker.server.url)
                self.work()
            os._exit(1)

    def kill(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def settings_of(url: str) -> dict[str, str]:
    """Of a database by its address."""
    parts = urlsplit(url)
    return {
        "HOST": parts.hostname,
        "PORT": str(parts.port),
        "USER": parts.username,
        "PASSWORD": parts.password,
        "NAME": parts.path.strip("/"),
    }


def work_on(database_url: str, broker_url: str) -> None:
    """In a fork: leave the test's connection alone and use the other servers from now on."""
    connection.connection = None
    connections.databases["default"].update(settings_of(database_url))
    caches.settings["default"]["LOCATION"] = broker_url
    with contextlib.suppress(AttributeError):
        del caches["default"]


@contextlib.contextmanager
def looking_into(url: str) -> Iterator[None]:
    """The test reads the other database as it is at one moment: somebody may still be bidding."""
    usual = connections["default"]
    connections["default"] = type(usual)({**usual.settings_dict, **settings_of(url)}, usual.alias)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        connection.close()
        connections["default"] = usual


def web_on(listening) -> Callable[[], None]:
    """A web server on a socket that outlives it."""

    def serve() -> None:
        server = ThreadedWSGIServer(listening.getsockname(), Quiet, bind_and_activate=False)
        server.socket = listening
        server.server_name, server.server_port = listening.getsockname()
        server.setup_environ()
        server.set_app(application)
        server.serve_forever()

    return serve


def sequence() -> None:
    """What the worker does beside the bids: the ledger's tree grows, whatever happens to the database."""
    while True:
        with contextlib.suppress(DatabaseError):
            tree.grow(now=clock.now(), every=timedelta(0))
        connection.close()
        time.sleep(BEAT)
