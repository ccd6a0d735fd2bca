"""The rows of bonds."""

from django.utils import timezone

from procurement.contracts.bonds.models import BidBond
from tests.access.readers import BIDDERS, CLERKS, INSIDERS
from tests.access.table import page
from tests.factories import bonds
from tests.spine import Purchase

HANDLERS = {"handler", "colleague"}


def package(walk: Purchase) -> dict:
    """The first package."""
    return {"package_id": walk.package.pk}


def bond(walk: Purchase) -> dict:
    """The first supplier's bond, written by hand: the walk's own call asks for none."""
    facts, slip = bonds.facts(walk), bonds.paper(walk)
    held, _made = BidBond.objects.get_or_create(
        package=walk.package,
        supplier_id=walk.suppliers[0].body_id,
        defaults=vars(facts)
        | {"paper": slip, "entered_by_id": walk.handler.user_id, "entered_at": timezone.now()},
    )
    return {"pk": held.pk}


def keeping(walk: Purchase) -> dict:
    """The same, proposed by the handler not to be given back."""
    facts = {"status": "keeping", "ended_by_id": walk.handler.user_id, "ground": "collusion", "reason": "。"}
    BidBond.objects.filter(**bond(walk)).update(**facts)
    return bond(walk)


ROWS_OF_BONDS = [
    page("bonds:own", BIDDERS | {"outsider"}),
    page("bonds:list", INSIDERS, package, at="opened_package"),
    page("bonds:enter", HANDLERS, package, at="opened_package"),
    *(
        page(f"bonds:{verb}", HANDLERS, bond, at="opened_package")
        for verb in ("strike", "refund", "convert", "keep")
    ),
    page("bonds:decide", CLERKS - HANDLERS, keeping, at="opened_package"),
    page(
        "bonds:paper",
        INSIDERS | {"supplier", "signatory"},
        lambda walk: bond(walk) | {"which": "arrival"},
        at="opened_package",
    ),
]
