"""The panel talks with one supplier at a time; what changes is confirmed and sent to all at once."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.review import queries
from procurement.review.choices import CandidateStatus, EndingCause, Seat
from procurement.review.models import Candidate, Consultation, DocumentChange, ReviewSession
from procurement.review.workflow.examination import end_if_too_few
from procurement.review.workflow.steps import (
    STEPS,
    digest,
    note,
    page,
    suppliers_seal_of,
    tell_organiser,
)


@transaction.atomic
def draw_order(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """Draw by lot in which order the panel talks with the suppliers; the result stands in the ledger."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "draw_order", by=by)
    queries.seat_in(session, by=by)
    waiting = _waiting(session)
    refuse(_drawn_already(session, waiting))
    secrets.SystemRandom().shuffle(waiting)
    for order, candidate in enumerate(waiting, start=1):
        candidate.consult_order = order
        candidate.save(update_fields=["consult_order"])
    note(session, "draw_order", by=by, at=now, facts={"order": digest(session, [c.pk for c in waiting])})
    return session


@transaction.atomic
def consult(
    session_id: int, candidate_id: int, *, minutes: str, by: Actor, now: datetime, started_at: datetime
) -> Consultation:
    """Record the consultation of the whole panel with one supplier, in the drawn order."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "consult", by=by)
    queries.seat_in(session, by=by)
    candidate = session.candidates.select_related("supplier").get(pk=candidate_id)
    refuse(_consult_refusals(session, candidate, minutes))
    consultation = Consultation.objects.create(
        candidate=candidate, started_at=started_at, minutes=minutes.strip(), recorded_by_id=by.user_id
    )
    facts = {"candidate": digest(session, candidate.pk), "minutes": digest(session, consultation.minutes)}
    note(session, "consult", by=by, at=now, facts=facts)
    return consultation


@transaction.atomic
def propose_change(session_id: int, text: str, *, by: Actor, now: datetime) -> DocumentChange:
    """A member proposes a change of what the document declared changeable; it binds nobody yet."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "propose_change", by=by)
    seat = queries.seat_in(session, by=by)
    refuse([] if text.strip() else [_nothing_written(session)])
    change = DocumentChange.objects.create(session=session, text=text.strip(), proposed_by=seat)
    note(session, "propose_change", by=by, at=now, facts={"change": change.pk, "text": change.text})
    return change


@transaction.atomic
def confirm_change(change_id: int, *, by: Actor, now: datetime) -> DocumentChange:
    """The purchaser's representative confirms; at that moment all remaining suppliers have it in writing."""
    session_id = DocumentChange.objects.values_list("session_id", flat=True).get(pk=change_id)
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "confirm_change", by=by)
    seat = queries.seat_in(session, by=by)
    if seat.seat != Seat.PURCHASER:
        raise NotPermitted(_("实质性变动由采购人代表确认。"))
    change = session.changes.get(pk=change_id)
    if change.sent_at:
        return change
    change.confirmed_by, change.sent_at = seat, now
    change.save(update_fields=["confirmed_by", "sent_at"])
    facts = {"change": change.pk, "text": change.text}
    note(session, "confirm_change", by=by, at=now, facts=facts)
    for candidate in _waiting(session):
        _send(session, candidate, change, now=now)
    return change


@transaction.atomic
def leave(candidate_id: int, *, by: Actor, now: datetime, reason: str = "") -> Candidate:
    """A supplier leaves the consultation before the final quotes; its response no longer counts."""
    session_id = Candidate.objects.values_list("session_id", flat=True).get(pk=candidate_id)
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "leave", by=by)
    candidate = session.candidates.select_related("supplier").get(pk=candidate_id)
    if candidate.supplier_id != by.body_id:
        raise NotPermitted(_("只能由本单位决定退出。"))
    refuse(_not_in(session, candidate))
    candidate.status = CandidateStatus.WITHDRAWN
    candidate.reason = reason.strip()[:1000] or _says(session, _("供应商退出%(review)s"))
    candidate.save(update_fields=["status", "reason"])
    facts = {"candidate": digest(session, candidate.pk)}
    note(session, "leave", by=by, at=now, facts=facts, seal=suppliers_seal_of(session))
    tell_organiser(session, _says(session, _("有供应商退出%(review)s")), now=now)
    return candidate


@transaction.atomic
def finish_consultation(session_id: int, *, by: Actor, now: datetime) -> ReviewSession:
    """The chair closes the consultation; those who are left are asked for final quotes."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "finish_consultation", by=by)
    if not queries.seat_in(session, by=by).is_chair:
        raise NotPermitted(_says(session, _("%(review)s由组长宣布结束。")))
    remaining = _waiting(session)
    refuse(_not_consulted(session, remaining))
    if end_if_too_few(session, len(remaining), by=by, now=now, cause=EndingCause.FEW_LEFT):
        return session
    session.save(update_fields=["status"])
    note(session, "finish_consultation", by=by, at=now, facts={"changes": session.changes.count()})
    tell_organiser(session, _says(session, _("%(review)s结束，请开启最后报价时段")), now=now)
    return session


def _waiting(session: ReviewSession) -> list[Candidate]:
    """The suppliers still in the consultation, in the drawn order."""
    return list(queries.candidates_of(session).filter(status=CandidateStatus.QUALIFIED))


def _says(session: ReviewSession, sentence: str, **facts: str) -> str:
    """A sentence in the words of the method: a consultation is no negotiation."""
    terms = session.declared.terms
    return sentence % {"review": terms.review, "panel": terms.panel, "document": terms.document, **facts}


def _refusal(session: ReviewSession, because: str, remedy: str, code: str, **facts: str) -> Refusal:
    """A refusal in the words of the method, under the order that governs it."""
    because, remedy = _says(session, because, **facts), _says(session, remedy, **facts)
    return Refusal(because, session.declared.governed_by, remedy, code)


def _drawn_already(session: ReviewSession, waiting: list[Candidate]) -> list[Refusal]:
    if not any(candidate.consult_order for candidate in waiting):
        return []
    because, remedy = _("%(review)s次序已经抽取，不能重抽。"), _("请按已抽取的次序%(review)s。")
    return [_refusal(session, because, remedy, "order_drawn")]


def _consult_refusals(session: ReviewSession, candidate: Candidate, minutes: str) -> list[Refusal]:
    refusals = _not_in(session, candidate) + ([] if minutes.strip() else [_nothing_written(session)])
    name = candidate.supplier.name
    if candidate.consult_order is None:
        because, remedy = _("还没有抽取%(review)s次序。"), _("请先抽取%(review)s次序。")
        refusals.append(_refusal(session, because, remedy, "no_order"))
    if _is_consulted(candidate):
        because, remedy = _("与%(supplier)s的%(review)s已经记录。"), _("记录不再修改。")
        refusals.append(_refusal(session, because, remedy, "consulted", supplier=name))
    earlier = [
        c
        for c in _waiting(session)
        if (c.consult_order or 0) < (candidate.consult_order or 0) and not _is_consulted(c)
    ]
    if earlier:
        because, first = _("按抽取的次序，应当先与%(supplier)s%(review)s。"), earlier[0].supplier.name
        refusals.append(_refusal(session, because, _("请按次序记录。"), "out_of_order", supplier=first))
    return refusals


def _is_consulted(candidate: Candidate) -> bool:
    return Consultation.objects.filter(candidate=candidate).exists()


def _not_in(session: ReviewSession, candidate: Candidate) -> list[Refusal]:
    if candidate.status == CandidateStatus.QUALIFIED:
        return []
    facts = {"supplier": candidate.supplier.name, "status": str(candidate.get_status_display())}
    because, remedy = (
        _("%(supplier)s的状态是“%(status)s”，不在%(review)s中。"),
        _("请刷新页面查看现在的状态。"),
    )
    return [_refusal(session, because, remedy, "not_in_consultation", **facts)]


def _not_consulted(session: ReviewSession, remaining: list[Candidate]) -> list[Refusal]:
    names = "、".join(c.supplier.name for c in remaining if not _is_consulted(c))
    if not names:
        return []
    because, remedy = _("还没有与%(suppliers)s%(review)s。"), _("小组应当给每家供应商平等的%(review)s机会。")
    return [_refusal(session, because, remedy, "not_all_consulted", suppliers=names)]


def _nothing_written(session: ReviewSession) -> Refusal:
    return _refusal(session, _("还没有写内容。"), _("请写明内容后再提交。"), "nothing_written")


def _send(session: ReviewSession, candidate: Candidate, change: DocumentChange, *, now: datetime) -> None:
    notify_body(
        candidate.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_says(session, _("%(document)s的实质性变动")),
        text=_("%(number)s：%(text)s 请按变动后的要求提交最后报价。")
        % {"number": session.number, "text": change.text},
        url=page(session, "supplier"),
        now=now,
    )
