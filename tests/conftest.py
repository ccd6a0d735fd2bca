"""What every test relies on."""

import fcntl
import gc
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import timezone

from portal.kernel import keys
from tests import snapshots
from tests.browser import browser_page, chromium, new_page  # noqa: F401
from tests.portal_clock import portal_clock  # noqa: F401

# Files that take a minute or more. They begin first: at the end one process would wait for the other.
LONGEST = (
    "test_journey.py",
    "test_access.py",
    "test_pages.py",
    "test_bad_posts.py",
    "test_bad_input.py",
    "test_supervisor.py",
    "test_backup.py",
)
# How long an example takes says something of the machine, nothing of the rule.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


def pytest_configure() -> None:
    """Give every parallel process a numbered database of its own in the one Valkey."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        address = urlsplit(django_settings.REDIS_URL)
        number = int(address.path.strip("/") or 0) + int(worker.removeprefix("gw"))
        url = address._replace(path=f"/{number}").geturl()
        django_settings.REDIS_URL = django_settings.CELERY_BROKER_URL = url
        django_settings.CACHES["default"]["LOCATION"] = url


def pytest_collection_finish() -> None:
    """What is loaded by now stays; to look through it again and again takes a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they were found."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(LONGEST)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the database that `make test` makes meanwhile; on servers of one's own each makes its own."""
    template = os.environ.get("PORTAL_TEST_TEMPLATE")
    if template:
        with open(os.environ["PORTAL_TEST_TEMPLATE_LOCK"]) as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
        connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(autouse=True)
def second_factor_is_optional(settings: Any) -> None:
    """People of tests sign in without a second factor; a test of the second factor demands it again."""
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture(autouse=True, scope="session")
def flush_below_the_triggers() -> Iterator[None]:
    """Let the test runner empty append-only tables between transactional tests; nothing else may.

    Deleting a few rows takes a hundredth of the time that truncating two hundred tables takes.
    """

    def sql_flush(self, style, tables, **options: bool) -> list[str]:
        return [f"DELETE FROM {self.quote_name(table)}" for table in tables]

    def execute_sql_flush(self, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for sql in sql_list:
                cursor.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture(autouse=True, scope="session")
def stages_are_kept(flush_below_the_triggers: None) -> Iterator[None]:
    """Notice from here on what makes a test special; the patches of the whole session do not."""
    with pytest.MonkeyPatch.context() as patch:
        snapshots.watch(patch)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing that another test remembered: ids begin again, so its keys would be ours."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def key_file(flush_below_the_triggers: None) -> None:
    """The keys that wrap opening keys and sign receipts."""
    keys.create(now=timezone.now())
