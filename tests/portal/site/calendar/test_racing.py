"""Two confirm at once, the job comes twice at once, a worker is killed: the clocks are recounted once."""

import os
import signal
import threading
from datetime import date

import pytest
from django.db import connection

from orgs.accounts.erasure.models import ErasureRequest
from orgs.inbox.models import Message
from portal.celery import app
from portal.kernel.calendar import workflow
from portal.kernel.calendar.models import RecountedClock
from portal.kernel.clock import at_local
from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob
from portal.site.calendar import recounting
from tests.factories.law import law
from tests.portal.site.calendar.scenes import NOW, operators, uploaded

pytestmark = pytest.mark.django_db(transaction=True)
DUE = date(2027, 1, 18)


@pytest.fixture
def team():
    """Three who run the platform, and a limit that runs into 2027."""
    app.loader.import_default_modules()
    law()
    found = operators(3)
    asker = found[0].user_id
    ErasureRequest.objects.create(
        number="GR-2026-0001", user_id=asker, asked_at=at_local(date(2026, 12, 25), 9), due_on=DUE
    )
    return found


def at_once(*jobs) -> list:
    """What each of them comes to when all begin together."""
    outcomes, start = [], threading.Barrier(len(jobs))

    def run(job) -> None:
        try:
            start.wait(10)
            outcomes.append(job())
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_people_confirm_once_and_the_job_runs_once(team):
    number = uploaded(by=team[0]).number
    outcomes = at_once(*(lambda by=by: workflow.confirm(number, by=by, now=NOW).status for by in team[1:]))
    assert sorted(outcomes) == ["confirmed", "wrong_state"]
    job = OutboxJob.objects.get(task="calendar.recount")
    at_once(lambda: outbox.run(job.pk), lambda: outbox.run(job.pk))
    assert RecountedClock.objects.count() == 1
    assert LedgerEntry.objects.filter(verb="calendar.recount").count() == 1
    assert Message.objects.count() == 2


def test_two_people_upload_the_same_year_once(team):
    outcomes = at_once(*(lambda by=by: uploaded(by=by).number for by in team[:2]))
    assert sorted(outcomes) == ["FJ-2027-01", "loading_open"]


def test_a_killed_worker_leaves_nothing_and_the_job_is_done_whole_afterwards(team):
    loading = workflow.confirm(uploaded(by=team[0]).number, by=team[1], now=NOW)
    job = OutboxJob.objects.get(task="calendar.recount")
    killed_while_telling(job.pk)
    assert (RecountedClock.objects.count(), Message.objects.count()) == (0, 0)
    assert ErasureRequest.objects.get().due_on == DUE
    outbox.run(job.pk)
    loading.refresh_from_db()
    assert loading.recounted_at
    assert ErasureRequest.objects.get().due_on == RecountedClock.objects.get().after != DUE


def killed_while_telling(job_id: int) -> None:
    """Run the job in a process of its own and kill it when everything is written but not committed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        run_and_wait(job_id, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb", buffering=0) as told:
        assert told.read(1) == b"."
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def run_and_wait(job_id: int, write_end: int) -> None:
    """In a child process: never returns; the parent's connection is left alone, not closed."""
    inherited, connection.connection = connection.connection, None

    def tell_and_wait(*_args, **_facts) -> None:
        os.write(write_end, b".")
        signal.pause()

    recounting.tell = tell_and_wait
    try:
        outbox.run(job_id)
    finally:
        os._exit(1 if inherited else 2)
