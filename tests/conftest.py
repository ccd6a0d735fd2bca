"""What every test relies on."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.browser import browser_page, chromium, new_page  # noqa: F401


@pytest.fixture(autouse=True, scope="session")
def flush_below_the_triggers() -> Iterator[None]:
    """Let the test runner empty append-only tables between transactional tests; nothing else may."""

    def execute_sql_flush(self, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for sql in sql_list:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield
