"""Three bids, two with a second key, the outer locks off; custodian and session are in the purchase."""

import base64

from procurement.bidding import workflow as bidding
from procurement.bidding.custody import sealing
from procurement.opening.models import OpenedSubmission
from tests import spine
from tests.factories import custody, locks
from tests.scenes import kept

WITHOUT = 2


@kept
def released() -> spine.Purchase:
    """The last of the three bidders switched its second key off."""
    walk = spine.people()
    walk.custodian = custody.custodian(now=walk.clock.now())
    spine.obtained(purchase=walk, count=3)
    for number, supplier in enumerate(walk.suppliers):
        phrase = walk.phrases.setdefault(supplier.body_id, locks.phrase(number))
        fields = spine.response_fields(spine.FIRST_PRICES[number])
        made = spine.sealed(walk.package, supplier, phrase=phrase, **fields)
        if number != WITHOUT:
            made = custody.with_part(made, walk.package, supplier, phrase=phrase)
        bidding.submit(walk.package.pk, kind="response", sealed=made, by=supplier, clock=walk.clock)
    walk.clock.advance_to(walk.package.response_deadline)
    walk.session = spine.released(walk)
    return walk


def opened_of(walk: spine.Purchase, number: int) -> OpenedSubmission:
    """What became of one bidder's submission."""
    return walk.session.opened.get(submission__supplier_id=walk.suppliers[number].body_id)


def opened_text(walk: spine.Purchase, opened: OpenedSubmission) -> str:
    """What the custodian's browser posts: the part opened with its key, the bid with the phrase inside."""
    part = sealing.open_part(opened.submission.custody_part.token, walk.custodian.private_jwk)
    plaintext = locks.open_inner(opened.inner, part.phrase)
    return base64.urlsafe_b64encode(plaintext).decode().rstrip("=")


def unlocked(walk: spine.Purchase, number: int) -> None:
    """A bidder unlocks with its own phrase."""
    supplier, opened = walk.suppliers[number], opened_of(walk, number)
    plaintext = locks.open_inner(opened.inner, walk.phrases[supplier.body_id])
    encoded = base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
    spine.opening.unlock(opened.pk, encoded=encoded, by=supplier, clock=walk.clock)
