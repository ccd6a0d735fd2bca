"""Where chunks lie on disk: a folder for each file under a name that says nothing, a piece for each chunk.

Nothing gives these files out by address; they are read only through the slice that decrypts them.
"""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

FOLDER = "sealed"
BLOCK = 64 * 1024
# How many folders stand above that of a file, up to the one for all files of the portal.
ABOVE = 3
# Names that begin so are not finished yet; a backup leaves them out.
UNFINISHED = "."


class Source(Protocol):
    """What chunks are read from: a request, a file."""

    def read(self, size: int, /) -> bytes: ...


def folder_of(folder: uuid.UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / folder.hex[:2] / folder.hex


def chunk_path(folder: uuid.UUID, index: int) -> Path:
    return folder_of(folder) / f"{index:06d}"


@contextmanager
def arriving(folder: uuid.UUID, source: Source, *, limit: int) -> Iterator[tuple[Path, int, str]]:
    """What arrives, on disk under an unfinished name: path, size and digest; gone again unless `keep`t.

    No more than one byte beyond the limit is read.
    """
    place = folder_of(folder)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{UNFINISHED}{uuid.uuid4().hex}"
    try:
        size, digest = _write(path, source, limit=limit + 1)
        yield path, size, digest
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path, folder: uuid.UUID, index: int) -> None:
    """Give an arrived chunk its place, for good: it outlasts a loss of power."""
    os.replace(path, chunk_path(folder, index))
    place = folder_of(folder)
    # The folders above may be new too, by this request or one beside it that has not come so far.
    for one in (place, *place.parents[:ABOVE]):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_there(folder: uuid.UUID, index: int, *, length: int) -> bool:
    """Whether a chunk lies there in its length; what is in it is not looked at."""
    try:
        return chunk_path(folder, index).stat().st_size == length
    except OSError:
        return False


def read_chunk(folder: uuid.UUID, index: int) -> bytes:
    """One chunk as it lies there; empty when it is gone."""
    try:
        return chunk_path(folder, index).read_bytes()
    except OSError:
        return b""


def remove(folder: uuid.UUID) -> None:
    """The folder of a file with everything in it."""
    shutil.rmtree(folder_of(folder), ignore_errors=True)


def free_bytes() -> int:
    """How much the disk can still take."""
    place = Path(settings.MEDIA_ROOT)
    return shutil.disk_usage(next(one for one in (place, *place.parents) if one.exists())).free


def folders_before(moment: datetime) -> Iterator[uuid.UUID]:
    """The folders in which nothing has changed since."""
    for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("??/*"):
        if path.is_dir() and path.stat().st_mtime < moment.timestamp():
            yield uuid.UUID(path.name)


def _write(path: Path, source: Source, *, limit: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while size < limit and (block := source.read(min(BLOCK, limit - size))):
            digest.update(block)
            file.write(block)
            size += len(block)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()
