"""From the named panel to the published result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from orgs.bodies.models import Body
from portal.kernel.actors import SYSTEM, Actor
from portal.site.demo import demanding
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement import methods
from procurement.award import workflow as award
from procurement.opening.record import workflow as recording
from procurement.opening.record.choices import RecordStatus
from procurement.opening.record.models import OpeningRecord
from procurement.projects.decisions.choices import DecisionStep
from procurement.review import queries
from procurement.review import workflow as review
from procurement.review.choices import CandidateStatus, CriterionKind, Seat
from procurement.review.low_price.models import LowPriceReview
from procurement.review.models import Candidate, ReviewSession

MINUTES = "小组全体成员与供应商就服务方案和人员安排进行了磋商，供应商逐项作了说明，采购需求没有实质性变动。"


@dataclass(frozen=True)
class Strength:
    """How good a supplier is: the share of every maximum that it earns, objective and subjective."""

    objective: Decimal
    subjective: Decimal


def panel(stage: Stage) -> list[Actor]:
    """The experts, the first in the chair, and the purchaser's representative."""
    return [*[stage.cast.actors[name] for name in stage.part.experts], stage.reviewer]


def name_panel(stage: Stage, *, at: datetime | None = None) -> None:
    """The organiser enters what the finance department's library drew; they meet after the opening."""
    chair, *others, representative = panel(stage)
    seats = [
        review.NamedSeat(chair.user_id, Seat.EXPERT, is_chair=True),
        *[review.NamedSeat(member.user_id, Seat.EXPERT) for member in others],
        review.NamedSeat(representative.user_id, Seat.PURCHASER),
    ]
    meeting = review.Meeting(
        at=at or stage.package.response_deadline + timedelta(hours=1),
        place=f"评审室{MARK}",
        draw_slip=f"SL-{stage.package.number}",
    )
    review.name_panel(
        stage.package.review_id, seats, meeting=meeting, by=stage.handler, now=stage.clock.now()
    )


def examine(stage: Stage, *, failing: Mapping[str, str] | None = None) -> None:
    """Discipline, recusal, and every criterion: all pass but the suppliers given, who fail the last one."""
    session_id = stage.package.review_id
    for member in panel(stage):
        review.commit(session_id, by=member, now=stage.clock.advance(minutes=2))
    for member in panel(stage):
        review.declare(session_id, recuses=False, by=member, now=stage.clock.advance(minutes=2))
    session = ReviewSession.objects.get(pk=session_id)
    criteria = queries.examined_criteria(session)
    lacking = {stage.cast.actors[name].body_id: why for name, why in (failing or {}).items()}
    cells = {
        (candidate.pk, criterion.pk): review.Finding(passed=True)
        for candidate in session.candidates.all()
        for criterion in criteria
    }
    for candidate in session.candidates.filter(supplier__in=lacking):
        cells[candidate.pk, criteria[-1].pk] = review.Finding(False, lacking[candidate.supplier_id])
    for member in panel(stage):
        review.examine(session_id, cells, by=member, now=stage.clock.advance(minutes=15))


def publish_end(stage: Stage) -> None:
    """The end is announced; who bid hears why."""
    award.publish_termination(stage.package.pk, by=SYSTEM, now=stage.clock.advance(hours=1))


def explain_price(stage: Stage, text: str, *, by: Actor) -> None:
    """The chair asks whose price is abnormally low, the supplier explains within its thirty minutes."""
    session_id, chair = stage.package.review_id, panel(stage)[0]
    review.ask_price(session_id, minutes=30, by=chair, now=stage.clock.advance(minutes=5))
    stage.clock.advance(minutes=20)
    review.explain_price(low_price_of(stage).pk, text=text, by=by, clock=stage.clock)


def judge_price(stage: Stage, opinion: review.Opinion) -> None:
    """Both experts find; the purchaser's representative is still to."""
    for member in panel(stage)[:2]:
        stage.clock.advance(minutes=5)
        review.judge_price(low_price_of(stage).pk, opinion, by=member, clock=stage.clock)


def has_low_price(stage: Stage) -> bool:
    """Whether the law of the purchase's day looks at low prices already."""
    return LowPriceReview.objects.filter(candidate__session_id=stage.package.review_id).exists()


def low_price_of(stage: Stage) -> LowPriceReview:
    """The one price under review."""
    return LowPriceReview.objects.get(candidate__session_id=stage.package.review_id)


def consult(stage: Stage) -> None:
    """The whole panel with one supplier after the other, in the order drawn."""
    session_id, chair = stage.package.review_id, panel(stage)[0]
    review.draw_order(session_id, by=chair, now=stage.clock.advance(minutes=5))
    for candidate in Candidate.objects.filter(
        session_id=session_id, status=CandidateStatus.QUALIFIED
    ).order_by("consult_order"):
        started_at = stage.clock.now()
        now = stage.clock.advance(minutes=20)
        review.consult(session_id, candidate.pk, minutes=MINUTES, by=chair, now=now, started_at=started_at)
    review.finish_consultation(session_id, by=chair, now=stage.clock.advance(minutes=5))


def score(stage: Stage, strengths: dict[str, Strength]) -> None:
    """Three independent sheets that agree where a score is objective."""
    by_body = {stage.cast.bodies[key].pk: strength for key, strength in strengths.items()}
    for index, member in enumerate(panel(stage)):
        write_sheet(stage, member, by_body, leaning=Decimal(index - 1) / 2)
    hand_in(stage)


def hand_in(stage: Stage) -> None:
    """Every member hands in its sheet; then every member signs."""
    session_id = stage.package.review_id
    for member in panel(stage):
        review.submit_sheet(session_id, by=member, now=stage.clock.advance(minutes=5))
    for member in panel(stage):
        review.sign(session_id, agrees=True, by=member, now=stage.clock.advance(minutes=5))


def write_sheet(stage: Stage, member: Actor, by_body: dict[int, Strength], *, leaning: Decimal) -> None:
    """One member's points in steps of a half; `leaning` moves the subjective ones a little."""
    session = ReviewSession.objects.get(pk=stage.package.review_id)
    now = stage.clock.advance(minutes=10)
    for candidate in session.candidates.filter(status=CandidateStatus.QUOTED):
        strength = by_body[candidate.supplier_id]
        for criterion in session.scheme.criteria.filter(kind=CriterionKind.SCORED):
            share = strength.objective if criterion.is_objective else strength.subjective
            points = halves(criterion.maximum * share)
            if not criterion.is_objective:
                points = min(max(points + leaning, Decimal(0)), criterion.maximum)
            review.save_score(session.pk, candidate.pk, criterion.pk, points=points, by=member, now=now)


def halves(points: Decimal) -> Decimal:
    """Points cut to steps of a half."""
    return (points * 2) // 1 / 2


def decide(stage: Stage, *, days_before: int, told_before: int = 0) -> None:
    """The handler proposes rank 1, the leader approves; result and letters go out, at once or later."""
    now = stage.reach(days_before, 10)
    made = award.receive_report(stage.package.pk, by=SYSTEM, now=now)
    winner = stage.package.review.candidates.get(rank=1)
    supplier = Body.objects.get(pk=winner.supplier_id)
    demanding.decide_together(stage, DecisionStep.AWARD)
    called = methods.get(stage.part.method).terms.winner
    minutes = f"经集体研究，同意按评审报告确定排名第一的{supplier.name}为{called}。"
    award.prepare(made.pk, winner.pk, minutes=minutes, by=stage.handler, now=stage.clock.advance(hours=1))
    award.approve(made.pk, by=stage.leader, now=stage.clock.advance(hours=1), opinion="同意。")
    sign_records(stage)
    now = stage.reach(told_before, 10) if told_before else stage.clock.advance(hours=1)
    award.publish_result(made.pk, by=stage.handler, now=now, provisional_confirmed=True)


def sign_records(stage: Stage) -> None:
    """Handler and leader sign what happened at the openings: the result waits for it."""
    waiting = OpeningRecord.objects.filter(session__package=stage.package, status=RecordStatus.CONFIRMING)
    for record in waiting.order_by("pk"):
        for person in (stage.handler, stage.leader):
            recording.sign(record.pk, by=person, clock=stage.clock)
