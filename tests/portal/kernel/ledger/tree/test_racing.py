"""Writers, rollbacks, two sequencers and a kill: every committed entry has one place, no block is missing."""

import contextlib
import os
import random
import signal
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from portal.kernel.actors import SYSTEM
from portal.kernel.ledger import workflow as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import checking, workflow
from portal.kernel.ledger.tree.models import Leaf, PendingEntry, TreeHead
from portal.kernel.numbers import NumberCounter

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
AT_ONCE = timedelta(0)
# `make proof` sets PORTAL_PROOF=1 and runs in full; otherwise a tenth.
IN_FULL = os.environ.get("PORTAL_PROOF") == "1"
ENTRIES, KILLS = (200, 100) if IN_FULL else (20, 10)
WRITERS, SEQUENCERS = 8, 2


def record() -> LedgerEntry:
    subject = NumberCounter(scope="试验")
    subject.pk = 7
    return ledger.record(subject, "tests.verb", says="办理", by=SYSTEM, at=NOW, facts={})


def write(number: int) -> None:
    """Entries in transactions of one to three, every third of them rolled back."""
    chance = random.Random(number)
    for turn in range(ENTRIES):
        with transaction.atomic():
            for _entry in range(chance.randint(1, 3)):
                record()
            transaction.set_rollback(turn % 3 == 0)


def together(*jobs) -> None:
    """All jobs in threads with connections of their own."""

    def run(job) -> None:
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_no_committed_entry_is_lost_and_none_that_was_rolled_back_is_placed():
    writing = threading.Event()
    writing.set()

    def sequence() -> None:
        while writing.is_set():
            workflow.grow(now=NOW, every=AT_ONCE)

    def write_all() -> None:
        together(*[lambda number=number: write(number) for number in range(WRITERS)])
        writing.clear()

    together(write_all, *[sequence] * SEQUENCERS)
    workflow.grow(now=NOW, every=AT_ONCE)
    assert LedgerEntry.objects.exists()
    assert Leaf.objects.count() == LedgerEntry.objects.count()
    assert not PendingEntry.objects.exists()
    assert checking.verify() == []


def test_a_transaction_that_stays_open_holds_nobody_up_and_its_entry_is_placed_later():
    recorded, placed = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record()
            recorded.set()
            placed.wait()

    def quick() -> None:
        recorded.wait()
        record()
        workflow.grow(now=NOW, every=AT_ONCE)
        placed.set()

    together(slow, quick)
    early = set(Leaf.objects.values_list("entry_id", flat=True))
    workflow.grow(now=NOW, every=AT_ONCE)
    assert early == {max(LedgerEntry.objects.values_list("pk", flat=True))}
    assert Leaf.objects.count() == 2
    assert checking.verify() == []


def test_a_sequencer_that_is_killed_leaves_a_whole_tree():
    chance = random.Random(9162)
    for _number in range(KILLS):
        record()
        signed = grow_until_killed(after=chance.randrange(3))
        assert set(signed) <= set(TreeHead.objects.values_list("size", flat=True))
        assert checking.verify() == []
    workflow.grow(now=NOW, every=AT_ONCE)
    assert Leaf.objects.count() == LedgerEntry.objects.count()
    assert checking.verify() == []


def grow_until_killed(*, after: int) -> list[int]:
    """Sizes of the heads that a process growing without pause has signed when it is killed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        grow_for_ever(write_end)
    os.close(write_end)
    with os.fdopen(read_end, encoding="ascii") as answers:
        signed = [int(line) for _turn in range(after) if (line := answers.readline())]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return signed


def grow_for_ever(write_end: int) -> None:
    """In a child process: never returns; the parent's connection is left alone, not closed."""
    inherited = connection.connection
    connection.connection = None
    with contextlib.suppress(BaseException):
        while True:
            record()
            head = workflow.grow(now=NOW, every=AT_ONCE)
            os.write(write_end, f"{head.size}\n".encode())
    os.write(2, f"{inherited is None}\n".encode())
    os._exit(1)
