"""Bonds of a purchase whose call asks for them."""

from dataclasses import replace
from decimal import Decimal

from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.uploads import Upload
from procurement.bidding import queries as bids
from procurement.bidding import workflow as bidding
from procurement.contracts.bonds import workflow
from procurement.contracts.bonds.models import BidBond
from procurement.contracts.bonds.rules import BondFacts
from procurement.opening import workflow as opening
from tests import spine
from tests.factories.people import letter
from tests.scenes import kept
from tests.spine import Purchase

ASKED = Decimal("9800")
PRICES = ("936000", "950000", "921000", "940000")


@kept
def asking(**facts) -> Purchase:
    """People whose call asks one percent of the package's budget."""
    walk = spine.people(**facts)
    texts = replace(walk.texts, bond_required=True, bond_percent="1", bond_reason="服务中断会危及老人安全。")
    return replace(walk, texts=texts)


@kept
def opened() -> Purchase:
    """Four answered, the last of them withdrew in time; the three others are opened."""
    walk = spine.submitted(purchase=asking(), prices=PRICES)
    last = walk.suppliers[-1]
    own = bids.own_current(last, walk.package.pk, "response")
    bidding.withdraw(own.receipt_number, by=last, clock=walk.clock)
    walk.suppliers, walk.signatories = walk.suppliers[:3], walk.signatories[:3]
    walk.withdrawn = last
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    return walk


def facts(walk: Purchase, **changes) -> BondFacts:
    """The whole amount, an hour before the deadline."""
    arrived_at = walk.package.response_deadline.replace(minute=0)
    return replace(BondFacts("transfer", ASKED, arrived_at, "示例凭证0001", "4300 0000 0001"), **changes)


def paper(walk: Purchase) -> Upload:
    """The bank's slip."""
    return uploads.store(letter("银行回单.pdf"), owner_id=walk.handler.user_id, now=walk.clock.now())


def entered(walk: Purchase, supplier: Actor, **changes) -> BidBond:
    """The bond of one supplier, entered from its slip."""
    return workflow.enter(
        walk.package.pk,
        facts(walk, **changes),
        supplier_id=supplier.body_id,
        paper=paper(walk),
        by=walk.handler,
        now=walk.clock.now(),
    )
