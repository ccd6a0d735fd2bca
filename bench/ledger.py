"""The ledger: entering so many records beside checking as many."""

from collections.abc import Iterator

from django.db import transaction

from bench.measure import Comparison, Side
from bench.scene import Scene
from orgs.bodies.models import Body
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import queries, workflow
from portal.kernel.ledger.models import LedgerEntry

WORDS = "写入存证"


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


def enter(count: int) -> None:
    """So many entries about one organisation."""
    subject, now = Body.objects.earliest("pk"), clock.now()
    for number in range(count):
        workflow.record(subject, "bench.enter", says="测速", by=SYSTEM, at=now, facts={"number": number})
