"""Three voices: the purchaser, forty service recipients, an independent institution; 87.18 points in all."""

import hashlib
from datetime import timedelta
from decimal import Decimal

from evaluation.performance import indicators
from evaluation.performance import workflow as performance
from evaluation.performance.rules import OpeningFacts, OpinionFacts, Weights
from portal.kernel.clock import SHANGHAI, at_local, local_date
from portal.site.demo.stage import Stage
from procurement.contracts.models import Contract

INSTITUTION = "mingde"
MORNING, EVENING = 9, 18
WEIGHTS = Weights(purchaser=Decimal(40), recipients=Decimal(20), third_party=Decimal(40))
# Points by indicator, in the framework's order.
PURCHASER = ("9", "9", "9", "9", "9", "9", "8", "13", "4", "9")
THIRD_PARTY = ("9", "8.5", "8.5", "8.7", "9", "8.5", "7.5", "12.5", "4", "8")
# How many service recipients gave how many stars, and what some of them wrote.
STARS = ((5, 27, "辅导员很耐心。"), (4, 9, ""), (3, 4, "希望培训时间更灵活。"))


def evaluate(stage: Stage) -> None:
    """Opened after the acceptance, heard, computed, published by a second person."""
    contract = Contract.objects.get(award__package=stage.package)
    now = stage.on(40, 9)
    facts = OpeningFacts(
        institution_id=stage.cast.bodies[INSTITUTION].pk,
        weights=WEIGHTS,
        link_closes_on=local_date(now) + timedelta(days=14),
    )
    made = performance.open_evaluation(contract.pk, facts, by=stage.handler, now=now)
    speak(stage, made.pk, PURCHASER, "按合同完成各项任务，台账完整。", by=stage.handler)
    answer(stage, made.pk)
    stage.on(20, 10)
    text = "目标基本实现，建议完善入驻组织的退出评估，提高培训的针对性。"
    speak(stage, made.pk, THIRD_PARTY, text, by=stage.cast.actors[INSTITUTION])
    performance.compute(made.pk, by=stage.handler, now=stage.on(15, 9))
    performance.publish(made.pk, by=stage.leader, now=stage.on(12, 9))


def answer(stage: Stage, evaluation_id: int) -> None:
    """Forty phones answer by the short link."""
    for stars, people, comment in STARS:
        for number in range(people):
            device = hashlib.sha256(f"{evaluation_id}-{stars}-{number}".encode()).hexdigest()
            answered_at(stage)
            performance.answer(
                evaluation_id,
                stars=stars,
                comment=comment if number == 0 else "",
                device=device,
                clock=stage.clock,
            )


def answered_at(stage: Stage) -> None:
    """Half an hour after the one before; whoever would answer at night answers the next morning."""
    moment = stage.clock.advance(minutes=30).astimezone(SHANGHAI)
    if moment.hour >= EVENING:
        stage.clock.advance_to(at_local(moment.date() + timedelta(days=1), MORNING))


def speak(stage: Stage, evaluation_id: int, points: tuple[str, ...], text: str, *, by) -> None:
    """Points by indicator, and an opinion."""
    codes = [indicator.code for indicator in indicators.framework()]
    given = OpinionFacts(dict(zip(codes, map(Decimal, points), strict=True)), text)
    performance.give_opinion(evaluation_id, given, by=by, now=stage.clock.advance(hours=1))
