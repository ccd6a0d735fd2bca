# -*- coding: utf-8 -*-
"""Stage zero: makes the virtual environment from the locked requirements, then hands over to portal.launch.

Run as a file by whatever `python3` is at hand, so it uses the standard library only, and syntax that Python
2.7 can read: an old Python must answer with a sentence, not with a syntax error.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
# An empty environment has no PATH, and then Python does not know where it is.
PYTHON = sys.executable or os.path.realpath("/proc/self/exe")
VAR = os.path.join(ROOT, os.environ.get("PORTAL_VAR") or "var")
UNFINISHED = "unfinished"
FOR_USE = ("portal",)
FOR_TESTS = ("portal", "test")
LOCKS_OF = {"run": FOR_USE, "test": FOR_TESTS, "proof": FOR_TESTS, "bench": FOR_TESTS, "install": FOR_TESTS}


class InstallFailed(Exception):
    """The environment could not be made; the message is one sentence for the person at the terminal."""


def say(text):
    """Write one line of UTF-8 whatever the terminal's locale is; a closed terminal is not our error."""
    stream = getattr(sys.stderr, "buffer", sys.stderr)
    line = text + "\n"
    try:
        stream.write(line if isinstance(line, bytes) else line.encode("utf-8"))
        stream.flush()
    except EnvironmentError:
        pass


def python_refusal(version):
    """The sentence for a Python that is too old, or an empty string."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    remedy = "请安装较新的 Python，或写明用哪一个，例如 make run PYTHON=python3.12。"
    versions = NEEDED + tuple(version[:2])
    return "门户需要 Python %d.%d 或更高版本，现在用的是 %d.%d；" % versions + remedy


def stamp_for(locks):
    """The stamp of an environment that holds these locks: its Python and the digest of every lock."""
    lines = ["python %d.%d" % tuple(sys.version_info[:2])]
    for name in locks:
        with open(lock_path(name), "rb") as lock:
            lines.append("%s %s" % (name, hashlib.sha256(lock.read()).hexdigest()))
    return lines


def lock_path(name):
    """The lock file of this name."""
    return os.path.join(ROOT, "requirements", name + ".txt")


def stamp_path():
    """The stamp lies inside the environment, so that both are removed together."""
    return os.path.join(VENV, "portal-stamp")


def current_stamp():
    """Lines of the stamp; None when this environment was not made here."""
    try:
        with open(stamp_path()) as stamp:
            return stamp.read().splitlines()
    except EnvironmentError:
        return None


def write_stamp(lines):
    """Replace the stamp in one step: it is whole or the old one."""
    with open(stamp_path() + ".new", "w") as stamp:
        stamp.write("\n".join(lines) + "\n")
    os.replace(stamp_path() + ".new", stamp_path())


def venv_python():
    """The environment's interpreter."""
    return os.path.join(VENV, "bin", "python")


def venv_works():
    """Whether the interpreter starts at all: the Python it was made from may be gone."""
    try:
        return subprocess.call([venv_python(), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def ensure(locks):
    """Bring .venv to the locked state; nothing happens when the stamp says that it already is."""
    # A link to a shared environment belongs to somebody else: it is used as it is.
    if os.path.islink(VENV) or is_current(locks):
        return
    with held("install.lock"):
        if is_current(locks):
            return
        began = time.time()
        say("正在安装锁定的依赖，第一次约需一分钟……")
        if must_rebuild():
            make_venv()
        wanted = stamp_for(locks)
        write_stamp([UNFINISHED])
        install(locks)
        write_stamp(wanted)
        say("依赖已装好，用时 %.1f 秒。" % (time.time() - began))


def is_current(locks):
    """Whether every wanted line stands in the stamp."""
    have = current_stamp()
    return have is not None and not set(stamp_for(locks)) - set(have) and os.path.exists(venv_python())


def must_rebuild():
    """An interrupted installation or another Python leaves nothing worth mending; a changed lock does."""
    have = current_stamp()
    if not os.path.isdir(VENV) or not venv_works():
        return True
    return have is not None and (UNFINISHED in have or have[:1] != stamp_for(())[:1])


def make_venv():
    """Make .venv anew, marked unfinished before anything else is in it."""
    shutil.rmtree(VENV, ignore_errors=True)
    os.makedirs(VENV)
    write_stamp([UNFINISHED])
    if logged([PYTHON, "-m", "venv", VENV]) != 0:
        raise InstallFailed("这个 Python 不能建立虚拟环境；在 Debian 上先执行 apt-get install python3-venv。")


def install(locks):
    """Install exactly the locked files: every one is named by its digest, so nothing needs resolving."""
    command = [venv_python(), "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input"]
    # Modules are compiled when first imported; compiling all of them here would double the time.
    command += ["--no-compile", "--disable-pip-version-check"]
    for name in locks:
        command += ["-r", lock_path(name)]
    if logged(command) != 0:
        say(tail(log_path()))
        raise InstallFailed("依赖没有装上，原因见上；网络恢复后再执行一次即可，全文在 %s。" % log_path())


def log_path():
    """Where pip and venv say what they do."""
    return os.path.join(VAR, "log", "install.log")


def logged(command):
    """Run a command with its output in the log; its end code."""
    folder = os.path.dirname(log_path())
    if not os.path.isdir(folder):
        os.makedirs(folder, 0o700)
    with open(log_path(), "ab") as log, open(os.devnull, "rb") as nothing:
        return subprocess.call(command, cwd=ROOT, stdin=nothing, stdout=log, stderr=log, close_fds=False)


def tail(path, lines=12):
    """The last lines of a log."""
    with open(path, "rb") as log:
        return b"\n".join(log.read().splitlines()[-lines:]).decode("utf-8", "replace")


@contextlib.contextmanager
def held(name):
    """One installation at a time in this folder; pip inherits the lock, in case its parent is killed."""
    if not os.path.isdir(VAR):
        os.makedirs(VAR, 0o700)
    with open(os.path.join(VAR, name), "w") as lock:
        os.set_inheritable(lock.fileno(), True)
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def end_with_parent():
    """Ask the kernel for SIGTERM when make dies, even by kill -9; where that is unknown nothing happens."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(1, signal.SIGTERM)


def keep_byte_code():
    """Who wants no byte code beside the sources gets it in var: without any, every start compiles all."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", os.path.join(VAR, "pycache"))


def hand_over(arguments):
    """Become the environment's Python, running the verb."""
    os.chdir(ROOT)
    os.environ.setdefault("PATH", os.defpath.lstrip(":"))
    os.execv(venv_python(), [venv_python(), "-m", "portal.launch"] + arguments)


def main(arguments):
    """Refuse an old Python, install what the verb needs, hand over."""
    refusal = python_refusal(sys.version_info)
    if refusal:
        say(refusal)
        return 1
    os.environ.setdefault("PORTAL_BEGAN", repr(time.time()))
    keep_byte_code()
    if "--with-make" in arguments:
        arguments.remove("--with-make")
        end_with_parent()
    try:
        if arguments[:1] and arguments[0] in LOCKS_OF:
            ensure(LOCKS_OF[arguments[0]])
        if not os.path.exists(venv_python()):
            raise InstallFailed("门户还没有安装；请先执行 make run。")
        hand_over(arguments)
    except InstallFailed as failure:
        say(str(failure))
    except EnvironmentError as failure:
        say("不能使用 %s（%s）；请用当初启动门户的用户执行。" % (failure.filename or ROOT, failure.strerror))
    except KeyboardInterrupt:
        say("安装已中断；再执行一次会从头装好。")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
