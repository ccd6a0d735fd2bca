"""The rows of challenges."""

from datetime import timedelta

from django.utils import timezone

from portal.kernel.clock import local_date
from procurement.challenges.models import Challenge
from tests.access.readers import BIDDERS, INSIDERS
from tests.access.table import page
from tests.spine import Purchase

HANDLERS = {"handler", "colleague"}
OWN = {"supplier", "signatory"}


def package(walk: Purchase) -> dict:
    """The first package by its number."""
    return {"number": walk.package.number}


def challenge(walk: Purchase, *, status: str = "received", **facts: object) -> dict:
    """A challenge of the first supplier, written by hand."""
    now, supplier = timezone.now(), walk.suppliers[0]
    today = local_date(now)
    number = f"{walk.package.number}-{status[:2].upper()}"
    said = {
        "package": walk.package,
        "status": status,
        "subject": "result",
        "occasion": "成交结果公告",
        "known_on": today,
        "last_day": today,
        "answer_by": today + timedelta(days=9),
        "sender_id": supplier.body_id,
        "sender_name": "供应商（示例）",
        "request": "请重新确定成交供应商。",
        "written_on": today,
        "sent_at": now,
        "received_on": today,
        "entered_by_id": supplier.user_id,
        "entered_at": now,
    }
    made, is_new = Challenge.objects.get_or_create(number=number, defaults=said | facts)
    if is_new:
        made.matters.create(index=1, matter="示例事项", facts="示例事实", law="示例法条")
    return {"number": made.number}


ROWS_OF_CHALLENGES = [
    page("challenges:list", INSIDERS | BIDDERS | {"outsider", "stranger", "agency"}, at="awarded"),
    page("challenges:submit", BIDDERS | {"outsider"}, package, at="awarded"),
    page("challenges:enter", HANDLERS, package, at="awarded"),
    page("challenges:detail", INSIDERS | OWN, challenge, at="awarded"),
    page("challenges:withdraw", OWN, challenge, at="awarded"),
    page("challenges:paper", set(), lambda walk: {"pk": 0}, at="awarded"),
]
