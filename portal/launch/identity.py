"""Under which identity PostgreSQL runs: it refuses root; the portal adds no user and opens no folder."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

# Reads the folder, may write to it, and the program itself starts: all three under the identity in question.
PROBE = 'test -w "$1" && exec "$2" --version'


@dataclass(frozen=True)
class Identity:
    """Words before the command, and who must own the data folder (None: whoever runs the portal)."""

    name: str
    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    def can_run(self, program: Path, folder: Path) -> bool:
        """Whether a program starts under this identity and may write in the folder."""
        command = [*self.prefix, "sh", "-c", PROBE, "sh", str(folder), str(program)]
        try:
            probe = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return probe.returncode == 0

    def take_over(self, folder: Path) -> None:
        """Give the folder with all that is in it to the owner whom this identity needs."""
        if self.owner is None or (folder.stat().st_uid, folder.stat().st_gid) == self.owner:
            return
        for path in [*folder.rglob("*"), folder]:
            os.chown(path, *self.owner, follow_symlinks=False)


def identities(folder: Path) -> list[Identity]:
    """What this user may try, best first.

    An ordinary user needs nothing. Root first tries a user namespace, in which it has another number. Where
    that is refused (most containers) or the folder is another user's, it becomes `nobody` or that user,
    keeping the right to pass private folders.
    """
    if os.geteuid() != 0:
        return [Identity("ordinary")]
    user, group = owner_of(folder)
    found = []
    if unshare := shutil.which("unshare"):
        prefix = (unshare, "--user", f"--map-user={user}", f"--map-group={group}")
        found.append(Identity("namespace", prefix, owner=(0, 0)))
    if setpriv := shutil.which("setpriv"):
        prefix = (setpriv, f"--reuid={user}", f"--regid={group}", "--clear-groups", "--pdeathsig=INT")
        # Without the fixup bit access(2) forgets the right, and initdb asks access(2) about its own programs.
        rights = ("--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override")
        found.append(Identity("guest", (*prefix, *rights), owner=(user, group)))
    return found


def owner_of(folder: Path) -> tuple[int, int]:
    """Whom root becomes to work on this folder: its owner, or `nobody` if that is root itself."""
    status = folder.stat()
    if status.st_uid != 0:
        return status.st_uid, status.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def identity_for(program: Path, folder: Path) -> Identity | None:
    """The first identity under which the program runs on this folder; None if there is none."""
    return next((identity for identity in identities(folder) if identity.can_run(program, folder)), None)
