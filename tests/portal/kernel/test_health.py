"""The health page says what is broken and gives nothing away."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from portal.kernel import clock, health, keys
from portal.kernel.calendar import workflow
from portal.kernel.ledger.tree import workflow as tree
from portal.kernel.outbox.models import OutboxJob

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def well(settings, tmp_path, monkeypatch):
    settings.KEY_FILE = tmp_path / "keys" / "portal.json"
    settings.MEDIA_ROOT = tmp_path / "files"
    keys.create(now=clock.now())
    workflow.load_reference()
    monkeypatch.setattr(health.redis.Redis, "ping", lambda self: True)


def ask():
    response = health.health(RequestFactory().get("/health/"))
    return response, json.loads(response.content)


def broken(body):
    return [name for name, finding in body["checks"].items() if not finding["ok"]]


def test_a_portal_that_is_well_answers_200():
    response, body = ask()
    assert broken(body) == []
    assert (response.status_code, body["status"]) == (200, "ok")
    assert body["checks"]["calendar"]["years"] == [2024, 2025, 2026]
    assert "no-store" in response["Cache-Control"]


def test_a_queue_that_cannot_be_reached_is_broken(settings, monkeypatch):
    monkeypatch.undo()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response, body = ask()
    assert response.status_code == 503
    assert "queue" in broken(body)


def test_a_job_that_nobody_carries_out_is_broken():
    due = clock.now() - health.OLDEST_JOB - timedelta(seconds=5)
    OutboxJob.objects.create(task="x", created_at=due, due_at=due)
    assert broken(ask()[1]) == ["outbox"]


@pytest.mark.parametrize("is_late", [False, True])
def test_a_head_that_does_not_come_is_broken_and_how_much_waits_is_not_said(settings, is_late):
    tree.grow(now=clock.now() - settings.LEDGER_HEAD_DELAY * (2 if is_late else 0.5))
    body = ask()[1]
    assert broken(body) == (["heads"] if is_late else [])
    assert set(body["checks"]["heads"]) == {"ok"}


def test_a_job_that_is_done_or_not_yet_due_is_well():
    long_ago, later = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)
    OutboxJob.objects.create(task="x", created_at=long_ago, due_at=long_ago, done_at=long_ago)
    OutboxJob.objects.create(task="x", created_at=long_ago, due_at=later)
    assert broken(ask()[1]) == []


def test_a_missing_key_file_and_a_full_disk_are_broken(settings, monkeypatch):
    settings.KEY_FILE.unlink()
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)
    assert broken(ask()[1]) == ["disk", "keys"]


def test_a_database_that_is_gone_is_broken_and_asked_no_more(monkeypatch):
    def gone():
        raise OperationalError("postgresql://portal:secret@db/portal")

    monkeypatch.setattr(health.clock, "database_clock", gone)
    response, body = ask()
    assert broken(body) == ["database"]
    assert set(body["checks"]) == {"database", "queue", "disk", "keys"}


def test_nothing_secret_is_said(settings):
    settings.KEY_FILE.write_text("{}")
    text = ask()[0].content.decode()
    for secret in (settings.SECRET_KEY, settings.REDIS_URL, str(settings.KEY_FILE), "postgresql://"):
        assert secret not in text
    assert broken(ask()[1]) == ["keys"]


def test_only_reading_is_answered():
    assert health.health(RequestFactory().post("/health/")).status_code == 405
