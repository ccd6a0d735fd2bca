"""A backup comes back whole in an empty portal, and nowhere else."""

import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from portal.kernel import backup, keys
from portal.kernel.actors import SYSTEM
from portal.kernel.calendar import workflow as calendar
from portal.kernel.calendar.models import CalendarDay, HolidayNotice
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 9, 1, 4, tzinfo=UTC)
EMPTY = "kernel_restore_test"


@pytest.fixture(autouse=True)
def portal(settings, tmp_path):
    """A portal with facts, a file and a key."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEY_FILE = tmp_path / "keys" / "portal.json"
    keys.create(now=NOW)
    paper = settings.MEDIA_ROOT / "uploads/2026/方案.pdf"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"%PDF-\x00\xff")
    calendar.load_reference()
    for number in range(3):
        ledger.record(
            HolidayNotice.objects.first(),
            "calendar.load",
            says="载入",
            by=SYSTEM,
            at=NOW,
            facts={"n": number, "text": 'tab\t line\n back\\slash \\N "引号" 养老'},
        )
    return tmp_path


@pytest.fixture
def empty_database():
    """The address of a database of its own, dropped afterwards."""
    name = f"{EMPTY}_{connection.settings_dict['NAME']}"
    parts = connection.get_connection_params()
    where = {key: parts[key] for key in ("host", "port", "user", "password") if parts.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield psycopg.conninfo.make_conninfo(dbname=name, **where)
        server.execute(drop)


def address(conninfo: str) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(conninfo)
    who = parts.get("user", "") + (f":{parts['password']}" if "password" in parts else "")
    return (
        f"postgresql://{who}@/{parts['dbname']}?host={parts.get('host', '')}&port={parts.get('port', 5432)}"
    )


def manage(*command: object, conninfo: str, folder: Path) -> subprocess.CompletedProcess:
    names = ("PORTAL_KEY_FILE", "DATABASE_URL", "PORTAL_VAR")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"DATABASE_URL": address(conninfo), "PORTAL_VAR": str(folder), "PORTAL_ENV": "test"}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, command)],
        cwd=portal_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_backup_restores_into_an_empty_portal_and_the_ledger_verifies(portal, settings, empty_database):
    target, home = portal / "portal.zip", portal / "restored"
    call_command("backup", target, stdout=StringIO())
    assert target.stat().st_mode & 0o777 == 0o600

    done = manage("restore", target, conninfo=empty_database, folder=home)
    assert done.returncode == 0, done.stderr
    assert "存证核验通过，共 3 条" in done.stdout

    assert (home / "files/uploads/2026/方案.pdf").read_bytes() == b"%PDF-\x00\xff"
    assert (home / "keys/portal.json").read_text() == settings.KEY_FILE.read_text()
    assert (home / "keys/portal.json").stat().st_mode & 0o777 == 0o600
    with psycopg.connect(empty_database) as database:
        days = database.execute("SELECT count(*) FROM kernel_calendarday").fetchone()
        leaves = database.execute("SELECT leaf_hash FROM kernel_ledgerentry ORDER BY id").fetchall()
        following = database.execute(
            "SELECT nextval(pg_get_serial_sequence('kernel_ledgerentry', 'id'))"
        ).fetchone()
        assert days == (CalendarDay.objects.count(),)
        assert leaves == list(LedgerEntry.objects.order_by("pk").values_list("leaf_hash"))
        assert following == (LedgerEntry.objects.latest("pk").pk + 1,)
        with pytest.raises(psycopg.DatabaseError, match="append"):
            database.execute("UPDATE kernel_ledgerentry SET says = 'x'")

    again = manage("restore", target, conninfo=empty_database, folder=home)
    assert again.returncode != 0
    assert "数据库不是空的" in again.stderr


def test_a_backup_holds_the_chunks_of_bids_and_nothing_that_is_still_arriving(portal, settings):
    folder = settings.MEDIA_ROOT / "sealed/ab/abcdef"
    folder.mkdir(parents=True)
    (folder / "000000").write_bytes(b"sealed")
    (folder / ".0123").write_bytes(b"half of it")
    call_command("backup", portal / "portal.zip", stdout=StringIO())
    names = zipfile.ZipFile(portal / "portal.zip").namelist()
    assert "files/sealed/ab/abcdef/000000" in names
    assert not any(".0123" in name for name in names)


def test_a_file_that_is_cleared_away_meanwhile_does_not_spoil_a_backup(portal, settings, monkeypatch):
    listed = Path.rglob
    gone = settings.MEDIA_ROOT / "sealed/ab/abcdef/000000"
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: [*listed(path, pattern), gone])
    monkeypatch.setattr(Path, "is_file", lambda path: path == gone or path.exists() and not path.is_dir())
    call_command("backup", portal / "portal.zip", stdout=StringIO())
    assert any(
        name.startswith("files/uploads/") for name in zipfile.ZipFile(portal / "portal.zip").namelist()
    )


def test_a_backup_is_never_written_over_another(portal):
    target = portal / "portal.zip"
    target.write_text("older")
    with pytest.raises(CommandError, match="不能写入备份文件"):
        call_command("backup", target)
    assert target.read_text() == "older"


def test_the_key_file_can_be_left_out(portal):
    backup.create(portal / "portal.zip", now=NOW, with_keys=False)
    with zipfile.ZipFile(portal / "portal.zip") as archive:
        assert backup.KEY_MEMBER not in archive.namelist()


def test_a_database_that_is_not_empty_is_left_alone(portal):
    backup.create(portal / "portal.zip", now=NOW)
    before = LedgerEntry.objects.count()
    with pytest.raises(CommandError, match="数据库不是空的"):
        call_command("restore", portal / "portal.zip")
    assert LedgerEntry.objects.count() == before


@pytest.fixture
def seemingly_empty(monkeypatch, settings, portal):
    """Only what comes before anything is written is tried against this one."""
    monkeypatch.setattr(backup, "_tables", list)
    settings.MEDIA_ROOT, settings.KEY_FILE = portal / "elsewhere", portal / "elsewhere.json"


def altered(source: Path, target: Path, *, member: str, old: bytes, new: bytes | None) -> Path:
    """A copy of a backup with one member changed, or left out."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name)
            if name != member:
                copy.writestr(name, content)
            elif new is not None:
                assert old in content
                copy.writestr(name, content.replace(old, new))
    return target


TABLE = "database/kernel_ledgerentry.copy"


@pytest.mark.parametrize(
    ("member", "old", "new", "sentence"),
    [
        (TABLE, "养老".encode(), b"xx", "已损坏"),
        (TABLE, b"", None, "目录与内容不符"),
        (backup.MANIFEST, b"portal-backup/1", b"portal-backup/9", "不是本平台的备份"),
        (backup.MANIFEST, b"files/uploads", b"files/../../x", "目录与内容不符"),
    ],
)
def test_an_altered_backup_is_refused(portal, request, member, old, new, sentence):
    source = portal / "portal.zip"
    backup.create(source, now=NOW)
    request.getfixturevalue("seemingly_empty")
    with pytest.raises(CommandError, match=sentence):
        call_command("restore", altered(source, portal / "altered.zip", member=member, old=old, new=new))


def test_a_restored_ledger_that_does_not_verify_is_not_silent(monkeypatch):
    found = backup.Restored(tables=1, rows=1, files=0, ledger_entries=1, problems=["altered"])
    monkeypatch.setattr(backup, "restore", lambda source: found)
    with pytest.raises(CommandError, match="发现 1 条记录与其摘要不符"):
        call_command("restore", "portal.zip", stdout=StringIO())


def test_what_is_no_archive_is_refused(portal, seemingly_empty):
    (portal / "x.zip").write_bytes(b"no archive")
    with pytest.raises(CommandError, match="不能读取备份文件"):
        call_command("restore", portal / "x.zip")


def test_folders_that_are_not_empty_are_left_alone(portal, settings, request):
    backup.create(portal / "portal.zip", now=NOW)
    request.getfixturevalue("seemingly_empty")
    settings.KEY_FILE.write_text("{}")
    with pytest.raises(CommandError, match="已经存在"):
        call_command("restore", portal / "portal.zip")
    settings.MEDIA_ROOT = portal / "files"
    with pytest.raises(CommandError, match="不是空的"):
        call_command("restore", portal / "portal.zip")
