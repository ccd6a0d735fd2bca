"""A clock that a test sets for the whole process: pages, jobs and the database's own clock all show it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.db.backends.signals import connection_created
from django.utils import timezone

ASKED = "SELECT clock_timestamp()"
ANSWERED = "SELECT clock_timestamp() + make_interval(secs => %s)"


class PortalClock:
    """Goes on as the real clock does, from wherever the test has set it."""

    def __init__(self):
        self.real_now = timezone.now
        self.offset = timedelta()
        self.stopped_at: datetime | None = None

    def now(self) -> datetime:
        """What `timezone.now` answers while the clock is in force."""
        return self.stopped_at or self.real_now() + self.offset

    def set(self, moment: datetime) -> None:
        """Show this moment and go on from it."""
        self.stopped_at, self.offset = None, moment - self.real_now()

    def stop_at(self, moment: datetime) -> None:
        """Show this moment until told otherwise."""
        self.stopped_at = moment

    def advance(self, **duration: float) -> None:
        """Go on by days=, hours=, minutes=..."""
        self.offset += timedelta(**duration)

    def shift_answer(self, execute, sql, params, many, context):
        """Let the database's clock answer with the same offset; every other statement passes."""
        if sql == ASKED:
            offset = self.now() - self.real_now()
            return execute(ANSWERED, [offset.total_seconds()], many, context)
        return execute(sql, params, many, context)

    def watch(self, connection, **_signal: object) -> None:
        """Every thread of the server opens a connection of its own."""
        connection.execute_wrappers.append(self.shift_answer)


@pytest.fixture(scope="module")
def portal_clock(django_db_setup: None) -> Iterator[PortalClock]:
    """The clock of the process for the tests of one module.

    The database comes first: migrations that are read under this clock would keep it as a default.
    """
    clock = PortalClock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock.now)
        connection_created.connect(clock.watch)
        for connection in connections.all(initialized_only=True):
            clock.watch(connection)
        yield clock
        connection_created.disconnect(clock.watch)
        for connection in connections.all(initialized_only=True):
            while clock.shift_answer in connection.execute_wrappers:
                connection.execute_wrappers.remove(clock.shift_answer)
