"""A single source for tests, walked to each state by its verbs."""

from decimal import Decimal
from typing import Any

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.clock import at_local, local_date
from procurement.award import workflow as awards
from procurement.award.agreed import workflow
from procurement.award.agreed.rules import TalksFacts
from procurement.award.models import Award
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.notices import workflow as notices
from procurement.opening import workflow as opening
from procurement.projects.decisions.choices import DecisionStep
from tests import spine
from tests.factories import locks, making
from tests.factories.people import actor, letter
from tests.scenes import kept

PRICE = "960000"


@kept
def announced(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The only supplier is invited and has the document."""
    walk = spine.announced_package(purchase=walk or spine.people(method="single_source"))
    walk.suppliers = [actor(Role.SUPPLIER, of=walk.project.method_plan.supplier)]
    walk.clock.advance_to(at_local(walk.project.schedule.documents_from, 10))
    notices.obtain_document(walk.project.pk, by=walk.suppliers[0], clock=walk.clock)
    return walk


@kept
def opened(walk: spine.Purchase | None = None, *, price: str = PRICE) -> spine.Purchase:
    """Its response is open."""
    walk = announced(walk)
    (only,) = walk.suppliers
    walk.phrases[only.body_id] = locks.phrase(0)
    facts = spine.sealed(walk.package, only, phrase=locks.phrase(0), **spine.response_fields(price))
    bidding.submit(walk.package.pk, kind=SubmissionKind.RESPONSE, sealed=facts, by=only, clock=walk.clock)
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    return walk


def facts(walk: spine.Purchase, **changes: Any) -> TalksFacts:
    """What was signed on the day of the opening."""
    said = {
        "held_on": local_date(walk.clock.now()),
        "place": "会议室一（示例）",
        "staff": "何静（示例），采购人，科长\n谭峰（示例），采购人，副科长",
        "costs": "供应商说明了人员和交通成本；上年同类合同价格96万元（示例）。",
        "terms": "服务期一年，按季度付款；价格经协商由96万元降为93万元（示例）。",
        "amount": Decimal("930000"),
    }
    return TalksFacts(**{**said, **changes})


def keep(walk: spine.Purchase, **changes: Any) -> Award:
    """The signed record is entered."""
    now = walk.clock.advance(hours=1)
    paper = uploads.store(letter("协商记录.pdf"), owner_id=walk.handler.user_id, now=now)
    return workflow.keep(walk.package.pk, facts(walk, **changes), paper=paper, by=walk.handler, now=now)


@kept
def talked(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The talks are on record."""
    walk = walk or opened()
    walk.award = keep(walk)
    return walk


MINUTES = "2026年党组会议集体研究，同意按商定价格成交。"


@kept
def proposed(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The agreed price is proposed on the minutes of a meeting."""
    walk = walk or talked()
    making.decide_together(walk, DecisionStep.AWARD)
    now = walk.clock.advance(hours=1)
    walk.award = workflow.prepare(walk.package.pk, minutes=MINUTES, by=walk.handler, now=now)
    return walk


@kept
def decided(walk: spine.Purchase | None = None) -> spine.Purchase:
    """A second person has approved."""
    walk = walk or proposed()
    walk.award = awards.approve(walk.award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    return walk


@kept
def published(walk: spine.Purchase | None = None) -> spine.Purchase:
    """The result is public."""
    walk = walk or decided()
    now = walk.clock.advance(hours=1)
    making.sign_records(walk)
    now = max(now, walk.clock.now())
    awards.publish_result(walk.award.pk, by=walk.handler, now=now, provisional_confirmed=True)
    walk.award.refresh_from_db()
    return walk
