"""A consultation whose last quote is abnormally low, walked to the panel's finding."""

from procurement.review import workflow
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price.models import LowPriceReview
from procurement.review.workflow import Opinion
from tests.factories import review as rooms
from tests.factories.review import Room
from tests.scenes import kept

QUOTES = ("1132800", "1160000", "1097400", "520000")
CEILING = "1180000"
TEXT = "人员成本三十万元，管理费八万元，税费两万元，其余由本单位自筹（示例）。"


def price_of(room: Room) -> LowPriceReview:
    """The one price under review, as it stands now."""
    return low_prices.reviews_of(room.fresh()).get()


@kept
def found(room: Room | None = None, **facts) -> Room:
    """The final quotes are open; the fourth one has to be explained."""
    return rooms.quoted(room, **{"quotes": QUOTES, "ceiling": CEILING, **facts})


@kept
def asked(room: Room | None = None, **facts) -> Room:
    """The chair has asked; thirty minutes run."""
    room = room or found(**facts)
    workflow.ask_price(room.session.pk, minutes=30, by=room.chair, now=room.tick())
    return room


@kept
def explained(room: Room | None = None, **facts) -> Room:
    """The supplier has answered in time."""
    room = room or asked(**facts)
    room.tick()
    workflow.explain_price(price_of(room).pk, text=TEXT, by=room.suppliers[3], clock=room.clock)
    return room


def judged(room: Room | None = None, *, votes: tuple[bool, ...] = (False, False, True), **facts) -> Room:
    """Every member has found; by default two of three find the explanation wanting."""
    room = room or explained(**facts)
    for member, accepts in zip(room.panel, votes, strict=True):
        reason = "成本构成完整。" if accepts else "说明缺少税费和督导成本。"
        workflow.judge_price(price_of(room).pk, Opinion(accepts, reason), by=member, clock=room.clock)
    return room
