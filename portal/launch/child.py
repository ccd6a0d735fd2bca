"""A process that the portal started: it dies with its parent, and its whole group dies with it."""

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.launch.console import Halt, say
from portal.launch.guard import Guard
from portal.launch.places import ROOT

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5_000_000
# A child that dies at once is started again after 1, 2, 4 ... seconds, at most this many.
LONGEST_PAUSE = 30


@dataclass
class Child:
    """One process of the family."""

    name: str
    command: list[str]
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    stdin: bytes = b""
    guard: Guard | None = None
    process: subprocess.Popen | None = None
    started_at: float = 0
    log_began_at: int = 0
    failures: int = 0

    def start(self) -> None:
        """Start in a group of its own: Ctrl-C reaches the parent alone, which then stops all in order."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.started_at = time.monotonic()
        with open(self.log, "ab") as log:
            self.log_began_at = log.tell()
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                # The lock on the data folder stays taken as long as any process lives.
                pass_fds=[self.guard.lock] if self.guard else [],
                start_new_session=True,
                preexec_fn=die_with(os.getpid(), self.stop_signal),
            )
        if self.guard:
            self.guard.watch(self.pid)
        self._feed()

    def _feed(self) -> None:
        # A child that ends before it has read is seen by whoever waits for it.
        with suppress(BrokenPipeError):
            self.process.stdin.write(self.stdin)
            self.process.stdin.close()

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pause_is_over(self) -> bool:
        """Whether a dead child may be started again now."""
        return time.monotonic() - self.started_at >= min(2**self.failures, LONGEST_PAUSE)

    def ask_to_stop(self) -> None:
        """Send the signal on which this process ends in good order."""
        if self.is_alive:
            self.process.send_signal(self.stop_signal)

    def await_end(self, seconds: float) -> None:
        """Wait for the end; whatever is left of the group after that is killed."""
        if self.process is not None:
            end_group(self.process, None, seconds)
            if self.guard:
                self.guard.forget(self.pid)

    def show_until_end(self) -> None:
        """Pass on what a job writes, line by line, until it ends."""
        with open(self.log, "rb") as log:
            log.seek(self.log_began_at)
            while True:
                was_alive = self.is_alive
                if written := log.read():
                    say(written.decode(errors="replace").rstrip())
                if not was_alive:
                    return
                time.sleep(0.1)

    def finish(self, *, words_were_shown: bool = False) -> None:
        """Wait for a job that was started; halt with its last words if it failed."""
        end_code = self.process.wait()
        self.await_end(0)
        if end_code != 0:
            words = "" if words_were_shown else f"{self.last_words()}\n"
            raise Halt(f"{words}“{self.name}”没有成功，原因见上，全文在 {self.log}。")

    def last_words(self, lines: int = 12) -> str:
        """The end of its log."""
        with open(self.log, "rb") as log:
            log.seek(max(0, self.log.stat().st_size - 20_000))
            return b"\n".join(log.read().splitlines()[-lines:]).decode(errors="replace")


def end_group(process: subprocess.Popen, ending: signal.Signals | None, seconds: float) -> None:
    """Ask a process to end, wait, then kill what is left of its group: its workers may have outlived it."""
    if ending is not None and process.poll() is None:
        process.send_signal(ending)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def die_with(parent: int, death_signal: signal.Signals):
    """Before a child's program starts: ask the kernel for a signal when the parent is gone, even by -9."""
    prctl = getattr(LIBC, "prctl", None)

    def prepare() -> None:
        if prctl is None:
            return
        prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def stop_all(children: list[Child], seconds: float) -> None:
    """Stop several at once; each has this long to end in good order."""
    for child in children:
        child.ask_to_stop()
    ends = time.monotonic() + seconds
    for child in children:
        child.await_end(max(0.1, ends - time.monotonic()))
