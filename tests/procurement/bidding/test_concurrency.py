"""A bid racing the deadline, a double click, and a server killed in the middle of receiving."""

import contextlib
import os
import random
import signal
import threading
from datetime import timedelta

import pytest
from django.db import connection

from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refused
from procurement.bidding import workflow
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed
from procurement.opening import workflow as opening
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories import locks
from tests.portal_clock import PortalClock, portal_clock  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
RESPONSE = SubmissionKind.RESPONSE
# `make proof` sets PORTAL_PROOF=1 and kills in full; otherwise a tenth.
KILLS = 200 if os.environ.get("PORTAL_PROOF") == "1" else 20
BIDDERS = 4


def envelopes(walk: spine.Purchase, number: int, count: int) -> list[Sealed]:
    supplier = walk.suppliers[number]
    phrase = locks.phrase(number)
    fields = spine.response_fields("936000")
    return [spine.sealed(walk.package, supplier, phrase=phrase, **fields) for _number in range(count)]


def together(*jobs) -> None:
    """All jobs in threads with connections of their own, started at once."""
    start = threading.Barrier(len(jobs))

    def run(job) -> None:
        start.wait()
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_no_bid_slips_past_the_closing_and_every_receipt_has_its_row(portal_clock: PortalClock):  # noqa: F811
    walk = spine.obtained(count=BIDDERS)
    deadline, package_id = walk.package.response_deadline, walk.package.pk
    sealed = [envelopes(walk, number, 4) for number in range(BIDDERS)]
    received, refusals = [], []

    def bidder(number: int) -> None:
        turn = 0
        while not refusals or turn == 0:
            try:
                made = workflow.submit(
                    package_id, kind=RESPONSE, sealed=sealed[number][turn % 4], by=walk.suppliers[number]
                )
                received.append((made.receipt_number, made.submitted_at))
            except Refused as refused:
                refusals.append(refused.code)
                return
            turn += 1

    def closer() -> None:
        while opening.open_session(package_id, kind=RESPONSE, by=SYSTEM) is None:
            pass

    portal_clock.set(deadline - timedelta(seconds=1))
    together(closer, *(lambda number=number: bidder(number) for number in range(BIDDERS)))
    assert walk.package.status == PackageStatus.CLOSED
    assert set(refusals) <= {"after_deadline", "not_open"}
    assert received
    assert all(at < deadline for _number, at in received)
    stored = dict(Submission.objects.values_list("receipt_number", "submitted_at"))
    assert stored == dict(received)
    current = Submission.objects.filter(status=SubmissionStatus.CURRENT)
    assert current.count() == len(set(current.values_list("supplier_id", flat=True)))


def test_a_double_click_gives_one_submission():
    walk = spine.obtained(count=1)
    [sealed], supplier, package_id = envelopes(walk, 0, 1), walk.suppliers[0], walk.package.pk
    receipts = []

    def click() -> None:
        made = workflow.submit(package_id, kind=RESPONSE, sealed=sealed, by=supplier, clock=walk.clock)
        receipts.append(made.receipt_number)

    together(click, click, click)
    assert len(set(receipts)) == 1
    assert Submission.objects.get().receipt_number == receipts[0]


def test_two_tabs_leave_one_submission_that_counts():
    walk = spine.obtained(count=1)
    first, second = envelopes(walk, 0, 2)
    supplier, package_id = walk.suppliers[0], walk.package.pk

    def send(sealed: Sealed) -> None:
        workflow.submit(package_id, kind=RESPONSE, sealed=sealed, by=supplier, clock=walk.clock)

    together(lambda: send(first), lambda: send(second))
    statuses = sorted(Submission.objects.values_list("status", flat=True))
    assert statuses == [SubmissionStatus.CURRENT, SubmissionStatus.REPLACED]


def test_every_receipt_that_was_given_survives_a_kill():
    walk = spine.obtained(count=1)
    sealed, package_id = envelopes(walk, 0, 6), walk.package.pk
    chance = random.Random(8)
    given = []
    for _number in range(KILLS):
        given += receipts_until_killed(walk, package_id, sealed, after=chance.randrange(4))
    stored = set(Submission.objects.values_list("receipt_number", flat=True))
    assert given
    assert set(given) <= stored
    assert Submission.objects.filter(status=SubmissionStatus.CURRENT).count() == 1


def receipts_until_killed(walk, package_id: int, sealed: list[Sealed], *, after: int) -> list[str]:
    """What a process that submits without pause has answered when it is killed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        submit_for_ever(walk, package_id, sealed, write_end)
    os.close(write_end)
    with os.fdopen(read_end, encoding="ascii") as answers:
        given = [line.strip() for _number in range(after) if (line := answers.readline())]
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        given += [line.strip() for line in answers if line.endswith("\n")]
    return given


def submit_for_ever(walk, package_id: int, sealed: list[Sealed], write_end: int) -> None:
    """In a child process: never returns; the parent's connection is left alone, not closed."""
    inherited = connection.connection
    connection.connection = None
    with contextlib.suppress(BaseException):
        turn = 0
        while True:
            made = workflow.submit(
                package_id,
                kind=RESPONSE,
                sealed=sealed[turn % len(sealed)],
                by=walk.suppliers[0],
                clock=walk.clock,
            )
            os.write(write_end, f"{made.receipt_number}\n".encode())
            turn += 1
    os.write(2, f"{inherited is None}\n".encode())
    os._exit(1)
