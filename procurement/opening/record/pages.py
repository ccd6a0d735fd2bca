"""The record as its readers see it, and what each may still do."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refused
from procurement import methods
from procurement.notices import queries as notices
from procurement.opening.hall import pages as hall
from procurement.opening.record import drawing, queries, workflow
from procurement.opening.record.choices import RecordStatus
from procurement.opening.record.models import OpeningRecord
from procurement.opening.ruling import pages as rulings


def record_context(record: OpeningRecord, *, actor: Actor | None, now: datetime) -> dict:
    """One record: what was read out, who confirmed, who signed; the answers' buttons."""
    package = record.session.package
    method = methods.get(package.project.method)
    said = record.content
    is_open = record.status == RecordStatus.CONFIRMING
    ruled = rulings.by_receipt(record.session)
    return {
        "now": now,
        "record": record,
        "record_name": drawing.title_of(record),
        "hall_name": hall.hall_name(package, record.kind),
        "package": package,
        "project": package.project,
        "terms": method.terms,
        "is_read_out": method.is_read_out,
        "said": said,
        "tone": "soon" if is_open else "ok",
        "times": [
            (drawing.closing_of(record), drawing.moment(said["deadline"])),
            (_("解封"), drawing.moment(said["released_at"])),
            (_("解锁截止"), drawing.moment(said["unlock_until"])),
            (_("结束"), drawing.moment(said["concluded_at"])),
        ],
        "rows": [
            (
                bidder | {"ruling": ruled.get(bidder["receipt"], "")},
                Decimal(bidder["price"]) if bidder["price"] else None,
                says,
                answer,
            )
            for bidder, says, answer in drawing.attitudes(record)
        ],
        "incidents": [(row, drawing.moment(row["at"])) for row in said["incidents"]],
        "signatures": list(record.signatures.select_related("user", "body").order_by("at", "pk")),
        "minutes": workflow.confirm_minutes(record.session),
        "ceiling": Decimal(said["ceiling"] or 0),
        "may_answer": is_open and queries.open_for(actor).filter(pk=record.pk).exists(),
        "may_reply": procedure.may(record, workflow.STEPS, "reply", by=actor)
        and notices.conducts(actor, package.project)
        and queries.is_open(record),
        "may_sign": is_open and may_sign(record, actor),
    }


def may_sign(record: OpeningRecord, actor: Actor | None) -> bool:
    """Whether the signature of this person is still to come."""
    if not procedure.may(record, workflow.STEPS, "sign", by=actor):
        return False
    try:
        part = workflow.part_of(record, by=actor)
    except (NotPermitted, Refused):
        return False
    return not any(row.part == part or row.user_id == actor.user_id for row in record.signatures.all())
