"""What a stage leaves in the database, kept in memory: walked once in a process, written again for each test.

Only a test that has written nothing yet gets it, and only where the portal is as it is delivered: no setting
changed, nothing patched. Otherwise the stage is walked as ever.
"""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from django.conf import UserSettingsHolder, settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

IS_UNWRITTEN = "SELECT pg_current_xact_id_if_assigned() IS NULL"
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
# Where files lie, and that nobody needs a second factor, changes nothing that a stage does.
OF_NO_CONSEQUENCE = {"MEDIA_ROOT", "SECOND_FACTOR_OPTIONAL"}
PATCHES: WeakSet[pytest.MonkeyPatch] = WeakSet()
STORED: list[str] = []
KEPT: dict[object, "Snapshot | None"] = {}


@dataclass(frozen=True)
class Snapshot:
    """The rows of tables that were empty before, the files that were stored, and what the stage gave."""

    rows: dict[str, bytes]
    files: dict[str, bytes]
    given: bytes

    def restore(self) -> Any:
        """Write the rows as they were, past triggers, which have done their work already."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(rows)
            cursor.execute("SET LOCAL session_replication_role = origin")
        for name, content in self.files.items():
            place(name, content)
        STORED.extend(self.files)
        return pickle.loads(self.given)  # noqa: S301  our own, of this process


def watch(patch: pytest.MonkeyPatch) -> None:
    """Notice patches and stored files as long as the given patch is in force."""
    begin, store = pytest.MonkeyPatch.__init__, FileSystemStorage._save

    def __init__(self) -> None:
        begin(self)
        PATCHES.add(self)

    def _save(self, name, content) -> str:
        STORED.append(store(self, name, content))
        return STORED[-1]

    patch.setattr(pytest.MonkeyPatch, "__init__", __init__)
    patch.setattr(FileSystemStorage, "_save", _save)


def walked(key: object, stage: Callable[[], Any]) -> Any:
    """What the stage gives and leaves: written again if it was walked before, and nothing is special."""
    if not connection.in_atomic_block or is_special() or not is_unwritten():
        return stage()
    if key not in KEPT:
        return recorded(key, stage)
    found = KEPT[key]
    return found.restore() if found else stage()


def recorded(key: object, stage: Callable[[], Any]) -> Any:
    """Walk the stage and keep what it leaves, unless it changed a row that was there before."""
    before, begun = filled(), len(STORED)
    digested = digests(before)
    given = stage()
    if digests(before) == digested:
        rows = {table: dumped(table) for table in sorted(filled() - before)}
        files = {name: content_of(name) for name in STORED[begun:] if default_storage.exists(name)}
        KEPT[key] = Snapshot(rows, files, pickle.dumps(given))
    else:
        KEPT[key] = None
    return given


def is_special() -> bool:
    """Whether a test has changed a setting or patched anything that is still in force."""
    changed, layer = set(), settings._wrapped
    while isinstance(layer, UserSettingsHolder):
        changed |= {name for name in vars(layer) if name.isupper()} | layer._deleted
        layer = layer.default_settings
    return bool(changed - OF_NO_CONSEQUENCE) or any(one._setattr or one._setitem for one in PATCHES)


def is_unwritten() -> bool:
    """Whether the transaction has written nothing, so that the database is as it was delivered."""
    ((is_unwritten,),) = asked(IS_UNWRITTEN)
    return is_unwritten


def digests(tables: Iterable[str]) -> list[tuple[str, str]]:
    """A digest of all rows of each table."""
    part = "SELECT '{0}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{0}\" t"
    return asked(" UNION ALL ".join(map(part.format, sorted(tables))))


def filled() -> set[str]:
    """The tables that hold rows."""
    part = "SELECT '{0}' WHERE EXISTS (SELECT FROM \"{0}\")"
    tables = [table for (table,) in asked(TABLES)]
    return {table for (table,) in asked(" UNION ALL ".join(map(part.format, tables)))}


def asked(query: str) -> list[tuple[Any, ...]]:
    """The rows of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def dumped(table: str) -> bytes:
    """All rows of a table as PostgreSQL writes them out."""
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
        return b"".join(copy)


def content_of(name: str) -> bytes:
    """A stored file whole."""
    return Path(default_storage.path(name)).read_bytes()


def place(name: str, content: bytes) -> None:
    """Store the file again where it is missing, or where a test has changed it."""
    path = Path(default_storage.path(name))
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
