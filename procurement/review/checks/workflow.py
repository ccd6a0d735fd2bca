"""A member asks, the majority decides, the score's own member corrects on the spot; places follow anew."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.review import queries, rules
from procurement.review.checks import queries as checks
from procurement.review.checks.choices import DoubtStatus
from procurement.review.checks.models import DoubtVote, ScoreDoubt
from procurement.review.checks.rules import decided
from procurement.review.models import ReviewSession
from procurement.review.rules.articles import ORDER_87_ART_61, ORDER_87_ART_64
from procurement.review.workflow.scoring import rank_anew
from procurement.review.workflow.steps import STEPS, digest, note, tell_panel


@transaction.atomic
def doubt(session_id: int, score_id: int, *, reason: str, by: Actor, now: datetime) -> ScoreDoubt:
    """Ask the panel whether a score is abnormally high or low; who asks has voted so (Order 87, art. 64)."""
    session = _signing(session_id, "doubt_score", by=by)
    seat = queries.seat_in(session, by=by)
    odd = checks.SigningCheck(session, seat).one(score_id)
    if odd is None:
        raise NotPermitted(_("这个评分不在核对的范围内。"))
    refuse([*_signed(session), *_asked(odd), *_unsaid(reason)])
    asked = ScoreDoubt.objects.create(
        score=odd.score, raised_by=seat, raised_at=now, reason=reason.strip(), before=odd.score.points
    )
    note(session, "doubt_score", by=by, at=now, facts={"sheet": digest(session, [score_id, reason])})
    tell_panel(session, _("有评分需要小组表决是否畸高畸低"), now=now)
    _vote(asked, session=session, agrees=True, by=by, now=now)
    return asked


@transaction.atomic
def vote(doubt_id: int, *, agrees: bool, by: Actor, now: datetime) -> ScoreDoubt:
    """Say once whether the score is abnormally high or low; the majority decides (Order 87, art. 61)."""
    asked = ScoreDoubt.objects.select_related("score__sheet__member").get(pk=doubt_id)
    session = _signing(asked.score.sheet.member.session_id, "judge_score", by=by)
    asked.refresh_from_db()
    refuse(_closed(asked, DoubtStatus.OPEN))
    _vote(asked, session=session, agrees=agrees, by=by, now=now)
    return asked


@transaction.atomic
def correct(doubt_id: int, *, points: Decimal, reason: str, by: Actor, now: datetime) -> ScoreDoubt:
    """The score's own member gives other points with the reason; sums and places are computed anew."""
    asked = ScoreDoubt.objects.select_related("score__sheet__member", "score__criterion").get(pk=doubt_id)
    session = _signing(asked.score.sheet.member.session_id, "correct_score", by=by)
    asked.refresh_from_db()
    score = asked.score
    if score.sheet.member_id != queries.seat_in(session, by=by).pk:
        raise NotPermitted(_("只能更正自己的评分。"))
    wrong = rules.cell_refusal(points, score.criterion.facts)
    refuse([*_closed(asked, DoubtStatus.RECOGNISED), *([wrong] if wrong else []), *_unsaid(reason)])
    refuse(_unchanged() if points == score.points else [])
    score.points, score.reason = points, reason.strip()
    score.save(update_fields=["points", "reason"])
    asked.status, asked.after = DoubtStatus.CORRECTED, points
    asked.correction, asked.settled_at = reason.strip(), now
    asked.save(update_fields=["status", "after", "correction", "settled_at"])
    facts = {"sheet": digest(session, [score.pk, str(asked.before), str(points), reason])}
    note(session, "correct_score", by=by, at=now, facts=facts)
    rank_anew(session, now=now)
    return asked


def _signing(session_id: int, verb: str, *, by: Actor) -> ReviewSession:
    session = queries.session_for_update(session_id)
    procedure.advance(session, STEPS, verb, by=by)
    return session


def _vote(asked: ScoreDoubt, *, session: ReviewSession, agrees: bool, by: Actor, now: datetime) -> None:
    seat = queries.seat_in(session, by=by)
    refuse(_voted() if asked.votes.filter(member=seat).exists() else [])
    DoubtVote.objects.create(doubt=asked, member=seat, agrees=agrees, at=now)
    note(session, "judge_score", by=by, at=now, facts={"sheet": digest(session, [asked.pk, agrees])})
    said = list(asked.votes.values_list("agrees", flat=True))
    outcome = decided(
        agreeing=sum(said), against=len(said) - sum(said), panel=queries.panel_of(session).count()
    )
    if outcome is None:
        return
    asked.status = DoubtStatus.RECOGNISED if outcome else DoubtStatus.DISMISSED
    asked.settled_at = None if outcome else now
    asked.save(update_fields=["status", "settled_at"])
    tell_panel(session, _("畸高畸低的表决已有结果"), now=now)


def _signed(session: ReviewSession) -> list[Refusal]:
    if not checks.is_signed(session):
        return []
    because, remedy = _("已有成员签署评审报告，不能再更正评分。"), _("请由组织单位组织原小组重新评审。")
    return [Refusal(because, ORDER_87_ART_64, remedy, code="signed_already")]


def _asked(odd: checks.OddScore) -> list[Refusal]:
    if odd.doubt is None:
        return []
    return [Refusal(_("这个评分已经提请小组表决过。"), ORDER_87_ART_64, code="doubted_already")]


def _unsaid(reason: str) -> list[Refusal]:
    return [] if reason.strip() else [Refusal(_("还没有写理由。"), ORDER_87_ART_64, code="no_reason")]


def _closed(asked: ScoreDoubt, awaited: DoubtStatus) -> list[Refusal]:
    if asked.status == awaited:
        return []
    because = _("这个评分的核对现在是“%(status)s”。") % {"status": asked.get_status_display()}
    return [Refusal(because, ORDER_87_ART_64, code="doubt_settled")]


def _voted() -> list[Refusal]:
    return [Refusal(_("您已经表决过。"), ORDER_87_ART_61, code="voted_already")]


def _unchanged() -> list[Refusal]:
    because, remedy = _("更正后的得分与原来相同。"), _("小组已经认定畸高或者畸低，请重新评分。")
    return [Refusal(because, ORDER_87_ART_64, remedy, code="points_unchanged")]
