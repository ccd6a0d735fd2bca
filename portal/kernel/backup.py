"""One file that holds the whole portal: database, files, key file, without the database's client programs.

A ZIP archive: manifest.json, database/<table>.copy (PostgreSQL's text COPY), files/..., keys/portal.json. The
tables are read in one snapshot. A restore takes an empty database and empty folders only, checks every digest
before it writes, calls what AFTER_RESTORE names, and ends by verifying the ledger.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from psycopg import sql

from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import checking as tree

FORMAT = "portal-backup/1"
MANIFEST = "manifest.json"
KEY_MEMBER = "keys/portal.json"
CHUNK = 1024 * 1024
# Who is signed in is not part of a backup.
LEFT_OUT = frozenset({"django_session"})
# Names of files that are still arriving begin so.
UNFINISHED = "."


class BackupError(Exception):
    """A backup that cannot be made or restored; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and the ledger entries that no longer give their hash."""

    tables: int
    rows: int
    files: int
    ledger_entries: int
    problems: list


def create(target: Path, *, now: datetime, with_keys: bool = True) -> dict[str, Any]:
    """Write the backup, readable by its owner only; the manifest. An existing file is never overwritten."""
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupError(_("不能写入备份文件：%(reason)s") % {"reason": error.strerror}) from error
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = _write_all(archive, now=now, with_keys=with_keys)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return manifest


def restore(source: Path) -> Restored:
    """Bring a backup into an empty portal; BackupError if it cannot be done."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _read_manifest(archive)
            _check_empty(manifest)
            _check_digests(archive, manifest)
            call_command("migrate", verbosity=0, interactive=False)
            _check_migrations(manifest)
            _read_tables(archive, manifest)
            _read_files(archive, manifest)
        for name in settings.AFTER_RESTORE:
            import_string(name)()
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupError(_("不能读取备份文件：%(reason)s") % {"reason": error}) from error
    return Restored(
        tables=len(manifest["tables"]),
        rows=sum(table["rows"] for table in manifest["tables"].values()),
        files=sum(name.startswith("files/") for name in manifest["members"]),
        ledger_entries=LedgerEntry.objects.count(),
        problems=[*ledger.verify(), *tree.verify(with_signatures=settings.KEY_FILE.exists())],
    )


# Writing


def _write_all(archive: zipfile.ZipFile, *, now: datetime, with_keys: bool) -> dict[str, Any]:
    members: dict[str, str] = {}
    with _snapshot():
        tables = {name: _write_table(archive, name, members) for name in _tables() if name not in LEFT_OUT}
        manifest = {
            "format": FORMAT,
            "created_at": now.isoformat(),
            "migrations": _migrations(),
            "tables": tables,
            "sequences": _sequences(),
        }
    _write_files(archive, members, with_keys=with_keys)
    manifest["members"] = members
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
    return manifest


def _write_table(archive: zipfile.ZipFile, table: str, members: dict[str, str]) -> dict[str, Any]:
    columns = _columns(table)
    query = sql.SQL("COPY {} ({}) TO STDOUT").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    rows = 0
    with (
        connection.cursor() as cursor,
        _member(archive, f"database/{table}.copy", members) as write,
        cursor.copy(query) as copy,
    ):
        for block in copy:
            write(bytes(block))
            rows += bytes(block).count(b"\n")
    return {"columns": columns, "rows": rows}


def _write_files(archive: zipfile.ZipFile, members: dict[str, str], *, with_keys: bool) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        if not path.name.startswith(UNFINISHED):
            _write_file(archive, f"files/{path.relative_to(root).as_posix()}", path, members)
    if with_keys and settings.KEY_FILE.exists():
        _write_file(archive, KEY_MEMBER, settings.KEY_FILE, members)


def _write_file(archive: zipfile.ZipFile, name: str, path: Path, members: dict[str, str]) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:  # cleared away since the folder was listed: nothing in the snapshot needs it
        return
    with file, _member(archive, name, members) as write:
        while block := file.read(CHUNK):
            write(block)


@contextmanager
def _member(
    archive: zipfile.ZipFile, name: str, members: dict[str, str]
) -> Iterator[Callable[[bytes], None]]:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as stream:

        def write(block: bytes) -> None:
            digest.update(block)
            stream.write(block)

        yield write
    members[name] = digest.hexdigest()


@contextmanager
def _snapshot() -> Iterator[None]:
    """All tables as they stood at one moment."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


# Reading


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueError(manifest["format"])
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(_("这不是本平台的备份文件。")) from error
    strange = [
        name for name in manifest["members"] if ".." in PurePosixPath(name).parts or name.startswith("/")
    ]
    if strange or set(archive.namelist()) != {MANIFEST, *manifest["members"]}:
        raise BackupError(_("备份文件的目录与内容不符，可能已被改动。"))
    return manifest


def _check_empty(manifest: dict[str, Any]) -> None:
    if _tables():
        raise BackupError(_("数据库不是空的。恢复只能在空数据库中进行。"))
    root = Path(settings.MEDIA_ROOT)
    if root.exists() and any(root.iterdir()):
        raise BackupError(_("文件目录 %(path)s 不是空的。") % {"path": root})
    if KEY_MEMBER in manifest["members"] and settings.KEY_FILE.exists():
        raise BackupError(_("密钥文件 %(path)s 已经存在，不会覆盖。") % {"path": settings.KEY_FILE})


def _check_digests(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    for name, expected in manifest["members"].items():
        with archive.open(name) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != expected:
                raise BackupError(_("备份文件中的 %(name)s 已损坏或被改动。") % {"name": name})


def _check_migrations(manifest: dict[str, Any]) -> None:
    if _migrations() != manifest["migrations"]:
        raise BackupError(_("备份来自平台的另一个版本，请用同一版本恢复后再升级。"))


def _read_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """All rows in one transaction, the triggers at rest: what they once wrote is among the rows."""
    with transaction.atomic(), connection.cursor() as cursor:
        triggers = _triggers(cursor)
        for table, name, _mode in triggers:
            _alter_trigger(cursor, table, name, "DISABLE")
        names = [sql.Identifier(name) for name in _tables()]
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        for table, described in manifest["tables"].items():
            _read_table(cursor, archive, table, described["columns"])
        for name, last in manifest["sequences"].items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [name, last])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, name, mode in triggers:
            _alter_trigger(cursor, table, name, mode)


def _read_table(cursor: Any, archive: zipfile.ZipFile, table: str, columns: list[str]) -> None:
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with archive.open(f"database/{table}.copy") as stream, cursor.copy(query) as copy:
        while block := stream.read(CHUNK):
            copy.write(block)


def _read_files(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    for name in manifest["members"]:
        if name.startswith("files/"):
            with archive.open(name) as stream:
                _place(Path(settings.MEDIA_ROOT) / name.removeprefix("files/"), stream, mode=0o600)
    if KEY_MEMBER in manifest["members"]:
        settings.KEY_FILE.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.open(KEY_MEMBER) as stream:
            _place(settings.KEY_FILE, stream, mode=0o600)


def _place(path: Path, stream: IO[bytes], *, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        shutil.copyfileobj(stream, file, CHUNK)


# What the database holds


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(
            table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"
        )


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [connection.ops.quote_name(table)],
        )
        return [name for (name,) in cursor.fetchall()]


def _sequences() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(sequencename), last_value FROM pg_sequences"
            " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        return dict(cursor.fetchall())


def _migrations() -> list[list[str]]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted([app, name] for app, name in applied)


def _triggers(cursor: Any) -> list[tuple[str, str, str]]:
    """(table, trigger, how to enable it again as it was) for every trigger of ours."""
    modes = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA", "D": "DISABLE"}
    cursor.execute(
        "SELECT relname, tgname, tgenabled::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
    )
    return [(table, name, modes[enabled]) for table, name, enabled in cursor.fetchall()]


def _alter_trigger(cursor: Any, table: str, name: str, action: str) -> None:
    cursor.execute(
        sql.SQL("ALTER TABLE {} {} TRIGGER {}").format(
            sql.Identifier(table), sql.SQL(action), sql.Identifier(name)
        )
    )
