"""Who may do what in which state of a complaint, and what every verb begins and ends with."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.challenges.complaints import queries
from procurement.challenges.complaints.choices import ComplaintStatus
from procurement.challenges.complaints.models import Complaint
from procurement.challenges.complaints.rules import admission, clocks, outcome

S = ComplaintStatus
FINANCE = (Role.FINANCE,)
OPEN = queries.OPEN
TAKEN = (S.ADMITTED, S.INVESTIGATING)
PUBLISH_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十四条"
WITHDRAW_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第三十条"
EXPLAIN_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十二条"

STEPS = {
    "lodge": Step(_("提起投诉"), (), S.SUBMITTED, SUPPLIER_ROLES, basis=clocks.COMPLAIN_BASIS),
    "enter": Step(_("登记书面投诉"), (), S.SUBMITTED, FINANCE, basis=admission.EXAM_BASIS),
    "examine": Step(_("审查投诉书"), (S.SUBMITTED, S.CORRECTION), "", FINANCE, basis=admission.EXAM_BASIS),
    "correct": Step(
        _("提交补正材料"),
        (S.CORRECTION,),
        S.SUBMITTED,
        (*SUPPLIER_ROLES, *FINANCE),
        basis=admission.EXAM_BASIS,
    ),
    "sign": Step(_("审签文书"), (*OPEN, S.WITHDRAWN), "", FINANCE, basis=admission.EXAM_BASIS),
    "explain": Step(_("提交说明"), (S.INVESTIGATING,), "", queries.EXPLAINERS, basis=EXPLAIN_BASIS),
    "pause": Step(_("停算处理期限"), TAKEN, "", FINANCE, basis=clocks.PAUSE_BASIS),
    "reply": Step(_("登记收到反馈"), TAKEN, "", FINANCE, basis=clocks.PAUSE_BASIS),
    "suspend": Step(_("通知暂停采购活动"), TAKEN, "", FINANCE, basis=clocks.SUSPEND_BASIS),
    "resume": Step(_("通知恢复采购活动"), TAKEN, "", FINANCE, basis=clocks.SUSPEND_BASIS),
    "decide": Step(_("拟定处理决定"), (S.INVESTIGATING,), "", FINANCE, basis=clocks.DECIDE_BASIS),
    "publish": Step(_("公告处理结果"), (S.DECIDED,), S.PUBLISHED, FINANCE, basis=PUBLISH_BASIS),
    "end": Step(_("书面告知处理终止"), (S.WITHDRAWN,), "", FINANCE, basis=WITHDRAW_BASIS),
    "carry_out": Step(
        _("落实处理决定"),
        (S.DECIDED, S.PUBLISHED),
        "",
        (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER),
        basis=outcome.RESULT_BASIS,
    ),
    "withdraw": Step(_("撤回投诉"), OPEN, S.WITHDRAWN, (*SUPPLIER_ROLES, *FINANCE), basis=WITHDRAW_BASIS),
}


def begin(number: str, verb: str, *, by: Actor) -> Complaint:
    """Lock a complaint for the department or for its sender, and advance it."""
    procedure.allow(STEPS, verb, by=by)
    complaint = queries.complaint_for_update(number)
    if verb != "explain" and _owner(complaint, verb, by=by) != by.body_id:
        raise NotPermitted(gettext("这是其他单位的投诉。"))
    procedure.advance(complaint, STEPS, verb, by=by)
    return complaint


def may(complaint: Complaint, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    if not procedure.may(complaint, STEPS, verb, by=by):
        return False
    if verb == "explain":
        return queries.party_of(complaint, by) is not None
    return by.body_id == _owner(complaint, verb, by=by)


def _owner(complaint: Complaint, verb: str, *, by: Actor) -> int | None:
    """Whose verb it is: the department's, the purchaser's, or the sender's."""
    if verb == "carry_out":
        return complaint.package.project.purchaser_id
    return complaint.department_id if by.has_role(*FINANCE) else complaint.sender_id


def record(
    complaint: Complaint, verb: str, *, by: Actor, now: datetime, says: str = "", **facts: object
) -> None:
    """The last beat of every verb; sealed until the result is public, since nobody else may know of it."""
    ledger.record(
        complaint,
        f"complaints.{verb}",
        says=says or str(STEPS[verb].says),
        by=by,
        at=now,
        facts={"package": complaint.package.number} | facts,
        seal=complaint.seal,
    )


def tell_sender(complaint: Complaint, subject: str, text: str, *, now: datetime) -> None:
    """One message to the complainant, where it is on the portal."""
    if complaint.sender_id:
        _tell(complaint, [complaint.sender_id], subject, text, now=now)


def tell_department(complaint: Complaint, subject: str, text: str, *, now: datetime) -> None:
    """One message to the people of the department."""
    inbox.notify_body(
        complaint.department_id,
        roles=FINANCE,
        subject=subject,
        text=text,
        url=complaint.get_absolute_url(),
        now=now,
    )


def tell_parties(complaint: Complaint, subject: str, text: str, *, now: datetime) -> None:
    """One message to everybody who got a copy."""
    told = complaint.parties.filter(told_at__isnull=False).values_list("body_id", flat=True)
    _tell(complaint, told, subject, text, now=now)


def _tell(complaint: Complaint, bodies: Iterable[int], subject: str, text: str, *, now: datetime) -> None:
    for body_id in bodies:
        inbox.notify_body(
            body_id,
            roles=(*PURCHASER_ROLES, Role.AGENCY_HANDLER, *SUPPLIER_ROLES),
            subject=subject,
            text=text,
            url=complaint.get_absolute_url(),
            now=now,
        )
