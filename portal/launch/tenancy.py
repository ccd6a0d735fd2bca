"""One portal at a time in a data folder."""

import fcntl
import json
import os
import time
from pathlib import Path

from portal.launch import places as places_module
from portal.launch.console import Halt, say
from portal.launch.places import Places

# After kill -9 the children stop by themselves; they keep the lock until the last of them is gone.
LEFTOVERS_SECONDS = 30


class Tenancy:
    """The lock on a data folder, freed by the last of the children that inherit it, and a note."""

    def __init__(self, places: Places):
        self.places = places
        places.run.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.lock = os.open(places.run / "portal.lock", os.O_RDWR | os.O_CREAT, 0o600)

    def take(self) -> None:
        """Take the folder, or say who has it."""
        ends = time.monotonic() + LEFTOVERS_SECONDS
        waits = False
        while not self._try():
            if parent_lives(self.places):
                raise Halt(in_use_sentence(self.places.var, read_state(self.places)))
            if not waits:
                say("上次的门户没有正常结束，正在等它留下的进程退出……")
                waits = True
            if time.monotonic() > ends:
                raise Halt(f"上次的门户留下的进程还占用着数据文件夹 {self.places.var}；请结束它们后再试。")
            time.sleep(0.1)

    @property
    def is_taken(self) -> bool:
        """Whether somebody else holds the folder; if nobody does, it is held from now on."""
        return not self._try()

    def _try(self) -> bool:
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self.write({})
        return True

    def write(self, state: dict) -> None:
        """Note who runs here and at which addresses."""
        text = json.dumps({"pid": os.getpid(), "began": process_began(os.getpid()), **state})
        places_module.write_private(self.places.state, text)

    def leave(self) -> None:
        """Remove the note; the lock goes with the descriptor."""
        self.places.state.unlink(missing_ok=True)
        os.close(self.lock)


def read_state(places: Places) -> dict:
    """The note of the portal that runs here, or an empty one."""
    try:
        return json.loads(places.state.read_text())
    except FileNotFoundError:
        return {}


def parent_lives(places: Places) -> bool:
    """Whether the portal that wrote the note still runs: same number and same moment of birth."""
    state = read_state(places)
    return bool(state) and process_began(state["pid"]) == state["began"] != ""


def process_began(pid: int) -> str:
    """When a process began, in the kernel's clock ticks; empty if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def in_use_sentence(folder: Path, state: dict) -> str:
    """Says that another portal works on this folder."""
    where = f"，地址是 {state['address']}" if state.get("address") else ""
    return f"数据文件夹 {folder} 正由另一个门户（进程 {state['pid']}）使用{where}；请先执行 make stop。"
