"""Submitting, replacing and withdrawing sealed submissions; receipts; closing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel import keys
from portal.kernel.actors import SYSTEM
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import envelope, queries, workflow
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.bidding.rules import Sealed
from procurement.notices import queries as notices
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories import locks
from tests.factories.people import STARTS_ON, actor, membership
from tests.refusals import refused

pytestmark = pytest.mark.django_db
RESPONSE = SubmissionKind.RESPONSE


def made(walk: spine.Purchase, number: int = 0, **changes) -> Sealed:
    phrase = walk.phrases.setdefault(walk.suppliers[number].body_id, locks.phrase(number))
    fields = spine.response_fields("936000")
    return replace(spine.sealed(walk.package, walk.suppliers[number], phrase=phrase, **fields), **changes)


def send(walk: spine.Purchase, sealed: Sealed, number: int = 0, kind: str = RESPONSE) -> Submission:
    supplier = walk.suppliers[number]
    return workflow.submit(walk.package.pk, kind=kind, sealed=sealed, by=supplier, clock=walk.clock)


def test_a_receipt_fixes_both_digests_time_and_ledger_leaf():
    walk = spine.obtained(count=1)
    submission = send(walk, made(walk))
    receipt = keys.verify(submission.receipt, typ=workflow.RECEIPT_TYPE)
    entry = LedgerEntry.objects.about(submission).get()
    assert receipt["ciphertext_sha256"] == envelope.ciphertext_digest(submission.envelope)
    assert receipt["plaintext_sha256"] == submission.plaintext_sha256
    assert receipt["bidder"] == Body.objects.get(pk=walk.suppliers[0].body_id).credit_code
    assert (receipt["package"], receipt["kind"]) == (walk.package.number, RESPONSE)
    assert receipt["size"] == len(submission.envelope)
    assert receipt["received_at"] == walk.clock.now().isoformat()
    assert receipt["ledger_leaf"] == entry.leaf_hash
    assert ledger.check(entry) is None
    assert submission.receipt_number.startswith(f"{walk.package.number}-")


def test_a_new_submission_replaces_the_one_before_and_both_are_kept():
    walk = spine.obtained(count=1)
    first, second = send(walk, made(walk)), send(walk, made(walk))
    first.refresh_from_db()
    assert (first.status, second.status) == (SubmissionStatus.REPLACED, SubmissionStatus.CURRENT)
    assert first.ended_at == walk.clock.now()
    assert queries.current(walk.package.pk, RESPONSE).get() == second


def test_a_submission_of_the_last_minute_asks_little(django_assert_max_num_queries):
    walk = spine.obtained(count=1)
    send(walk, made(walk))
    sealed = made(walk)
    # Two savepoint statements of the test's transaction among them.
    with django_assert_max_num_queries(17):
        send(walk, sealed)


def test_the_same_envelope_sent_twice_gives_the_same_receipt():
    walk = spine.obtained(count=1)
    sealed = made(walk)
    assert send(walk, sealed) == send(walk, sealed)
    assert Submission.objects.count() == 1


@pytest.mark.article("O87:34")
def test_a_withdrawn_submission_does_not_count_and_may_be_sent_anew():
    walk = spine.obtained(count=1)
    submission = send(walk, made(walk))
    workflow.withdraw(submission.receipt_number, by=walk.suppliers[0], clock=walk.clock)
    assert not queries.current(walk.package.pk, RESPONSE).exists()
    assert send(walk, made(walk)).status == SubmissionStatus.CURRENT


@pytest.mark.article("财政部令第87号第三十三条")
def test_late_bid_is_refused_also_when_nobody_has_closed_the_package():
    walk = spine.obtained(count=1)
    sealed, entries = made(walk), LedgerEntry.objects.count()
    walk.clock.advance_to(walk.package.response_deadline)
    refused(send, walk, sealed, code="after_deadline")
    assert walk.package.status == PackageStatus.ANNOUNCED
    assert not Submission.objects.exists()
    assert LedgerEntry.objects.count() == entries


@pytest.mark.article("O87:34")
def test_late_withdrawal_is_refused():
    walk = spine.obtained(count=1)
    submission = send(walk, made(walk))
    walk.clock.advance_to(walk.package.response_deadline)
    refused(
        workflow.withdraw,
        submission.receipt_number,
        by=walk.suppliers[0],
        clock=walk.clock,
        code="after_deadline",
    )
    submission.refresh_from_db()
    assert submission.status == SubmissionStatus.CURRENT


def test_only_who_obtained_the_document_submits():
    walk = spine.obtained(count=1)
    sealed = made(walk)
    walk.suppliers = [actor(Role.SUPPLIER)]
    refused(send, walk, sealed, code="not_obtained")
    assert not Submission.objects.exists()


def test_a_person_of_the_purchaser_does_not_bid():
    walk = spine.obtained(count=1)
    person = User.objects.get(pk=walk.suppliers[0].user_id)
    membership(Role.PURCHASER_HANDLER, body=walk.purchaser, person=person)
    refused(send, walk, made(walk), code="person_is_party")
    assert Membership.objects.filter(user=person, starts_on=STARTS_ON).count() == 2


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.AUDITOR, Role.OPERATOR, Role.EXPERT])
def test_only_suppliers_submit(role):
    walk = spine.obtained(count=1)
    sealed = made(walk)
    walk.suppliers = [actor(role)]
    with pytest.raises(NotPermitted):
        send(walk, sealed)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ciphertext_sha256": "0" * 64}, "envelope_wrong_digest"),
        ({"plaintext_sha256": "xyz"}, "envelope_bad_plaintext_digest"),
        ({"envelope": "<script>"}, "envelope_malformed"),
    ],
)
def test_an_envelope_that_is_not_whole_is_refused(changes, code):
    walk = spine.obtained(count=1)
    refused(send, walk, made(walk, **changes), code=code)
    assert not Submission.objects.exists()


def test_an_envelope_for_another_package_is_refused():
    walk = spine.obtained("500000", "480000", count=1)
    other = walk.project.packages.last()
    supplier = walk.suppliers[0]
    foreign = spine.sealed(other, supplier, phrase=locks.phrase(9), **spine.response_fields("1"))
    refused(send, walk, foreign, code="envelope_wrong_key")


def test_a_final_quote_needs_its_window():
    walk = spine.obtained(count=1)
    phrase = locks.phrase(9)
    kind = SubmissionKind.FINAL_QUOTE
    sealed = spine.sealed(walk.package, walk.suppliers[0], phrase=phrase, kind=kind, price="1")
    refused(send, walk, sealed, kind=kind, code="not_open")
    facts = {"minutes": 30, "by": walk.handler, "now": walk.clock.now()}
    refused(workflow.open_quote_window, walk.package.pk, **facts, code="not_quoting")
    with pytest.raises(NotPermitted):
        workflow.open_quote_window(walk.package.pk, **{**facts, "by": actor(Role.PURCHASER_HANDLER)})


def test_what_was_received_cannot_be_altered():
    walk = spine.obtained(count=1)
    submission = send(walk, made(walk))
    for change in ({"envelope": "x"}, {"receipt": "x"}, {"plaintext_sha256": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.filter(pk=submission.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        submission.delete()


def test_closing_waits_for_the_deadline_and_happens_once():
    walk = spine.obtained(count=1)
    assert workflow.close(walk.package.pk, by=SYSTEM, clock=walk.clock).status == PackageStatus.ANNOUNCED
    walk.clock.advance_to(walk.package.response_deadline)
    assert workflow.close(walk.package.pk, by=SYSTEM, clock=walk.clock).status == PackageStatus.CLOSED
    entries = LedgerEntry.objects.count()
    workflow.close(walk.package.pk, by=SYSTEM, clock=walk.clock)
    assert LedgerEntry.objects.count() == entries


def test_opening_keys_are_made_once_and_kept_wrapped():
    walk = spine.announced_package()
    first = workflow.ensure_opening_keys(walk.project.pk, now=walk.clock.now())
    again = workflow.ensure_opening_keys(walk.project.pk, now=walk.clock.now() + timedelta(hours=1))
    assert [key.pk for key in first] == [key.pk for key in again]
    for key in first:
        assert envelope.thumbprint(key.public_jwk) == key.kid
        private = keys.unwrap(key.wrapped_private)
        assert private["d"] not in f"{key.wrapped_private}{key.public_jwk}"


@pytest.mark.article("O87:28")
def test_who_obtained_is_disclosed_by_the_deadline_only():
    walk = spine.obtained(count=2)
    deadline = walk.package.response_deadline
    assert not notices.obtained_disclosed(at=deadline - timedelta(seconds=1)).exists()
    assert notices.obtained_disclosed(at=deadline).count() == 2
    assert at_local(walk.project.schedule.documents_from, 10) == walk.clock.now()
