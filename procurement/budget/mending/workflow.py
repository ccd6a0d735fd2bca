"""A correction of a line: proposed with its paper, carried out or sent back by a second person."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger
from procurement.budget import queries as budget
from procurement.budget import rules as budget_rules
from procurement.budget.mending import queries, rules
from procurement.budget.mending.choices import MendStatus
from procurement.budget.mending.models import LineCorrection
from procurement.budget.mending.rules import Mending
from procurement.budget.workflow import must_keep


@transaction.atomic
def propose(line_id: int, wish: Mending, *, by: Actor, now: datetime) -> LineCorrection:
    """Propose how a line shall read; its colleagues are told."""
    line = budget.line_for_update(line_id)
    must_keep(line.body_id, by=by)
    before = {"title": line.title, "function_code": line.function_code}
    refuse(budget_rules.paper_refusals(wish.paper))
    refuse(rules.mend_refusals(wish, **before, is_waiting=queries.is_waiting(line)))
    made = LineCorrection.objects.create(
        line=line,
        title=wish.title.strip(),
        function_code=wish.function_code.strip(),
        title_before=line.title,
        function_code_before=line.function_code,
        reason=wish.reason.strip(),
        document_number=wish.paper.number,
        document_on=wish.paper.dated_on,
        document_id=wish.paper.upload_id,
        proposed_by_id=by.user_id,
        proposed_at=now,
    )
    _record(made, "propose_mending", _("提出更正指标"), by=by, at=now)
    inbox.notify_body(
        by.body_id,
        roles=(Role.FINANCE,),
        subject=_("预算指标更正待复核：%(line)s") % {"line": line},
        text=made.reason,
        url=reverse("budget:mending_decide", args=[made.pk]),
        now=now,
    )
    return made


@transaction.atomic
def approve(correction_id: int, *, by: Actor, now: datetime) -> LineCorrection:
    """Carry a correction out: the line reads as proposed from now on."""
    made, line = _begin(correction_id, by=by)
    line.title, line.function_code = made.title, made.function_code
    line.save(update_fields=["title", "function_code"])
    return _decide(made, MendStatus.APPROVED, "approve_mending", _("复核并更正指标"), by=by, now=now)


@transaction.atomic
def send_back(correction_id: int, *, opinion: str, by: Actor, now: datetime) -> LineCorrection:
    """Send a correction back with the reason; the line stays as it is."""
    made, _line = _begin(correction_id, by=by)
    refuse(rules.opinion_refusals(opinion))
    made.opinion = opinion.strip()
    return _decide(made, MendStatus.RETURNED, "return_mending", _("退回指标更正"), by=by, now=now)


def _begin(correction_id: int, *, by: Actor) -> tuple[LineCorrection, budget.BudgetLine]:
    line = budget.line_for_update(
        LineCorrection.objects.values_list("line_id", flat=True).get(pk=correction_id)
    )
    made = queries.correction_for_update(correction_id)
    must_keep(line.body_id, by=by)
    is_waiting = made.status == MendStatus.SUBMITTED
    refuse(rules.decision_refusals(is_waiting=is_waiting, proposed_by=made.proposed_by_id, by=by.user_id))
    return made, line


def _decide(
    made: LineCorrection, status: MendStatus, verb: str, says: str, *, by: Actor, now: datetime
) -> LineCorrection:
    made.status, made.decided_by_id, made.decided_at = status, by.user_id, now
    made.save(update_fields=["status", "decided_by", "decided_at", "opinion"])
    _record(made, verb, says, by=by, at=now)
    return made


def _record(made: LineCorrection, verb: str, says: str, *, by: Actor, at: datetime) -> None:
    facts = {
        "line": made.line.code,
        "before": f"{made.title_before} {made.function_code_before}".strip(),
        "after": f"{made.title} {made.function_code}".strip(),
        "document_number": made.document_number,
        "reason": made.reason,
        "opinion": made.opinion,
    }
    ledger.record(made.line, f"budget.{verb}", says=says, by=by, at=at, facts=facts)
