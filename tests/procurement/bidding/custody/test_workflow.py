"""Keys of custodians, and the parts of bidders beside their submissions."""

from dataclasses import replace

import pytest

from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import envelope
from procurement.bidding import workflow as bidding
from procurement.bidding.custody import queries, sealing, workflow
from procurement.bidding.custody.models import CustodyPart
from procurement.bidding.models import Submission
from tests import spine
from tests.factories import custody, locks
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
PHRASE = locks.phrase(7)


@pytest.fixture
def walk() -> spine.Purchase:
    """A package whose second key the finance department of the city keeps; documents are obtained."""
    walk = spine.people()
    walk.custodian = custody.custodian(now=walk.clock.now())
    return spine.obtained(purchase=walk, count=2)


def submit(walk: spine.Purchase, sealed, number: int = 0) -> Submission:
    return bidding.submit(
        walk.package.pk, kind="response", sealed=sealed, by=walk.suppliers[number], clock=walk.clock
    )


def sealed_with_part(walk: spine.Purchase, number: int = 0, **changes):
    supplier = walk.suppliers[number]
    made = spine.sealed(walk.package, supplier, phrase=PHRASE, **spine.response_fields("936000"))
    return replace(custody.with_part(made, walk.package, supplier, phrase=PHRASE), **changes)


def codes(act) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [refusal.code for refusal in refused.value.refusals]


def test_the_call_fixes_the_custodian_and_a_later_key_changes_nothing(walk):
    assert walk.package.custody.key == walk.custodian.key
    new = custody.public_half(custody.private_key(1))
    workflow.register(new, by=walk.custodian.actor, now=walk.clock.now())
    bidding.ensure_opening_keys(walk.project.pk, now=walk.clock.now())
    assert queries.custody_of(walk.package.pk).key == walk.custodian.key
    first, second = queries.keys_of(walk.custodian.actor)
    assert (first.replaced_at, second.pk) == (None, walk.custodian.key.pk)
    assert second.replaced_at is not None


def test_only_custodians_register_keys_each_once(walk):
    public = custody.public_half(walk.custodian.private_jwk)
    with pytest.raises(NotPermitted):
        workflow.register(public, by=actor(Role.FINANCE), now=walk.clock.now())
    again = lambda: workflow.register(public, by=actor(Role.CUSTODIAN), now=walk.clock.now())  # noqa: E731
    assert codes(again) == ["known_key"]
    entry = LedgerEntry.objects.get(verb="custody.register")
    assert entry.facts["kid"] == walk.custodian.key.kid
    assert "d" not in walk.custodian.key.public_jwk


def test_a_part_is_kept_beside_the_submission_and_fixed_in_its_receipt(walk):
    sealed = sealed_with_part(walk)
    submission = submit(walk, sealed)
    said = bidding.receipt_of(submission)
    assert said["custody_sha256"] == submission.custody_part.sha256
    assert said["custody_sha256"] == envelope.ciphertext_digest(sealed.custody)
    part = sealing.open_part(submission.custody_part.token, walk.custodian.private_jwk)
    assert (part.bidder, part.plaintext_sha256) == (said["bidder"], said["plaintext_sha256"])
    assert PHRASE.replace(" ", "") not in submission.custody_part.token


def test_a_bidder_may_switch_the_second_key_off_and_on_again(walk):
    off = sealed_with_part(walk, custody="")
    first = submit(walk, off)
    assert bidding.receipt_of(first)["custody_sha256"] == ""
    assert not CustodyPart.objects.exists()
    on = custody.with_part(off, walk.package, walk.suppliers[0], phrase=PHRASE)
    second = submit(walk, on)
    assert second.pk != first.pk
    assert submit(walk, on) == second
    assert CustodyPart.objects.get().submission == second


def test_a_part_for_another_key_and_one_without_custodian_are_refused(walk):
    part = sealing.Part(package="1", bidder="2", kind="response", plaintext_sha256="3", phrase="4")
    foreign = sealing.seal_part(part, custody.public_half(custody.private_key(1)))
    assert codes(lambda: submit(walk, sealed_with_part(walk, custody=foreign))) == ["custody_wrong_key"]
    sealed = sealed_with_part(walk)
    walk.package.custody.delete()
    assert codes(lambda: submit(walk, sealed)) == ["no_custodian"]
    assert not Submission.objects.exists()


def test_a_body_does_not_bid_where_it_keeps_the_second_key(walk):
    bidder = walk.suppliers[0]
    walk.custodian.key.body_id = bidder.body_id
    walk.custodian.key.save()
    assert codes(lambda: submit(walk, sealed_with_part(walk))) == ["is_custodian"]


def test_a_purchase_without_a_custodian_says_so_and_goes_on():
    walk = spine.obtained(count=1)
    assert queries.custody_of(walk.package.pk) is None
    made = spine.sealed(walk.package, walk.suppliers[0], phrase=PHRASE, **spine.response_fields("936000"))
    assert submit(walk, made).receipt_number
