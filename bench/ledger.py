"""The ledger: entering so many records beside checking as many."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from bench.measure import Comparison, Side
from bench.scene import Scene
from bench.threads import at_once
from orgs.bodies.models import Body
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import queries, workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from portal.kernel.prepared import Insert

WORDS = "写入存证"
# At least 0.7 of the rate of a plain insert.
MOST = 1 / 0.7
# As the ledger inserts.
INSERT = Insert(OutboxJob)


def prepare(scene: Scene) -> None:
    """Entries to check."""
    with scene.few():
        enter(scene.counts.entries)


def rows(scene: Scene) -> Iterator[Comparison]:
    """As many are entered as are checked, and taken back, so that their number stays."""
    with scene.few():
        there = LedgerEntry.objects.count()

    def append() -> None:
        with scene.few(), transaction.atomic():
            enter(there)
            transaction.set_rollback(True)

    def verify() -> None:
        with scene.few():
            if queries.verify():
                raise RuntimeError("the ledger does not check")

    yield Comparison("存证", Side(f"核对 {there:,} 条", verify), Side(f"写入 {there:,} 条", append))
    yield beside_each_other(scene)


def beside_each_other(scene: Scene) -> Comparison:
    """Writers at once, every entry committed by itself, beside rows without hash, salt and trigger."""
    writers, each = scene.counts.writers
    with scene.few():
        subject, now = Body.objects.earliest("pk"), clock.now()

    def insert(_writer: int) -> None:
        for number in range(each):
            with transaction.atomic():
                INSERT(OutboxJob(task="bench", args=[number], created_at=now, due_at=now, done_at=now))

    def append(_writer: int) -> None:
        for number in range(each):
            with transaction.atomic():
                one(subject, number, now)

    return Comparison(
        f"存证，{writers} 路并发各 {each} 条",
        Side("只写入一行", lambda: at_once(scene.few, writers, insert)),
        Side("写入存证", lambda: at_once(scene.few, writers, append)),
        most=MOST,
    )


def enter(count: int) -> None:
    """So many entries about one organisation."""
    subject, now = Body.objects.earliest("pk"), clock.now()
    for number in range(count):
        one(subject, number, now)


def one(subject: Body, number: int, now: datetime) -> None:
    """One entry."""
    workflow.record(subject, "bench.enter", says="测速", by=SYSTEM, at=now, facts={"number": number})
