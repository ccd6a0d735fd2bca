"""The ruling on one bid that did not open."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.bidding import workflow as bidding
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.models import OpenedSubmission
from procurement.opening.rules import UNLOCK_BASIS
from procurement.opening.ruling import queries, rules
from procurement.opening.ruling.models import Ruling

STEPS = {
    "rule": Step(
        gettext_lazy("认定没有打开的原因"),
        (OpeningStatus.UNLOCKING, OpeningStatus.CONCLUDED, OpeningStatus.FAILED),
        roles=queries.DECIDERS,
        basis=UNLOCK_BASIS,
    )
}


@transaction.atomic
def rule(opened_id: int, *, cause: str, reason: str, by: Actor, clock: Clock = database_clock) -> Ruling:
    """The purchaser's reviewer or leader says why a bid stayed shut; its bidder and the host are told."""
    session = openings.session_for_update(OpenedSubmission.objects.get(pk=opened_id).session_id)
    opened = openings.opened_for_update(opened_id)
    procedure.advance(session, STEPS, "rule", by=by)
    if session.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, session)))
    now = clock()
    record = getattr(session, "record", None)
    refuse(
        rules.ruling_refusals(
            is_opened=opened.status == UnlockStatus.OPENED,
            may_still_open=queries.may_still_open(opened, session, now=now),
            has_ruling=queries.ruling_of(opened) is not None,
            is_signed=record is not None and record.signatures.exists(),
            reason=reason,
        )
    )
    ruling = Ruling.objects.create(
        opened=opened, cause=cause, reason=reason.strip(), by_id=by.user_id, body_id=by.body_id, at=now
    )
    ledger.record(
        opened,
        "opening.rule",
        says=_("认定没有打开的原因"),
        by=by,
        at=now,
        facts={
            "receipt": opened.submission.receipt_number,
            "reason": ruling.reason,
            "effect": rules.follows(is_recall=ruling.is_recall),
        },
        seal=bidding.seal_of(session.package, session.kind),
    )
    _tell(ruling, session.package.project, opened, now=now)
    return ruling


def _tell(ruling: Ruling, project, opened: OpenedSubmission, *, now) -> None:
    """The bidder must know what becomes of its bid and bond; the host goes on with it."""
    follows = rules.follows(is_recall=ruling.is_recall)
    subject = _("没有打开的原因已认定：%(title)s") % {"title": project.title}
    inbox.notify_body(
        opened.submission.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=subject,
        text=_("%(follows)s。%(reason)s 有异议的，可以依法提出质疑。")
        % {"follows": follows, "reason": ruling.reason},
        url=reverse("opening:unlock", args=[opened.submission.receipt_number]),
        now=now,
    )
    inbox.notify_body(
        notices.organiser_of(project),
        roles=ORGANISER_ROLES,
        subject=subject,
        text=follows,
        url=reverse("opening:room", args=[opened.session_id]),
        now=now,
    )
