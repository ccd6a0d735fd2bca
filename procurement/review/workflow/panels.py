"""The panel: formed with the notice, named by the organiser, bound to discipline, free of ties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_users
from orgs.people.models import User
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.review import queries, rules
from procurement.review.choices import GONE, MemberStatus, RecusalReason, ReviewStatus
from procurement.review.experts import records
from procurement.review.library import queries as library
from procurement.review.library import slips
from procurement.review.library.rules import SlipFacts
from procurement.review.models import PanelMember, ReviewSession
from procurement.review.rules import ties
from procurement.review.rules.articles import ORDER_87_ART_47, REGULATION_ART_39
from procurement.review.workflow.steps import STEPS, digest, note, page, tell_organiser


@dataclass(frozen=True)
class SessionFacts:
    """What review needs to know of a package; `decided_on` is the day whose law applies."""

    number: str
    title: str
    purchaser_id: int
    organiser_id: int
    method: str
    scheme_id: int
    ceiling_amount: Decimal
    decided_on: date
    panel_size: int


@dataclass(frozen=True)
class NamedSeat:
    """One member as the organiser names it."""

    user_id: int
    seat: str
    is_chair: bool = False


@dataclass(frozen=True)
class Meeting:
    """All that an invitation says, and the number of the finance department's draw slip."""

    at: datetime
    place: str
    draw_slip: str
    slip: SlipFacts | None = None


@transaction.atomic
def form_session(facts: SessionFacts, *, by: Actor, now: datetime) -> ReviewSession:
    """Prepare the review of a package with its notice."""
    session = ReviewSession.objects.create(
        number=facts.number,
        title=facts.title,
        purchaser_id=facts.purchaser_id,
        organiser_id=facts.organiser_id,
        method=facts.method,
        scheme_id=facts.scheme_id,
        ceiling_amount=facts.ceiling_amount,
        decided_on=facts.decided_on,
        panel_size=facts.panel_size,
    )
    recorded = {"scheme": facts.scheme_id, "ceiling": facts.ceiling_amount, "panel_size": session.panel_size}
    ledger.record(session, "review.form_session", says=_("建立评审"), by=by, at=now, facts=recorded)
    return session


@transaction.atomic
def name_panel(
    session_id: int, seats: Sequence[NamedSeat], *, meeting: Meeting, by: Actor, now: datetime
) -> ReviewSession:
    """Record who was drawn and who represents the purchaser; all are invited without learning more."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "name_panel", by=by)
    queries.require_organiser(session, by=by)
    refuse(rules.conduct_refusals(session.declared))
    named = _seat_facts(seats, on=clock.local_date(now))
    refuse([*_naming_refusals(session, meeting, now=now), *_panel_refusals(session, named)])
    slips.keep(session, meeting.draw_slip, meeting.slip, meets_at=meeting.at, by=by, now=now)
    session.meets_at, session.place, session.draw_slip = meeting.at, meeting.place, meeting.draw_slip
    session.panel_size = len(seats)
    session.save(update_fields=["meets_at", "place", "draw_slip", "panel_size"])
    PanelMember.objects.bulk_create(
        PanelMember(session=session, user_id=s.user_id, seat=s.seat, is_chair=s.is_chair) for s in seats
    )
    facts = {"draw_slip": meeting.draw_slip, "members": [s.name for s in named]}
    note(session, "name_panel", by=by, at=now, facts=facts)
    _invite(session, [s.user_id for s in seats], now=now)
    return session


@transaction.atomic
def commit(session_id: int, *, by: Actor, now: datetime) -> PanelMember:
    """A member is present and signs the discipline of review."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "commit", by=by)
    seat = queries.seat_in(session, by=by)
    if seat.committed_at:
        return seat
    seat.committed_at = now
    seat.save(update_fields=["committed_at"])
    note(session, "commit", by=by, at=now, facts={"seat": seat.seat})
    return seat


@transaction.atomic
def declare(
    session_id: int, *, recuses: bool, by: Actor, now: datetime, reasons: Sequence[str] = (), remark: str = ""
) -> PanelMember:
    """After the supplier list is read: the member is free of ties, or leaves with a reason (REG art. 9)."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "declare", by=by)
    seat = queries.seat_in(session, by=by)
    found = [tie for tie in ties_of(session, seat, now=now) if tie.is_certain]
    refuse([*_not_ready(seat), *rules.declaration_refusals(recuses=recuses, reasons=reasons, found=found)])
    seat.status = MemberStatus.RECUSED if recuses else MemberStatus.SEATED
    seat.declared_at = now
    if recuses:
        words = [str(RecusalReason(reason).label) for reason in reasons]
        seat.recusal_reason = "；".join([*words, *([remark.strip()] if remark.strip() else [])])[:300]
    seat.save(update_fields=["status", "declared_at", "recusal_reason"])
    facts = {"recuses": recuses, "reason": digest(session, seat.recusal_reason)}
    note(session, "declare", by=by, at=now, facts=facts)
    if recuses:
        tell_organiser(session, _("有小组成员回避，需要补抽"), now=now)
    _begin_examination(session)
    return seat


@transaction.atomic
def replace_member(
    session_id: int,
    recused_id: int,
    *,
    user_id: int,
    draw_slip: str,
    by: Actor,
    now: datetime,
    slip: SlipFacts | None = None,
) -> PanelMember:
    """Fill the seat of a recused or absent member; the chair passes to the new one (Order 87, art. 49)."""
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, "replace_member", by=by)
    queries.require_organiser(session, by=by)
    left = session.members.get(pk=recused_id, status__in=GONE)
    staying = queries.panel_of(session)
    today = clock.local_date(now)
    new = NamedSeat(user_id, left.seat, left.is_chair)
    named = _seat_facts([*(NamedSeat(m.user_id, m.seat, m.is_chair) for m in staying), new], on=today)
    used = session.members.filter(user_id=user_id).exists() or len(staying) >= session.panel_size
    refuse([*_replacement_refusals(used, draw_slip), *_panel_refusals(session, named, size=len(named))])
    member = PanelMember.objects.create(
        session=session, user_id=user_id, seat=left.seat, is_chair=left.is_chair
    )
    slips.keep(session, draw_slip, slip, meets_at=session.meets_at, by=by, now=now, is_supplement=True)
    session.draw_slip = "，".join(filter(None, [session.draw_slip, draw_slip]))[:80]
    session.save(update_fields=["draw_slip"])
    note(session, "replace_member", by=by, at=now, facts={"draw_slip": draw_slip, "seat": left.seat})
    _invite(session, [user_id], now=now)
    return member


def ties_of(session: ReviewSession, seat: PanelMember, *, now: datetime) -> list[ties.Path]:
    """What the records show between a member and the suppliers of the review, each with its path."""
    suppliers = [candidate.supplier for candidate in queries.candidates_of(session)]
    return records.paths_of([seat.user_id], suppliers, on=clock.local_date(now))[seat.user_id]


def _seat_facts(seats: Sequence[NamedSeat], *, on: date) -> list[rules.SeatFacts]:
    names = dict(User.objects.filter(pk__in=[s.user_id for s in seats]).values_list("pk", "name"))
    return [
        queries.seat_facts(user_id=s.user_id, name=names[s.user_id], seat=s.seat, is_chair=s.is_chair, on=on)
        for s in seats
    ]


def _panel_refusals(
    session: ReviewSession, seats: Sequence[rules.SeatFacts], *, size: int = 0
) -> list[Refusal]:
    limits = queries.limits_of(session)
    least = rules.Limit(Decimal(session.panel_size), limits.panel_size.basis) if size else limits.panel_size
    return rules.panel_refusals(
        seats,
        size=least,
        expert_ratio=limits.expert_ratio,
        purchaser=rules.Party(session.purchaser_id, session.purchaser.name),
        organiser=rules.Party(session.organiser_id, session.organiser.name),
    )


def _naming_refusals(session: ReviewSession, meeting: Meeting, *, now: datetime) -> list[Refusal]:
    found = []
    if session.members.exists():
        found.append((_("小组名单已经确定。"), ORDER_87_ART_47, _("成员回避后，请单独更换。"), "panel_named"))
    if not meeting.draw_slip.strip() and library.selection_of(session) is None:
        remedy = _("请填写财政部门专家库抽取结果的编号；经主管预算单位同意自行选定的，先登记同意文件。")
        found.append((_("没有专家抽取结果编号。"), REGULATION_ART_39, remedy, "no_draw_slip"))
    if meeting.at <= now:
        found.append((_("评审时间已经过去。"), "", _("请填写将来的时间。"), "meeting_past"))
    return [Refusal(because=b, basis=a, remedy=r, code=c) for b, a, r, c in found]


def _replacement_refusals(used: bool, draw_slip: str) -> list[Refusal]:
    found = []
    if used:
        remedy = _("请选择没有参加过本次评审的人员。")
        found.append((_("这个人已经在名单上，或者席位已经补齐。"), remedy, "member_twice"))
    if not draw_slip.strip():
        found.append((_("没有补抽结果编号。"), _("请填写财政部门专家库补抽结果的编号。"), "no_draw_slip"))
    return [Refusal(because=b, basis=REGULATION_ART_39, remedy=r, code=c) for b, r, c in found]


def _not_ready(seat: PanelMember) -> list[Refusal]:
    if seat.committed_at and seat.status == MemberStatus.NAMED:
        return []
    because = _("您已经作过声明。") if seat.committed_at else _("您还没有签署评审纪律。")
    return [Refusal(because=because, basis="财库〔2016〕198号", code="not_ready_to_declare")]


def _begin_examination(session: ReviewSession) -> None:
    """With the last seat free of ties the examination begins."""
    seated = session.members.filter(status=MemberStatus.SEATED).count()
    if seated == session.panel_size:
        session.status = ReviewStatus.EXAMINATION
        session.save(update_fields=["status"])


def _invite(session: ReviewSession, user_ids: Sequence[int], *, now: datetime) -> None:
    when = f"{session.meets_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    notify_users(
        user_ids,
        subject=_("评审邀请"),
        text=_("请于 %(when)s 到%(place)s参加评审。供应商名单在评审开始时宣读。请勿告诉他人。")
        % {"when": when, "place": session.place},
        url=page(session),
        now=now,
    )
