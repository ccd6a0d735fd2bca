"""The queue for real: a worker process, a broker, kill -9; what was committed is carried out once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_celery_results.models import TaskResult

from orgs.inbox.models import Message
from portal.celery import app
from portal.kernel.outbox import workflow as outbox
from portal.kernel.outbox.models import OutboxJob
from tests.factories import people

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60
pytestmark = pytest.mark.django_db(transaction=True)


def start_worker() -> subprocess.Popen:
    """A worker of its own session on the test's database and broker."""
    database = settings.DATABASES["default"]
    address = f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    environment = {
        **os.environ,
        "PORTAL_ENV": "test",
        "DATABASE_URL": f"{address}/{connection.settings_dict['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
    }
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool", "solo", "-l", "warning"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)


def wait_until(is_so) -> bool:
    """Look again and again until something is so; never a bound on how fast it must be."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if is_so():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def worker() -> Iterator[subprocess.Popen]:
    """A running worker with an empty queue, killed by its process id at the end."""
    current_app.control.purge()
    process = start_worker()
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    current_app.control.purge()


def message() -> Message:
    person = people.user(email="shili@example.invalid")
    return Message.objects.create(user=person, subject="提醒", text="请办理", created_at=timezone.now())


def test_a_job_written_with_the_facts_is_carried_out_by_the_worker(worker):
    told = message()
    with transaction.atomic():
        job = outbox.later("inbox.mail_copy", told.pk)
    assert wait_until(lambda: OutboxJob.objects.filter(pk=job.pk, done_at__isnull=False).exists())
    assert Message.objects.get(pk=told.pk).mailed_at is not None
    assert wait_until(
        lambda: TaskResult.objects.filter(task_name="kernel.run_job", status="SUCCESS").exists()
    )


def test_a_killed_worker_loses_nothing_and_the_sweep_finds_it():
    current_app.control.purge()
    told = message()
    with transaction.atomic():
        job = outbox.later("inbox.mail_copy", told.pk)
    first = start_worker()
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    current_app.control.purge()
    OutboxJob.objects.filter(pk=job.pk).update(sent_at=timezone.now() - 2 * outbox.RESEND_AFTER)
    second = start_worker()
    try:
        current_app.send_task("kernel.sweep_outbox")
        assert wait_until(lambda: OutboxJob.objects.filter(pk=job.pk, done_at__isnull=False).exists())
    finally:
        os.killpg(second.pid, signal.SIGKILL)
        second.wait()
    assert Message.objects.get(pk=told.pk).mailed_at is not None


def test_every_scheduled_job_exists():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert scheduled - set(app.tasks) == set()
