"""Signing, the frozen report, the lawful end without a result, and disclosure after the result."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import documents
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from procurement.review import queries, report, rules
from procurement.review.checks import queries as checks
from procurement.review.choices import EndingCause, ReviewStatus
from procurement.review.models import ReportSignature, ReviewSession
from procurement.review.rules.articles import ORDER_87_ART_61, ORDER_87_ART_64
from procurement.review.workflow.steps import STEPS, digest, end, note, seal_of, tell_organiser, tell_panel


@transaction.atomic
def sign(session_id: int, *, agrees: bool, by: Actor, now: datetime, dissent: str = "") -> ReviewSession:
    """Sign the report or dissent with reasons; the last signature freezes it (Order 87, art. 61)."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "sign", by=by)
    seat = queries.seat_in(session, by=by)
    refuse([*_signed(seat), *_in_question(session), *rules.dissent_refusals(agrees=agrees, dissent=dissent)])
    words = "" if agrees else dissent.strip()
    ReportSignature.objects.create(member=seat, agrees=agrees, dissent=words, signed_at=now)
    note(session, "sign", by=by, at=now, facts={"agrees": agrees, "dissent": digest(session, words)})
    if not queries.panel_of(session).filter(signature__isnull=True).exists():
        _freeze_report(session, by=by, now=now)
    return session


@transaction.atomic
def terminate(
    session_id: int, *, because: str, by: Actor, now: datetime, cause: str = EndingCause.OTHER
) -> ReviewSession:
    """End the review without a result, for a cause that the organiser states."""
    session = queries.session_for_update(session_id)
    step = procedure.advance(session, STEPS, "terminate", by=by)
    queries.require_organiser(session, by=by)
    refuse([] if because.strip() else [_no_cause(step.basis)])
    end(session, because=because.strip(), basis="", by=by, now=now, cause=cause)
    return session


@transaction.atomic
def move(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """Another platform reviews what was opened here, as the purchaser decides; the panel's work is void."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "move", by=by)
    if session.purchaser_id != by.body_id:
        raise NotPermitted(_("转到其他平台由采购人决定。"))
    session.save(update_fields=["status"])
    note(session, "move", by=by, at=now, facts={})
    tell_panel(session, _("本次评审转到其他平台办理，不再在这里进行"), now=now)
    return session


@transaction.atomic
def disclose(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """With the result notice the names of the panel are public. Disclosing twice is once."""
    session = queries.session_for_update(session_id)
    if session.disclosed_at:
        return session
    procedure.advance(session, STEPS, "disclose", by=by)
    session.disclosed_at = now
    session.save(update_fields=["disclosed_at"])
    note(session, "disclose", by=by, at=now, facts={})
    ledger.unseal(seal_of(session), at=now)
    return session


def _freeze_report(session: ReviewSession, *, by: Actor, now: datetime) -> None:
    session.status, session.reported_at = ReviewStatus.REPORTED, now
    session.report = report.content(session)
    pdf = report.document(session).render()
    session.report_sha256 = documents.digest(pdf)
    session.report_file.save(f"{session.number}.pdf", ContentFile(pdf), save=False)
    session.save(update_fields=["status", "reported_at", "report", "report_sha256", "report_file"])
    facts = {"sha256": session.report_sha256}
    ledger.record(
        session, "review.report", says=_("完成评审报告"), by=by, at=now, facts=facts, seal=seal_of(session)
    )
    tell_organiser(session, _("评审报告已完成"), now=now)
    later("award.receive_report", session.pk)


def _signed(seat) -> list[Refusal]:
    if not ReportSignature.objects.filter(member=seat).exists():
        return []
    return [Refusal(_("您已经签署过。"), ORDER_87_ART_61, _("签署后不再修改。"), code="signed")]


def _in_question(session: ReviewSession) -> list[Refusal]:
    if not checks.unsettled(session).exists():
        return []
    because, remedy = _("还有评分在核对，没有办结。"), _("请先在“签署前核对”表决或者更正。")
    return [Refusal(because, ORDER_87_ART_64, remedy, code="score_in_question")]


def _no_cause(basis: str) -> Refusal:
    return Refusal(_("还没有写终止的原因。"), basis, _("请写明原因，原因会公告。"), code="no_cause")
