"""The rows of challenges."""

from datetime import timedelta

from django.utils import timezone

from portal.kernel.clock import local_date
from procurement.challenges.models import Challenge
from tests.access.readers import BIDDERS, INSIDERS
from tests.access.table import award, page
from tests.spine import Purchase

HANDLERS = {"handler", "colleague"}
OWN = {"supplier", "signatory"}


CONTENT = {
    "number": "ZY",
    "challenger": "供应商（示例）",
    "received_on": "2026-03-20",
    "project_number": "X",
    "project": "项目（示例）",
    "package": "包1",
    "occasion": "成交结果公告",
    "matters": [{"matter": "事项", "is_founded": False, "answer": "答", "facts": "事实", "law": "法"}],
    "outcome": "质疑不成立",
    "effect": "继续开展采购活动",
    "complaint_days": 15,
    "complaint_basis": "示例",
    "answerer": "采购人（示例）",
    "answered_on": "2026-03-25",
}


REPORT = {
    "purchaser": "采购人（示例）",
    "project": "项目（示例）",
    "package": "包1",
    "challenge": "ZY",
    "challenger": "供应商（示例）",
    "received_on": "2026-03-20",
    "matters": ["事项"],
    "what": "从合格的候选人中另行确定供应商",
    "supplier": "",
    "amount": "",
    "on": "2026-03-27",
}


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


def prepared(walk: Purchase) -> dict:
    """One whose answer waits for a second person."""
    facts = {"outcome": "unfounded", "effect": "go_on", "prepared_by_id": walk.handler.user_id}
    return challenge(walk, status="prepared", **facts, prepared_at=timezone.now())


def answered(walk: Purchase) -> dict:
    """One that was answered."""
    facts = {"outcome": "unfounded", "effect": "go_on", "answered_by_id": walk.leader.user_id}
    return challenge(walk, status="answered", **facts, answered_at=timezone.now(), content=CONTENT)


def closed(walk: Purchase) -> dict:
    """One that changed a result, reported."""
    facts = {"outcome": "effect", "effect": "next", "answered_by_id": walk.leader.user_id, "report": REPORT}
    return challenge(walk, status="closed", **facts, answered_at=timezone.now(), reported_at=timezone.now())


ROWS_OF_CHALLENGES = [
    page("challenges:list", INSIDERS | BIDDERS | {"outsider", "stranger", "agency"}, at="awarded"),
    page("challenges:submit", BIDDERS | {"outsider"}, package, at="awarded"),
    page("challenges:enter", HANDLERS, package, at="awarded"),
    page("challenges:detail", INSIDERS | OWN, challenge, at="awarded"),
    page("challenges:prepare", HANDLERS | {"reviewer"}, challenge, at="awarded"),
    page("challenges:lift", {"reviewer", "leader"}, challenge, at="awarded"),
    page("challenges:return", {"reviewer", "leader"}, prepared, at="awarded"),
    page("challenges:give", {"reviewer", "leader"}, prepared, at="awarded"),
    page("challenges:answer", INSIDERS | OWN, answered, at="awarded"),
    page("challenges:answer_file", INSIDERS | OWN, answered, at="awarded"),
    page("challenges:carry_out", {"reviewer", "leader"}, answered, at="awarded"),
    page("challenges:report", {"reviewer", "leader"}, closed, at="awarded"),
    page("challenges:report_file", INSIDERS, closed, at="awarded"),
    page("award:replace", {"reviewer", "leader"}, award, at="awarded"),
    page("award:removal_paper", set(), lambda walk: {"pk": 0}, at="awarded"),
    page("challenges:withdraw", OWN, challenge, at="awarded"),
    page("challenges:paper", set(), lambda walk: {"pk": 0}, at="awarded"),
]
