"""Looking after the portal that runs in this folder: status, stop, and commands in its environment."""

import os
import signal
import subprocess
import sys
import time

from portal.launch.console import Halt, say
from portal.launch.places import ROOT, of_this_portal
from portal.launch.tenancy import parent_lives, read_state

STOP_SECONDS = 60


def running_state() -> dict:
    """The note of the portal that runs in this folder; halts if none does."""
    places = of_this_portal()
    try:
        if parent_lives(places):
            return read_state(places)
    except PermissionError as error:
        raise Halt(f"门户的文件夹 {places.var} 属于另一个用户；请用启动它的用户执行。") from error
    raise Halt("门户没有运行；请执行 make run。")


def status(_arguments: list[str]) -> int:
    """Say where the portal runs and who can sign in."""
    state = running_state()
    say(f"门户正在运行：{state.get('address', '正在启动')}（进程 {state['pid']}）。")
    who = of_this_portal().who
    if who.exists():
        say(who.read_text())
    return 0


def stop(_arguments: list[str]) -> int:
    """Stop the portal that runs in this folder and wait until it is gone."""
    pid = running_state()["pid"]
    os.kill(pid, signal.SIGTERM)
    ends = time.monotonic() + STOP_SECONDS
    while parent_lives(of_this_portal()):
        if time.monotonic() > ends:
            raise Halt(f"门户（进程 {pid}）在 {STOP_SECONDS} 秒内没有停下。")
        time.sleep(0.1)
    say("门户已停止。")
    return 0


def manage(arguments: list[str]) -> int:
    """Run a management command on the running portal's database and queue."""
    state = running_state()
    if "environment" not in state:
        raise Halt("门户还在启动；请稍后再试。")
    environment = {**os.environ, **state["environment"]}
    return subprocess.call([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment)
