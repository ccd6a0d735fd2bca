"""Where a portal keeps what it makes: everything lies under one folder, private to its user."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Places:
    """The folders and files under the portal's own var/."""

    var: Path

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def keys(self) -> Path:
        return self.var / "keys"

    @property
    def static(self) -> Path:
        return self.var / "static"

    @property
    def postgres(self) -> Path:
        return self.var / "postgres"

    @property
    def state(self) -> Path:
        """Addresses of the portal that runs here; they hold passwords, so only its user may read them."""
        return self.run / "portal.json"

    @property
    def who(self) -> Path:
        """Who can sign in, as the demonstration says it."""
        return self.run / "who.txt"

    def make(self) -> None:
        """Create what is missing, private; an existing folder keeps its mode."""
        for folder in (self.var, self.log, self.run, self.keys, self.postgres):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def of_this_portal() -> Places:
    """The folders of the portal in this directory, or where PORTAL_VAR says."""
    return Places((ROOT / (os.environ.get("PORTAL_VAR") or "var")).resolve())


def secret(path: Path) -> str:
    """The secret kept in this file, made on first use and readable by its owner only."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; nobody else can read it at any moment."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    new.replace(path)
