"""Is the portal well? For load balancers and operators, without a secret or a fact of a purchase."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.kernel import clock, keys
from portal.kernel.calendar import queries as calendar
from portal.kernel.ledger.tree import queries as tree
from portal.kernel.outbox.models import OutboxJob

QUEUE_SECONDS = 2
OLDEST_JOB = timedelta(minutes=15)
LEAST_FREE_BYTES = 500 * 1024 * 1024

Finding = dict[str, Any]


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Every check with `ok`; 503 when one of them is broken."""
    findings = examine(now=clock.now())
    is_well = all(finding["ok"] for finding in findings.values())
    body = {"status": "ok" if is_well else "broken", "checks": findings}
    return JsonResponse(body, status=200 if is_well else 503)


def examine(*, now: datetime) -> dict[str, Finding]:
    """All checks; what needs the database is not asked when it is gone."""
    findings = {"database": _database(), "queue": _queue(), "disk": _disk(), "keys": _keys()}
    if findings["database"]["ok"]:
        findings |= {"migrations": _migrations(), "outbox": _outbox(now), "calendar": _calendar(now)}
        findings["heads"] = _heads(now)
    return findings


def _database() -> Finding:
    return _tried(lambda: connection.ensure_connection() or clock.database_clock(), DatabaseError)


def _queue() -> Finding:
    server = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=QUEUE_SECONDS, socket_connect_timeout=QUEUE_SECONDS
    )
    try:
        return _tried(server.ping, redis.RedisError)
    finally:
        server.close()


def _disk() -> Finding:
    folder = next(path for path in (settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    # How much is left is not told: uploads of bids would show in it.
    return {"ok": free >= LEAST_FREE_BYTES}


def _keys() -> Finding:
    return _tried(keys.read, keys.KeyFileError)


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    return {"ok": not executor.migration_plan(executor.loader.graph.leaf_nodes())}


def _outbox(now: datetime) -> Finding:
    oldest = (
        OutboxJob.objects.filter(done_at__isnull=True, due_at__lte=now)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
    age = now - oldest if oldest else timedelta()
    return {"ok": age <= OLDEST_JOB, "oldest_seconds": int(age.total_seconds())}


def _heads(now: datetime) -> Finding:
    """The head of the ledger's tree comes by the clock; how much waits for it is said to nobody."""
    last = tree.latest()
    since = last.at if last else tree.waiting_since()
    return {"ok": since is None or now - since <= settings.LEDGER_HEAD_DELAY}


def _calendar(now: datetime) -> Finding:
    """A year without its notice only makes dates provisional: said, but nothing is broken by it."""
    year = clock.local_date(now).year
    loaded = calendar.loaded_years()
    return {
        "ok": bool(loaded),
        "years": loaded,
        "provisional": [y for y in (year, year + 1) if y not in loaded],
    }


def _tried(check: Callable[[], Any], *errors: type[Exception]) -> Finding:
    try:
        check()
    except errors:
        return {"ok": False}
    return {"ok": True}
