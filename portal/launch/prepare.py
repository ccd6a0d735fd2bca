"""Tables, reference data and demonstration in one Django process: starting Django is what takes time."""

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.launch.console import say, say_step


def main(who: Path) -> int:
    """Bring the database to the state in which the portal can start; note who can sign in."""
    with timed("载入程序"):
        django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        say(f"连接不上数据库：{error}\n请检查 DATABASE_URL。")
        return 1
    with timed("密钥文件"):
        quietly("keys", "create")
    with timed("数据表"):
        migrate_if_needed()
    with timed("参考数据"):
        quietly("reference")
    if settings.DEMO_MODE:
        with timed("演示数据"):
            quietly("demo")
        write_who(who)
    return 0


def quietly(*command: str) -> None:
    """Run a command for what it does; what it says would only repeat itself at every start."""
    call_command(*command, verbosity=0, stdout=io.StringIO())


def migrate_if_needed() -> None:
    """Apply migrations; asking first spares the sweep over all permissions when there are none."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def write_who(who: Path) -> None:
    """Keep what `demo --who` prints, for the end of the start and for `status`."""
    with open(who, "w", opener=private) as file:
        call_command("demo", "--who", stdout=file)


def private(path: str, flags: int) -> int:
    """Open a file that only its owner may read."""
    return os.open(path, flags, 0o600)


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Report how long a step took."""
    began = time.monotonic()
    yield
    say_step(name, time.monotonic() - began)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    sys.exit(main(Path(sys.argv[1])))
