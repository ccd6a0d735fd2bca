"""The rows of the portal's own pool of experts."""

from procurement.review.experts.models import PoolExpert
from tests.access.readers import SIGNED_IN
from tests.access.table import page
from tests.factories import experts
from tests.spine import Purchase

KEEPERS, READERS = {"operator"}, {"operator", "auditor"}


def waiting(walk: Purchase) -> dict:
    """An application that nobody decided."""
    found = PoolExpert.objects.filter(status="waiting").first()
    return {"pk": (found or experts.applied(now=walk.clock.now())).pk}


def admitted(walk: Purchase) -> dict:
    """An expert of the pool."""
    found = PoolExpert.objects.filter(status="admitted").first()
    return {"pk": (found or experts.admitted(now=walk.clock.now())).pk}


ROWS_OF_EXPERTS = [
    page("experts:own", SIGNED_IN),
    page("experts:apply", SIGNED_IN),
    page("experts:declare_tie", SIGNED_IN),
    page("experts:own_leave", set()),
    page("experts:list", READERS),
    page("experts:enter", KEEPERS),
    page("experts:detail", READERS, waiting),
    page("experts:decide", KEEPERS, waiting),
    page("experts:train", KEEPERS, admitted),
    page("experts:leave", KEEPERS, admitted),
    page("experts:paper", set(), waiting),
]
