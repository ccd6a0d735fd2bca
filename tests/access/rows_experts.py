"""The rows of the portal's own pool of experts, and of the draws from it."""

from procurement.review.draws.models import Draw
from procurement.review.experts.models import PoolExpert
from tests.access.readers import CLERKS, EVERYBODY, SIGNED_IN
from tests.access.table import page
from tests.factories import draws, experts
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


def drawing(walk: Purchase) -> draws.Drawing:
    """A list of the purchaser's, frozen by its handler."""
    scene = draws.Drawing(walk.clock.now(), walk.handler, walk.reviewer)
    scene.draw = Draw.objects.filter(body=walk.purchaser).first()
    if scene.draw is None:
        for _ in range(7):
            experts.admitted(now=scene.now)
        draws.frozen(scene)
    return scene


def draw(walk: Purchase) -> dict:
    return {"pk": drawing(walk).draw.pk}


def number(walk: Purchase) -> dict:
    return {"number": drawing(walk).draw.number}


def listed(walk: Purchase) -> dict:
    """An expert who was drawn."""
    scene = drawing(walk)
    if scene.draw.status == "frozen":
        draws.drawn(scene)
    return {"pk": scene.of("selected")[0].pk}


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
    page("draws:list", CLERKS | {"stranger", "agency", "auditor"}),
    page("draws:freeze", CLERKS | {"stranger", "agency"}),
    page("draws:detail", CLERKS | {"auditor"}, draw),
    page("draws:draw", CLERKS, draw),
    page("draws:cancel", CLERKS, draw),
    page("draws:publish", CLERKS, draw),
    page("draws:leave", CLERKS, listed),
    page("draws:own", SIGNED_IN),
    page("draws:answer", set(), listed),
    page("draws:decline", set(), listed),
    page("draws:public_list", EVERYBODY),
    page("draws:public", EVERYBODY, number),
    page("draws:file", EVERYBODY, number),
]
