"""The one parent of the running portal: starts the family in order, revives who dies, stops all together."""

import os
import sys
import time
from pathlib import Path

from portal.launch import ports
from portal.launch.child import Child, stop_all
from portal.launch.console import Halt, say, say_step
from portal.launch.guard import Guard
from portal.launch.places import Places, of_this_portal, secret
from portal.launch.postgres import Postgres
from portal.launch.statics import Statics
from portal.launch.stopping import Stopped, ignore_signals, stops_on_signal
from portal.launch.tenancy import Tenancy
from portal.launch.valkey import Valkey

# How long the web server, worker and beat may take to finish what they are doing, then the servers.
FAMILY_SECONDS = 10
SERVER_SECONDS = 30
# A child that lived this long has recovered: the next pause is short again.
RECOVERED_SECONDS = 60
WEB = ("-m", "granian", "--interface=wsgi", "--workers=1", "--blocking-threads=8", "--workers-kill-timeout=5")
# Redoc is half of all bytes and is not used.
COLLECT = ("collectstatic", "--noinput", "--clear", "--verbosity=0", "--ignore=redoc")
CELERY = ("-m", "celery", "--app=portal")
LOG_NAMES = {
    "网站": "web",
    "后台任务": "worker",
    "定时任务": "beat",
    "准备数据": "prepare",
    "页面文件": "static",
}


def run(_arguments: list[str]) -> int:
    """Run the portal until someone stops it."""
    port = web_port()
    places = of_this_portal()
    places.make()
    tenancy = Tenancy(places)
    tenancy.take()
    family = Family(places, tenancy, port)
    try:
        with stops_on_signal():
            ports.refuse_taken(port)
            family.start()
            family.watch()
    except Stopped:
        say("正在停止……")
    finally:
        ignore_signals()
        family.stop()
        tenancy.leave()
    say("门户已停止。")
    return 0


def web_port() -> int:
    """The port of the web server: 8000, or what PORTAL_PORT says."""
    text = os.environ.get("PORTAL_PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Halt(f"PORTAL_PORT 应是 1 到 65535 的整数，现在是“{text}”。")
    return int(text)


def python_command(*arguments: str) -> list[str]:
    """A command of this environment's Python."""
    return [sys.executable, *arguments]


class Family:
    """Every process of the portal and what they are told."""

    def __init__(self, places: Places, tenancy: Tenancy, port: int):
        self.places = places
        self.tenancy = tenancy
        self.port = port
        self.address = f"http://localhost:{port}"
        # Stage zero began earlier, when it had to install.
        self.began_at = float(os.environ.get("PORTAL_BEGAN") or time.time())
        self.guard = Guard(tenancy.lock)
        self.servers: list[Child] = []
        self.members: list[Child] = []
        self.environment = base_environment(places)

    def start(self) -> None:
        """Servers, then the data, then the portal itself; each step says how long it took."""
        say("正在启动门户：")
        self._timed("数据库与队列", self._start_servers)
        self._timed("数据与页面文件", self._prepare)
        self._timed("网站、后台任务与定时任务", self._start_members)
        say_step("合计", time.time() - self.began_at)
        say(f"\n门户已在运行：{self.address}\n按 Ctrl-C 停止；日志在 {self.places.log}。\n")
        if self.places.who.exists():
            say(self.places.who.read_text())

    def watch(self) -> None:
        """Start again whoever dies, with growing pauses while it keeps dying."""
        while True:
            for child in [*self.servers, *self.members]:
                self._tend(child)
            time.sleep(0.5)

    def stop(self) -> None:
        """The portal first, so that it can still write what it has done; then what it wrote to."""
        stop_all(self.members, FAMILY_SECONDS)
        stop_all(self.servers, SERVER_SECONDS)
        self.guard.dismiss()

    def _tend(self, child: Child) -> None:
        if child.is_alive:
            if time.monotonic() - child.started_at > RECOVERED_SECONDS:
                child.failures = 0
            return
        if child.pause_is_over:
            say(f"{child.name}意外结束，正在重新启动；它的最后几行在 {child.log}。")
            child.await_end(0)
            child.failures += 1
            child.start()

    def _timed(self, name: str, step) -> None:
        began = time.monotonic()
        step()
        say_step(name, time.monotonic() - began)

    def _start_servers(self) -> None:
        """Own servers, except where DATABASE_URL or REDIS_URL names a real one."""
        waits = []
        for variable, server in (("DATABASE_URL", Postgres), ("REDIS_URL", Valkey)):
            if os.environ.get(variable):
                continue
            own = server(self.places)
            child = own.start(self.guard)
            self.servers.append(child)
            self.environment[variable] = own.url
            waits.append((own, child))
        for own, child in waits:
            own.await_ready(child)
        self.tenancy.write({"address": self.address, "environment": self.environment})

    def _prepare(self) -> None:
        """Keys, tables, reference data and demonstration; meanwhile the static files, if they changed."""
        self.places.who.unlink(missing_ok=True)
        preparation = self._child("准备数据", "-m", "portal.launch.prepare", str(self.places.who))
        collection = self._child("页面文件", "manage.py", *COLLECT)
        statics = Statics(self.places)
        # Listed as members, so that Ctrl-C stops them too.
        self.members = [preparation] if statics.are_current else [preparation, collection]
        for job in self.members:
            job.start()
        preparation.show_until_end()
        for job in self.members:
            job.finish(words_were_shown=job is preparation)
        self.members = []
        statics.remember()

    def _start_members(self) -> None:
        here = (f"--host={ports.LOCAL}", f"--port={self.port}")
        self.members = [
            self._child("网站", *WEB, *here, "portal.wsgi:application"),
            self._child("后台任务", *CELERY, "worker", "--loglevel=INFO", "--concurrency=2"),
            self._child("定时任务", *CELERY, "beat", "--loglevel=INFO", "--pidfile="),
        ]
        for child in self.members:
            child.start()
        while not ports.answers(self.port):
            if not self.members[0].is_alive:
                web = self.members[0]
                raise Halt(f"{web.last_words()}\n网站没有启动，原因见上，全文在 {web.log}。")
            time.sleep(0.1)

    def _child(self, name: str, *arguments: str) -> Child:
        log = self.places.log / f"{LOG_NAMES[name]}.log"
        return Child(name, python_command(*arguments), log, self.environment, guard=self.guard)


def base_environment(places: Places) -> dict[str, str]:
    """What every child is told; what the person at the terminal has set is kept."""
    defaults = {
        "PORTAL_ENV": "development",
        "PORTAL_VAR": str(places.var),
        "PORTAL_STATIC_ROOT": str(places.static),
        "PORTAL_KEY_FILE": str(places.keys / "portal.json"),
        "PYTHONUNBUFFERED": "1",
    }
    if os.environ.get("PORTAL_ENV") != "production":
        defaults["PORTAL_SECOND_FACTOR_OPTIONAL"] = "1"
    environment = {name: os.environ.get(name) or value for name, value in defaults.items()}
    environment["SECRET_KEY"] = os.environ.get("SECRET_KEY") or secret(places.keys / "secret-key")
    programs = Path(sys.executable).parent
    environment["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return environment
