"""Drawing up the record, the bidders' answers, the signatures."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel import documents
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement import methods
from procurement.bidding import workflow as bidding
from procurement.notices import queries as notices
from procurement.opening.hall import queries as hall
from procurement.opening.hall import rules as hall_rules
from procurement.opening.models import OpeningSession
from procurement.opening.record import drawing, queries, rules
from procurement.opening.record.choices import RecordStatus, Signer
from procurement.opening.record.models import OpeningRecord, RecordAnswer, RecordSignature
from procurement.opening.ruling import queries as rulings
from procurement.projects import queries as projects
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

CONFIRM_MINUTES = "opening_confirm_minutes"
OPEN = (RecordStatus.CONFIRMING,)
STEPS = {
    "answer": Step(gettext_lazy("确认开标记录"), OPEN, roles=SUPPLIER_ROLES, basis=rules.BASIS),
    "reply": Step(gettext_lazy("处理异议"), OPEN, roles=ORGANISER_ROLES, basis=rules.BASIS),
    "sign": Step(gettext_lazy("签署开启记录"), OPEN, roles=queries.WATCHING, basis=rules.BASIS),
}


def draw_up(session: OpeningSession, prices: drawing.Prices, *, by: Actor, now: datetime) -> OpeningRecord:
    """Freeze what happened when an opening ends; the bidders of a tender are asked to confirm it."""
    minutes = int(confirm_minutes(session))
    record = OpeningRecord.objects.create(
        session=session,
        content=drawing.content(session, prices, now=now),
        drawn_at=now,
        confirm_until=now + timedelta(minutes=minutes),
    )
    _note(
        record, "draw_up", _("形成开启记录"), by=by, now=now, facts={"count": len(record.content["bidders"])}
    )
    if methods.get(session.package.project.method).is_read_out:
        _ask_bidders(record, now=now)
    return record


@transaction.atomic
def answer(
    record_id: int, *, agrees: bool, objection: str, by: Actor, clock: Clock = database_clock
) -> RecordAnswer:
    """A bidder confirms the record or objects, once (Order 87, art. 42)."""
    record = queries.record_for_update(record_id)
    procedure.allow(STEPS, "answer", by=by)
    if not queries.bid_in_by(by).filter(pk=record_id).exists():
        raise NotPermitted(_("只有参加开标的投标人可以确认开标记录。"))
    refuse(
        rules.answer_refusals(
            is_open=queries.is_open(record),
            has_answered=record.answers.filter(supplier_id=by.body_id).exists(),
            agrees=agrees,
            objection=objection,
        )
    )
    now = clock()
    said = RecordAnswer.objects.create(
        record=record,
        supplier_id=by.body_id,
        by_id=by.user_id,
        at=now,
        agrees=agrees,
        objection="" if agrees else objection.strip(),
    )
    _note(record, "answer", _("确认开启记录"), by=by, now=now, facts={"agrees": agrees})
    if not agrees:
        _tell_host(record, _("投标人对开标记录提出异议"), said.objection, now=now)
    return said


@transaction.atomic
def reply(answer_id: int, *, text: str, by: Actor, clock: Clock = database_clock) -> RecordAnswer:
    """The host says what was done about an objection; the bidder is told."""
    said = queries.answer_for_update(answer_id)
    record = said.record
    procedure.advance(record, STEPS, "reply", by=by)
    _must_conduct(record, by=by)
    refuse(rules.closed_refusals(is_open=queries.is_open(record)))
    refuse(hall_rules.unwritten_refusals(text))
    now = clock()
    said.reply, said.replied_by_id, said.replied_at = text.strip(), by.user_id, now
    said.save(update_fields=["reply", "replied_by", "replied_at"])
    _note(record, "reply", _("处理异议"), by=by, now=now, facts={"answer": said.reply})
    inbox.notify_body(
        said.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("对开标记录的异议已处理：%(title)s") % {"title": record.content["title"]},
        text=said.reply,
        url=address(record),
        now=now,
    )
    return said


@transaction.atomic
def sign(record_id: int, *, by: Actor, clock: Clock = database_clock) -> OpeningRecord:
    """The host signs, and somebody who does not handle the purchase; the second signature files it."""
    record = queries.record_for_update(record_id)
    procedure.advance(record, STEPS, "sign", by=by)
    part = part_of(record, by=by)
    now = clock()
    refuse(rules.signing_refusals(now=now, **_open_points(record), has_signed=_has_signed(record, part, by)))
    RecordSignature.objects.create(record=record, part=part, user_id=by.user_id, body_id=by.body_id, at=now)
    _note(
        record,
        "sign",
        _("签署开启记录"),
        by=by,
        now=now,
        facts={"part": part, "sha256": drawing.digest(record)},
    )
    if record.signatures.count() == len(Signer.values):
        _file(record, by=by, now=now)
    return record


def part_of(record: OpeningRecord, *, by: Actor) -> str:
    """As what somebody signs: who conducts is the host, who does not handle the purchase supervises."""
    package = record.session.package
    refuse(hall_rules.attendance_refusals(sits_on_panel=hall.sits_on_panel(by, record.session)))
    if by.has_role(*ORGANISER_ROLES):
        _must_conduct(record, by=by)
        return Signer.HOST
    if not projects.visible_to(by).filter(pk=package.project_id).exists():
        raise NotPermitted(_("您不监督本项目。"))
    return Signer.SUPERVISOR


def confirm_minutes(session: OpeningSession) -> Parameter:
    """How long the bidders that came have for confirming before silence counts as none."""
    project = session.package.project
    return routing.parameter(CONFIRM_MINUTES, on=project.decided_on, region_code=notices.law_region(project))


def address(record: OpeningRecord) -> str:
    """The page of the record."""
    return reverse("opening:record", args=[record.hall_number])


def _open_points(record: OpeningRecord) -> dict:
    answers = queries.answers_of(record)
    answered = {said.supplier_id for said in answers}
    reads_out = record.session.package.project.method in queries.read_out_methods()
    came = {bidder["supplier_id"] for bidder in record.content["bidders"] if bidder["is_there"]}
    return {
        "until": record.confirm_until,
        "unanswered": sum(not said.agrees and not said.reply for said in answers),
        "silent": len(came - answered) if reads_out else 0,
        "unruled": rulings.unruled_in(record.session),
    }


def _has_signed(record: OpeningRecord, part: str, by: Actor) -> bool:
    signed = record.signatures.all()
    return any(row.part == part or row.user_id == by.user_id for row in signed)


def _file(record: OpeningRecord, *, by: Actor, now: datetime) -> None:
    """The whole record as a file that does not change any more."""
    pdf = drawing.document(record).render()
    record.status, record.signed_at, record.sha256 = RecordStatus.SIGNED, now, documents.digest(pdf)
    record.file.save(f"{record.number}.pdf", ContentFile(pdf), save=False)
    record.save(update_fields=["status", "signed_at", "sha256", "file"])
    _note(record, "file", _("开启记录归档"), by=by, now=now, facts={"sha256": record.sha256})


def _must_conduct(record: OpeningRecord, *, by: Actor) -> None:
    if not notices.conducts(by, record.session.package.project):
        raise NotPermitted(_("只有组织本项目的经办人可以办理。"))


def _ask_bidders(record: OpeningRecord, *, now: datetime) -> None:
    for bidder in record.content["bidders"]:
        inbox.notify_body(
            bidder["supplier_id"],
            roles=SUPPLIER_ROLES,
            subject=_("请确认开标记录：%(title)s") % {"title": record.content["title"]},
            text=_("对开标过程和开标记录有疑义的，请当场提出；没有到场的，视同认可开标结果。"),
            url=address(record),
            now=now,
        )


def _tell_host(record: OpeningRecord, subject: str, text: str, *, now: datetime) -> None:
    project = record.session.package.project
    inbox.notify_body(
        notices.organiser_of(project),
        roles=ORGANISER_ROLES,
        subject=f"{subject}：{project.title}",
        text=text,
        url=address(record),
        now=now,
    )


def _note(record: OpeningRecord, verb: str, says: str, *, by: Actor, now: datetime, facts: dict) -> None:
    """One entry of the ledger, sealed like the bids it is about."""
    session = record.session
    ledger.record(
        session,
        f"opening.record_{verb}",
        says=says,
        by=by,
        at=now,
        facts={"package": session.package.number} | facts,
        seal=bidding.seal_of(session.package, session.kind),
    )
