"""A worker that is killed in the middle of an import leaves nothing behind; the job begins again."""

import os
import signal

import pytest
from django.db import connection
from django.utils import timezone

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.imports import chunks, progress, workflow
from orgs.imports.choices import ImportStatus, TableKind
from orgs.imports.models import RegisterImport
from orgs.people.choices import Role
from orgs.registry.models import RegistryFact
from portal.celery import app
from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob
from tests.factories import people
from tests.orgs.imports import register
from tests.orgs.imports.facts import tables

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
ROWS, CHUNK = 6, 2


@pytest.fixture(autouse=True)
def files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(chunks, "CHUNK", CHUNK)
    people.division("430111")


def confirmed(table: str) -> RegisterImport:
    """An import whose confirmation waits for the queue."""
    by = people.actor(Role.REGISTRAR, of=people.body(division_code="43"))
    if table == TableKind.REGISTRATION:
        file = register.book(*map(register.row, range(ROWS)))
    else:
        bodies = [people.body(BodyKind.SOCIAL_ORGANISATION) for _number in range(ROWS)]
        file = tables.book(table, *(tables.about(table, body) for body in bodies))
    found = register.read(file, table, by=by, now=NOW)
    return workflow.apply(found.pk, skips_wrong=False, by=by, now=NOW)


def killed_after_two_chunks(job_id: int) -> None:
    """Run a job in a process of its own and kill it when two chunks of rows are done."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        run_and_wait(job_id, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb", buffering=0) as told:
        assert told.read(1) == b"."
        assert told.read(1) == b"."
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def run_and_wait(job_id: int, write_end: int) -> None:
    """In a child process: never returns; the parent's connection is left alone, not closed."""
    inherited, connection.connection = connection.connection, None
    tell = progress.tell

    def tell_and_wait(import_id: int, done: int) -> None:
        tell(import_id, done)
        os.write(write_end, b".")
        if done >= 2 * CHUNK:
            signal.pause()

    progress.tell = tell_and_wait
    try:
        outbox.run(job_id)
    finally:
        os._exit(1 if inherited else 2)


def in_register(table: str) -> int:
    if table == TableKind.REGISTRATION:
        return Body.objects.filter(kind=BodyKind.SOCIAL_ORGANISATION).count()
    return RegistryFact.objects.count()


@pytest.mark.parametrize("table", [TableKind.REGISTRATION, TableKind.GRADE])
def test_a_killed_import_leaves_nothing_and_is_carried_out_whole_afterwards(table):
    app.loader.import_default_modules()
    found = confirmed(table)
    job = OutboxJob.objects.get(task="imports.apply_register")
    killed_after_two_chunks(job.pk)
    found.refresh_from_db()
    assert (found.status, in_register(table)) == (ImportStatus.APPLYING, 0)
    assert progress.done(found.pk) == 2 * CHUNK
    outbox.run(job.pk)
    found.refresh_from_db()
    assert (found.status, in_register(table)) == (ImportStatus.APPLIED, ROWS)
    assert progress.done(found.pk) == ROWS
