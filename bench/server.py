"""The web server as `make run` starts it, on the database of a measurement, and programs that call it."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from portal.launch import ports
from portal.launch.child import Child
from portal.launch.supervisor import WEB, python_command

START_SECONDS, STOP_SECONDS = 60, 5
JSON = "application/json"
Send = Callable[..., tuple[int, bytes]]


class Server:
    """Granian with a worker, started as the portal's own."""

    def __init__(self, folder: Path):
        self.port = ports.free_port()
        here = (f"--host={ports.LOCAL}", f"--port={self.port}")
        environment = {
            # Its database has a pool of connections, as in production.
            "PORTAL_ENV": "development",
            "DATABASE_URL": database_url(),
            "PORTAL_VAR": str(settings.VAR_DIR),
            "PORTAL_KEY_FILE": str(settings.KEY_FILE),
        }
        command = python_command(*WEB, *here, "bench.wsgi:application")
        self.child = Child("网站", command, folder / "web.log", environment)

    def start(self) -> None:
        """Until it answers."""
        self.child.start()
        ends = time.monotonic() + START_SECONDS
        while not ports.answers(self.port):
            if not self.child.is_alive or time.monotonic() > ends:
                raise RuntimeError(self.child.last_words())
            time.sleep(0.1)

    @property
    def processes(self) -> list[int]:
        """The server and its worker, which are one group."""
        return [pid for pid in map(int, filter(str.isdecimal, os.listdir("/proc"))) if self._is_ours(pid)]

    def caller(self, token: str) -> Send:
        """A program with this token and a connection of its own; for one thread."""
        line = HTTPConnection(ports.LOCAL, self.port, timeout=120)
        always = {"Authorization": f"Token {token}", "Host": f"localhost:{self.port}"}

        def send(method: str, path: str, body: bytes = b"", kind: str = JSON, **headers: str):
            line.request(method, path, body, {**always, "Content-Type": kind, **headers})
            answer = line.getresponse()
            return answer.status, answer.read()

        return send

    def _is_ours(self, pid: int) -> bool:
        try:
            return os.getpgid(pid) == self.child.pid
        except ProcessLookupError:
            return False


class Inside:
    """The same application in this process, for tests: nobody else can see what their transaction wrote."""

    processes: tuple[int, ...] = ()

    def caller(self, token: str) -> Send:
        client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Token {token}"})

        def send(method: str, path: str, body: bytes = b"", kind: str = JSON, **headers: str):
            answer = client.generic(method, path, body, kind, headers=headers)
            return answer.status_code, answer.content

        return send


@contextmanager
def serving(place: AbstractContextManager) -> Iterator[Server | Inside]:
    """The web server on the database of this place while the block runs."""
    if connection.in_atomic_block:
        yield Inside()
        return
    with tempfile.TemporaryDirectory() as folder:
        with place:
            server = Server(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.child.ask_to_stop()
            server.child.await_end(STOP_SECONDS)


def database_url() -> str:
    """The database at hand, as a process of its own is told."""
    settings_of = connection.settings_dict
    address = urlsplit(os.environ["DATABASE_URL"])
    return address._replace(path=f"/{settings_of['NAME']}").geturl()
