"""What a decision orders is carried out by the purchaser's second person, by the verbs of the award."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from procurement.award.replacing import workflow as replacing
from procurement.award.replacing.choices import RemovalCause
from procurement.challenges.choices import Subject
from procurement.challenges.complaints import papers, steps
from procurement.challenges.complaints.choices import Order
from procurement.challenges.complaints.models import Complaint, ComplaintDecision
from procurement.challenges.complaints.rules import outcome
from procurement.challenges.rules import LASTING
from procurement.projects.milestones import MAY_END_AT


@transaction.atomic
def carry_out(
    number: str, text: str, *, is_restarted: bool = False, by: Actor, now: datetime
) -> ComplaintDecision:
    """Take the next candidate or end the package as ordered; what stood still for the order goes on.

    Where no other candidate can be chosen, a new purchase takes its place (Order 94, art. 32).

    A contract that was cancelled stays held: nothing of it may be performed.
    """
    complaint = steps.begin(number, "carry_out", by=by)
    decision = complaint.decision
    is_done = decision.carried_out_at is not None
    refuse(outcome.carrying_refusals(decision.orders, text=text, is_done=is_done))
    if Order.CONTRACT_CANCELLED not in decision.orders:
        papers.go_on(complaint, because=_("处理决定已经落实"), by=by, now=now)
    known = {"cause": RemovalCause.COMPLAINT, "reference": complaint.number, "reason": text.strip()}
    ordered = does(complaint)
    if is_restarted:
        refuse(outcome.instead_refusals(is_impossible=is_impossible(complaint)))
        ordered = Order.RESTART
    if ordered == Order.NEXT_CANDIDATE:
        replacing.next_candidate(complaint.package_id, **known, by=by, now=now)
    elif ordered == Order.RESTART:
        is_document = complaint.subject == Subject.DOCUMENT
        basis = outcome.basis_of(decision.outcome, is_document=is_document)
        replacing.restart(complaint.package_id, **known, basis=basis, by=by, now=now)
    decision.carried_out, decision.carried_out_by_id, decision.carried_out_at = text.strip(), by.user_id, now
    decision.save(update_fields=["carried_out", "carried_out_by", "carried_out_at"])
    said = {"orders": decision.orders, "reason": text.strip(), "restarted_instead": is_restarted}
    steps.record(complaint, "carry_out", by=by, now=now, **said)
    says = _("处理决定已经落实：%(number)s") % {"number": complaint.number}
    steps.tell_department(complaint, says, text.strip(), now=now)
    steps.tell_sender(complaint, says, text.strip(), now=now)
    return decision


def does(complaint: Complaint) -> str:
    """What the portal itself does with the order; nothing where the contract must be dealt with first."""
    orders = complaint.decision.orders
    if Order.CONTRACT_CANCELLED in orders or complaint.package.status not in MAY_END_AT:
        return ""
    return next((order for order in (Order.NEXT_CANDIDATE, Order.RESTART) if order in orders), "")


def is_impossible(complaint: Complaint) -> bool:
    """Whether another candidate was ordered and none can be chosen, however long one waits."""
    if does(complaint) != Order.NEXT_CANDIDATE:
        return False
    found = replacing.next_refusals(complaint.package_id, cause=RemovalCause.COMPLAINT)
    return any(one.code in LASTING for one in found)
