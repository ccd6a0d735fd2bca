"""Taking a paper copy into custody; opening it after a ruling: one types in, another compares."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.bidding import envelope
from procurement.bidding import queries as bidding
from procurement.bidding import rules as bidding_rules
from procurement.bidding import workflow as bids
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.envelope import EnvelopeError
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening import reading
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.models import OpenedSubmission
from procurement.opening.paper import queries, rules
from procurement.opening.paper.models import PaperCopy
from procurement.opening.rules import HANDLERS
from procurement.opening.ruling import queries as rulings
from procurement.review import rules as review_rules

LIVE = (OpeningStatus.UNLOCKING,)
STEPS = {
    "receive": Step(gettext_lazy("登记纸质备份"), (), roles=ORGANISER_ROLES, basis=rules.BASIS),
    "type_in": Step(gettext_lazy("录入纸质备份"), LIVE, roles=ORGANISER_ROLES, basis=rules.BASIS),
    "check": Step(gettext_lazy("核对纸质备份"), LIVE, roles=openings.OFFICER_ROLES, basis=rules.BASIS),
    "fail": Step(gettext_lazy("认定纸质备份不能使用"), LIVE, roles=rulings.DECIDERS, basis=rules.BASIS),
}


@transaction.atomic
def receive(
    package_id: int,
    *,
    receipt_number: str,
    seal_note: str,
    is_sealed: bool,
    by: Actor,
    clock: Clock = database_clock,
) -> PaperCopy:
    """The organiser takes a sealed envelope before the deadline; nobody is shown that it did."""
    procedure.allow(STEPS, "receive", by=by)
    package = bidding.package_for_share(package_id)
    if not notices.conducts(by, package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以登记纸质备份。"))
    now, kind, number = clock(), SubmissionKind.RESPONSE, receipt_number.strip()
    opens_at, closes_at = bidding.span(package, kind)
    refuse(bidding_rules.time_refusals(now=now, opens_at=opens_at, closes_at=closes_at, kind=kind))
    refuse(
        rules.receiving_refusals(
            is_allowed=queries.is_allowed(package.project),
            package_number=package.number,
            receipt_number=number,
        )
        + rules.unsealed_refusals(is_sealed=is_sealed)
    )
    facts = {"seal_note": seal_note.strip(), "handed_at": now}
    facts |= {"received_by_id": by.user_id, "received_body_id": by.body_id}
    copy, is_new = PaperCopy.objects.get_or_create(package=package, receipt_number=number, defaults=facts)
    refuse(rules.known_refusals(is_known=not is_new))
    _note(copy, "receive", by=by, now=now, facts={"reason": copy.seal_note})
    return copy


@transaction.atomic
def type_in(opened_id: int, *, fields: dict[str, str], by: Actor, clock: Clock = database_clock) -> PaperCopy:
    """After a ruling the host opens the envelope and types in what it says; again until it was compared."""
    opened, copy = _locked(opened_id, "type_in", by=by)
    if not notices.conducts(by, opened.session.package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以录入。"))
    now = clock()
    refuse(_typing(opened, copy))
    _parsed(opened, fields)
    copy.fields, copy.typed_by_id, copy.typed_at = fields, by.user_id, now
    copy.save(update_fields=["fields", "typed_by", "typed_at"])
    _note(copy, "type_in", by=by, now=now, facts={})
    return copy


@transaction.atomic
def check(
    opened_id: int, *, price: Decimal, seen: str, by: Actor, clock: Clock = database_clock
) -> OpenedSubmission:
    """A second person has compared everything and read the same price: the bid counts as opened.

    `seen` is the `PaperCopy.mark` of what was compared.
    """
    opened, copy = _locked(opened_id, "check", by=by)
    now = clock()
    refuse(_typing(opened, copy))
    refuse(
        rules.second_person_refusals(
            typed_by=copy.typed_by_id,
            checked_by=by.user_id,
            are_both_handlers=by.roles & frozenset(openings.OFFICER_ROLES) <= HANDLERS,
        )
    )
    refuse(rules.unseen_refusals(is_seen=seen == copy.mark))
    refuse(rules.same_price_refusals(review_rules.offered(copy.fields), price))
    plaintext = _parsed(opened, copy.fields)
    copy.checked_by_id, copy.checked_at = by.user_id, now
    copy.save(update_fields=["checked_by", "checked_at"])
    opened.status, opened.reason, opened.unlocked_at = UnlockStatus.OPENED, "", now
    opened.plaintext = plaintext.decode("utf-8")
    opened.save(update_fields=["status", "reason", "unlocked_at", "plaintext"])
    _note(copy, "check", by=by, now=now, facts={"digest": envelope.plaintext_digest(plaintext)})
    return opened


@transaction.atomic
def fail(opened_id: int, *, reason: str, by: Actor, clock: Clock = database_clock) -> PaperCopy:
    """The copy cannot be used either; the bid stays recalled, and the session can end."""
    opened, copy = _locked(opened_id, "fail", by=by)
    if opened.session.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    now = clock()
    refuse(_typing(opened, copy) + rules.reason_refusals(reason))
    copy.failed_reason, copy.failed_by_id, copy.failed_at = reason.strip(), by.user_id, now
    copy.save(update_fields=["failed_reason", "failed_by", "failed_at"])
    _note(copy, "fail", by=by, now=now, facts={"reason": copy.failed_reason})
    return copy


def _locked(opened_id: int, verb: str, *, by: Actor) -> tuple[OpenedSubmission, PaperCopy]:
    """The session first, then the bid and its copy; who reviews stays away."""
    session = openings.session_for_update(OpenedSubmission.objects.get(pk=opened_id).session_id)
    procedure.advance(session, STEPS, verb, by=by)
    if not queries.handled_by(by).filter(pk=opened_id).exists():
        raise NotPermitted(_("您不参加这次开启，不能办理这一步。"))
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, session)))
    opened = openings.opened_for_update(opened_id)
    opened.session = session
    return opened, queries.copy_for_update(opened.submission)


def _typing(opened: OpenedSubmission, copy: PaperCopy) -> list:
    ruling = rulings.ruling_of(opened)
    return rules.typing_refusals(
        is_opened=opened.status == UnlockStatus.OPENED,
        is_recall=ruling.is_recall if ruling else None,
        is_done=bool(copy.checked_at or copy.failed_at),
    )


def _parsed(opened: OpenedSubmission, fields: dict[str, str]) -> bytes:
    """The fields in the form of a bid; refused when a bid could not hold them."""
    payload = envelope.Payload.new(
        kind=opened.session.kind,
        package=opened.session.package.number,
        bidder=opened.submission.supplier.credit_code,
        fields=fields,
    )
    try:
        reading.parsed(opened, payload.as_bytes())
    except EnvelopeError:
        raise Refused(rules.too_long()) from None
    return payload.as_bytes()


def _note(copy: PaperCopy, verb: str, *, by: Actor, now: datetime, facts: dict) -> None:
    """One entry of the ledger, sealed like the bid it stands beside."""
    ledger.record(
        copy,
        f"paper.{verb}",
        says=str(STEPS[verb].says),
        by=by,
        at=now,
        facts={"receipt": copy.receipt_number} | facts,
        seal=bids.seal_of(copy.package, SubmissionKind.RESPONSE),
    )
