"""Saying to which bid a paper copy belongs whose receipt number was mistyped, or replaced since."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.bidding import workflow as bids
from procurement.bidding.choices import SubmissionKind
from procurement.opening import queries as openings
from procurement.opening.choices import OpeningStatus
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.paper import queries, rules
from procurement.opening.paper.models import PaperCopy, PaperJoining
from procurement.opening.ruling import queries as rulings

STEPS = {
    "join": Step(
        gettext_lazy("认定纸质备份属于哪一份文件"),
        (OpeningStatus.UNLOCKING,),
        roles=rulings.DECIDERS,
        basis=rules.BASIS,
    )
}


@transaction.atomic
def join(
    copy_id: int, opened_id: int | None, *, reason: str, by: Actor, clock: Clock = database_clock
) -> PaperJoining:
    """A second person of the purchaser says to which shut bid a copy belongs; None: to none of them."""
    found = PaperCopy.objects.get(pk=copy_id)
    session = openings.session_of(found.package_id, SubmissionKind.RESPONSE)
    session = openings.session_for_update(session.pk)
    procedure.advance(session, STEPS, "join", by=by)
    if not queries.placed_by(by).filter(pk=session.pk).exists():
        raise NotPermitted(_("这是其他单位的采购项目。"))
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, session)))
    now, strays = clock(), queries.strays_of(session)
    copy = next((one for one in strays if one.pk == copy_id), found)
    refuse(
        rules.joining_refusals(
            is_stray=copy in strays,
            is_joined=queries.is_joined(copy),
            may_be_joined=opened_id is None or queries.without_copy(session).filter(pk=opened_id).exists(),
            received_by=copy.received_by_id,
            by=by.user_id,
            reason=reason,
        )
    )
    facts = {"reason": reason.strip(), "by_id": by.user_id, "body_id": by.body_id, "at": now}
    joining = PaperJoining.objects.create(copy=copy, opened_id=opened_id, **facts)
    receipt = joining.opened.submission.receipt_number if opened_id else ""
    ledger.record(
        copy,
        "paper.join",
        says=str(STEPS["join"].says),
        by=by,
        at=now,
        facts={"before": copy.receipt_number, "receipt": receipt, "reason": joining.reason},
        seal=bids.seal_of(session.package, SubmissionKind.RESPONSE),
    )
    return joining
