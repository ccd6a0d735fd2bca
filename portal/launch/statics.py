"""Style sheets, scripts and pictures, hashed and compressed once and again only when they changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from portal.launch.places import ROOT, Places

# The lock stands for the files that installed packages bring along.
ALSO_DECISIVE = ("requirements/portal.txt", "portal/settings.py")


class Statics:
    """The collected files and the stamp of what they were made from."""

    def __init__(self, places: Places):
        self.stamp = places.run / "static-stamp"
        self.manifest = places.static / "staticfiles.json"
        self.digest = digest_of(sources(ROOT))

    @property
    def are_current(self) -> bool:
        """Whether what is collected was made from what is there now."""
        return self.manifest.exists() and self.stamp.exists() and self.stamp.read_text() == self.digest

    def remember(self) -> None:
        """Note that the collected files are whole and what they were made from."""
        self.stamp.write_text(self.digest)


def sources(root: Path) -> Iterator[Path]:
    """Every file that decides what is collected."""
    yield from (root / name for name in ALSO_DECISIVE)
    yield from (path for path in sorted((root / "static").rglob("*")) if path.is_file())


def digest_of(paths: Iterator[Path]) -> str:
    """One digest over names, sizes and times: enough to notice any edit, quick on thousands of files."""
    digest = hashlib.sha256()
    for path in paths:
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
