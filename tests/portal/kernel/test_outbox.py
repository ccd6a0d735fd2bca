"""A lost queue loses nothing: jobs are committed with the facts and swept."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app, shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

from portal.kernel.outbox import workflow
from portal.kernel.outbox.models import OutboxJob

ran: list[int] = []


@shared_task(name="tests.note")
def note(number: int) -> None:
    """Remember that the job ran."""
    if number < 0:
        raise ValueError("negative")
    ran.append(number)


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[int]:
    """What was handed to the queue."""
    ran.clear()
    handed: list[int] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, retry: handed.append(args[0]))
    return handed


@pytest.mark.django_db(transaction=True)
def test_a_job_is_handed_over_after_the_commit_only(sent):
    with transaction.atomic():
        job = workflow.later("tests.note", 1)
        assert sent == []
    assert sent == [job.pk]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_job_does_not_exist(sent):
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.later("tests.note", 1)
        raise RuntimeError
    assert sent == []
    assert not OutboxJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_sweep_finds_what_a_dead_queue_did_not_take(monkeypatch, sent):
    def refuse(*args, **kwargs):
        raise OperationalError("no broker")

    with monkeypatch.context() as dead:
        dead.setattr(current_app, "send_task", refuse)
        job = workflow.later("tests.note", 1)
    assert OutboxJob.objects.get().sent_at is None
    assert workflow.sweep(now=datetime.now(UTC)) == 1
    assert sent == [job.pk]


@pytest.mark.django_db
def test_a_job_delivered_twice_runs_once():
    job = workflow.later("tests.note", 5)
    workflow.run(job.pk)
    workflow.run(job.pk)
    assert ran == [5]


@pytest.mark.django_db
def test_a_failed_job_stays_with_its_error_and_is_swept_again(sent):
    job = workflow.later("tests.note", -1)
    with pytest.raises(ValueError, match="negative"):
        workflow.run(job.pk)
    job.refresh_from_db()
    assert (job.done_at, job.attempts, job.last_error) == (None, 1, "ValueError: negative")
    assert workflow.sweep(now=datetime.now(UTC) + timedelta(minutes=5)) == 1


@pytest.mark.django_db
def test_a_job_is_not_sent_before_it_is_due(sent):
    due = datetime.now(UTC) + timedelta(days=1)
    workflow.later("tests.note", 1, due_at=due)
    assert workflow.sweep(now=due - timedelta(seconds=1)) == 0
    assert workflow.sweep(now=due) == 1
