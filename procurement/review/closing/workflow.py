"""A fee sheet is written by one, confirmed by another; both sides of a review record the other's conduct."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_users
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import rules as canon
from portal.kernel.ledger import workflow as ledger
from procurement.review import queries as reviews
from procurement.review.choices import Seat
from procurement.review.closing import queries, rules
from procurement.review.closing.models import ConductRecord, FeeLine, FeeSheet
from procurement.review.closing.rules import ConductFacts, FeeFacts
from procurement.review.models import PanelMember, ReviewSession
from procurement.review.workflow.steps import seal_of


@transaction.atomic
def enter_fees(
    session_id: int, lines: Sequence[FeeFacts], *, payer: str, by: Actor, now: datetime
) -> FeeSheet:
    """Write the sheet, or write it anew until it is confirmed."""
    session = _begin(session_id, by=by)
    sheet = FeeSheet.objects.filter(session=session).first()
    experts = [member.pk for member in queries.experts_of(session)]
    is_confirmed = sheet is not None and sheet.confirmed_at is not None
    refuse(rules.fee_refusals(lines, experts=experts, is_confirmed=is_confirmed))
    said = {"payer": payer, "entered_by_id": by.user_id, "entered_at": now}
    sheet, _new = FeeSheet.objects.update_or_create(session=session, defaults=said)
    sheet.lines.all().delete()
    FeeLine.objects.bulk_create(FeeLine(sheet=sheet, **asdict(line)) for line in lines)
    total = sum(line.fee_amount + line.travel_amount for line in lines)
    _record(session, "enter_fees", _("编制专家劳务报酬表"), by=by, now=now, payer=payer, total=total)
    return sheet


@transaction.atomic
def confirm_fees(session_id: int, *, by: Actor, now: datetime) -> FeeSheet:
    """A second person of the organiser confirms the sheet; every expert is told."""
    session = _begin(session_id, by=by)
    sheet = FeeSheet.objects.select_for_update().get(session=session)
    is_same, is_confirmed = sheet.entered_by_id == by.user_id, sheet.confirmed_at is not None
    refuse(rules.confirming_refusals(is_same_person=is_same, is_confirmed=is_confirmed))
    sheet.confirmed_by_id, sheet.confirmed_at = by.user_id, now
    sheet.save(update_fields=["confirmed_by", "confirmed_at"])
    _record(session, "confirm_fees", _("复核专家劳务报酬表"), by=by, now=now)
    people = sheet.lines.values_list("member__user_id", flat=True)
    subject, text = _("评审劳务报酬已经复核"), _("请在“评审后的记录”查看时长和金额。")
    notify_users(people, subject=subject, text=text, now=now)
    return sheet


@transaction.atomic
def record_expert(
    session_id: int, member_id: int, facts: ConductFacts, *, by: Actor, now: datetime
) -> ConductRecord:
    """The organiser records how an expert did its duty."""
    session = _begin(session_id, by=by)
    member = queries.experts_of(session).get(pk=member_id)
    is_recorded = ConductRecord.objects.filter(about=member).exists()
    refuse(rules.conduct_refusals(facts, of_expert=True, is_recorded=is_recorded))
    return _keep(session, facts, about=member, by=by, now=now)


@transaction.atomic
def record_organiser(member_id: int, facts: ConductFacts, *, by: Actor, now: datetime) -> ConductRecord:
    """An expert records how the organiser did its duty."""
    member = queries.own_seats(by.user_id).filter(pk=member_id).first()
    if member is None:
        raise NotPermitted(_("您不是这次评审的评审专家。"))
    session = reviews.session_for_update(member.session_id)
    is_recorded = ConductRecord.objects.filter(by_member=member).exists()
    refuse(rules.conduct_refusals(facts, of_expert=False, is_recorded=is_recorded))
    return _keep(session, facts, by_member=member, by=by, now=now)


@transaction.atomic
def reply(record_id: int, text: str, *, by: Actor, now: datetime) -> ConductRecord:
    """Who is spoken of says its own side."""
    record = ConductRecord.objects.select_for_update().get(pk=record_id)
    if not queries.records_about(by).filter(pk=record_id).exists():
        raise NotPermitted(_("这条记录不是关于您的。"))
    refuse(rules.reply_refusals(has_reply=bool(record.reply)))
    record.reply, record.replied_by_id, record.replied_at = text.strip(), by.user_id, now
    record.save(update_fields=["reply", "replied_by", "replied_at"])
    _record(record.session, "reply_conduct", _("说明履职情况"), by=by, now=now)
    return record


def _begin(session_id: int, *, by: Actor) -> ReviewSession:
    """Lock a review of the acting body that is over."""
    session = reviews.session_for_update(session_id)
    if session.organiser_id != by.body_id or not by.has_role(*queries.CLERKS):
        raise NotPermitted(_("这次评审不是由您的单位组织的。"))
    refuse(rules.over_refusals(session.status))
    return session


def _keep(
    session: ReviewSession,
    facts: ConductFacts,
    *,
    by: Actor,
    now: datetime,
    about: PanelMember | None = None,
    by_member: PanelMember | None = None,
) -> ConductRecord:
    made = ConductRecord.objects.create(
        session=session,
        about=about,
        by_member=by_member,
        conduct=facts.conduct,
        text=facts.text.strip(),
        by_id=by.user_id,
        at=now,
    )
    digest = canon.salted_digest([facts.conduct, facts.text], session.salt)
    side = Seat.EXPERT if about else Seat.PURCHASER
    _record(session, "record_conduct", _("记录履职情况"), by=by, now=now, seat=side, reason=digest)
    return made


def _record(
    session: ReviewSession, verb: str, says: str, *, by: Actor, now: datetime, **facts: object
) -> None:
    ledger.record(session, f"review.{verb}", says=says, by=by, at=now, facts=facts, seal=seal_of(session))
