"""The rows of complaints."""

from datetime import timedelta

from django.utils import timezone

from portal.kernel.clock import local_date
from procurement.challenges.complaints.models import Complaint, ComplaintDecision
from procurement.challenges.models import Challenge
from tests.access.readers import BIDDERS, CLERKS
from tests.access.rows_challenges import challenge
from tests.access.table import page
from tests.spine import Purchase

OFFICE = {"finance"}
OWN = {"supplier", "signatory"}
WATCHERS = {"finance", "auditor"}


def complaint(walk: Purchase, *, status: str = "submitted") -> Complaint:
    """A complaint of the first supplier to the department that reads, written by hand."""
    now, supplier = timezone.now(), walk.suppliers[0]
    today = local_date(now)
    said = {
        "package": walk.package,
        "department_id": walk.finance.body_id,
        "status": status,
        "subject": "result",
        "sender_id": supplier.body_id,
        "sender_name": "供应商（示例）",
        "request": "请重新确定成交供应商。",
        "written_on": today,
        "sent_at": now,
        "received_on": today,
        "challenged_on": today - timedelta(days=9),
        "answer_due": today,
        "entered_by_id": supplier.user_id,
        "entered_at": now,
        "correct_until": today + timedelta(days=9),
    }
    made, is_new = Complaint.objects.get_or_create(number=f"TS-{status}", defaults=said)
    if is_new:
        made.matters.create(index=1, matter="示例事项", facts="示例事实", law="示例法条")
    return made


def of(status: str):
    """The address of a complaint in a state."""
    return lambda walk: {"number": complaint(walk, status=status).number}


def answered(walk: Purchase) -> dict:
    """A challenge of the first supplier that was answered."""
    number = challenge(walk, status="answered", outcome="unfounded", answered_at=timezone.now())["number"]
    return {"number": Challenge.objects.get(number=number).number}


def told(walk: Purchase) -> dict:
    """A complaint of which the purchaser has a copy."""
    made, today = complaint(walk, status="investigating"), local_date(timezone.now())
    made.parties.get_or_create(
        body_id=walk.purchaser.pk,
        defaults={"is_respondent": True, "told_at": timezone.now(), "explain_by": today},
    )
    return {"number": made.number}


def paper(walk: Purchase) -> dict:
    """A paper of another person that waits to be signed."""
    made = complaint(walk, status="admitted")
    said = {
        "complaint": made,
        "kind": "copies",
        "text": "予以受理。",
        "prepared_by_id": walk.suppliers[0].user_id,
        "prepared_at": timezone.now(),
    }
    return {"pk": made.documents.get_or_create(number="TS-W1", defaults=said)[0].pk}


def pause(walk: Purchase) -> dict:
    """A time in which others have the papers."""
    made, now = complaint(walk, status="investigating"), timezone.now()
    said = {"to_whom": "专家组", "sent_on": local_date(now), "by_id": walk.suppliers[0].user_id, "at": now}
    return {"pk": made.pauses.get_or_create(kind="experts", defaults=said)[0].pk}


def nothing(walk: Purchase) -> dict:
    """No such file."""
    return {"pk": 0}


def decided(walk: Purchase) -> dict:
    """A complaint that was decided."""
    made = complaint(walk, status="decided")
    made.ended_at = timezone.now()
    made.save(update_fields=["ended_at"])
    sheet = made.documents.get_or_create(
        number="TS-W9",
        defaults={
            "kind": "decision",
            "status": "void",
            "text": "事实",
            "prepared_by_id": walk.suppliers[0].user_id,
            "prepared_at": timezone.now(),
        },
    )[0]
    ComplaintDecision.objects.get_or_create(
        complaint=made,
        defaults={
            "paper": sheet,
            "outcome": "dismissed",
            "ground": "no_facts",
            "stage": "winner",
            "is_enough": True,
            "orders": [],
            "facts": "事实",
            "law": "第二十九条",
            "review_organ": "机关",
            "court": "法院",
        },
    )
    return {"number": made.number}


def ordered(walk: Purchase) -> dict:
    """A decision that orders the purchaser to begin again."""
    made, now = complaint(walk, status="published"), timezone.now()
    made.parties.get_or_create(body_id=walk.purchaser.pk, defaults={"is_respondent": True, "told_at": now})
    sheet = made.documents.get_or_create(
        number="TS-W8",
        defaults={
            "kind": "decision",
            "status": "void",
            "text": "事实",
            "prepared_by_id": walk.suppliers[0].user_id,
            "prepared_at": now,
        },
    )[0]
    said = {"paper": sheet, "outcome": "effect", "stage": "winner", "is_enough": False, "orders": ["restart"]}
    ComplaintDecision.objects.get_or_create(complaint=made, defaults=said)
    return {"number": made.number}


ROWS_OF_COMPLAINTS = [
    page("complaints:list", CLERKS | BIDDERS | WATCHERS | {"outsider", "stranger", "agency"}, at="awarded"),
    page("complaints:lodge", OWN, answered, at="awarded"),
    page("complaints:enter", OFFICE, at="awarded"),
    page("complaints:detail", OWN | WATCHERS, of("submitted"), at="awarded"),
    page("complaints:examine", OFFICE, of("submitted"), at="awarded"),
    page("complaints:correct", OWN, of("correction"), at="awarded"),
    page("complaints:withdraw", OWN, of("correction"), at="awarded"),
    page("complaints:explain", CLERKS, told, at="awarded"),
    *(
        page(f"complaints:{verb}", OFFICE, told, at="awarded")
        for verb in ("pause", "suspend", "resume", "decide")
    ),
    page("complaints:reply", OFFICE, pause, at="awarded"),
    page("complaints:end", OFFICE, of("withdrawn"), at="awarded"),
    page("complaints:carry_out", {"reviewer", "leader"}, ordered, at="awarded"),
    page("complaints:publish", OFFICE, decided, at="awarded"),
    page("complaints:paper", OFFICE, paper, at="awarded"),
    page("complaints:paper_return", OFFICE, paper, at="awarded"),
    page("complaints:paper_file", WATCHERS, lambda walk: paper(walk) | {"form": "pdf"}, at="awarded"),
    page("complaints:file", set(), nothing, at="awarded"),
    page("complaints:explanation_file", set(), nothing, at="awarded"),
]
