"""The rows of the short path: another, small purchase of the same people."""

from copy import deepcopy
from dataclasses import replace

from tests.access.readers import CLERKS, INSIDERS, SIGNED_IN
from tests.access.table import package, page
from tests.factories import direct
from tests.spine import Purchase

READERS = INSIDERS - {"finance"}
HANDLERS = {"handler", "colleague"}


def beside(walk: Purchase, stage, **facts) -> Purchase:
    """A small purchase beside the walk, which goes on by its own clock; one for each stage and way."""
    made = vars(walk).setdefault("made_beside", {})
    key = (stage, *facts.items())
    if key not in made:
        made[key] = stage(direct.approved(replace(walk, clock=deepcopy(walk.clock)), **facts))
    return made[key]


def begun(walk: Purchase) -> Purchase:
    """Nothing more than approved."""
    return walk


def decided(walk: Purchase) -> Purchase:
    """Offers were compared and one of them approved."""
    return direct.decided(direct.proposed(direct.offered(walk)))


def of_package(stage, **facts):
    """The package of a small purchase at a stage."""
    return lambda walk: {"package_id": beside(walk, stage, **facts).package.pk}


def offer(walk: Purchase) -> dict:
    """The lowest of its offers."""
    return {"pk": direct.lowest(beside(walk, direct.offered)).pk}


def result(walk: Purchase) -> dict:
    """What the e-mall decided."""
    return {"pk": direct.award_of(beside(walk, direct.entered, method="emall")).outside_result.pk}


ROWS_OF_DIRECT = [
    page("direct:detail", READERS, of_package(direct.offered)),
    page("direct:offer_add", HANDLERS, of_package(begun)),
    page("direct:offer_strike", HANDLERS, offer),
    page("direct:offer_paper", READERS, offer),
    page("direct:propose", HANDLERS | {"reviewer"}, of_package(direct.offered)),
    page("direct:result_enter", HANDLERS | {"reviewer"}, of_package(begun, method="emall")),
    page("direct:result_paper", READERS, result),
    page("direct:move", {"reviewer", "leader"}, package, at="examined"),
    page("direct:move_paper", set(), lambda walk: {"pk": 0}),
    page("direct:end_paper", set(), lambda walk: {"pk": 0}),
    page("direct:publish", CLERKS, of_package(decided)),
    page("direct:give_up", {"reviewer", "leader"}, of_package(direct.offered)),
    page("api:direct_purchase-list", SIGNED_IN),
    page(
        "api:direct_purchase-detail",
        READERS,
        lambda walk: {"number": beside(walk, direct.offered).package.number},
    ),
]
