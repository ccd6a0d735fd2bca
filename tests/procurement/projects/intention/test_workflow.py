"""An intention from its draft to its withdrawal, and what a project uses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import at_local
from portal.kernel.errors import NotPermitted, Refused
from procurement.notices import workflow as notices
from procurement.projects.intention import queries, todos, workflow
from procurement.projects.intention.choices import ExceptionKind, IntentionStatus
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention
from procurement.projects.intention.rules import IntentionFacts
from tests import spine
from tests.factories.people import actor
from tests.factories.procurement import catalogue_item

pytestmark = pytest.mark.django_db


def facts(**changes) -> IntentionFacts:
    defaults = {
        "title": "居家养老上门服务（示例）",
        "catalogue_item_id": catalogue_item().pk,
        "overview": "上门照护，全年6,000人次。",
        "budget_amount": Decimal(980_000),
        "expected_month": date(2026, 4, 1),
    }
    return IntentionFacts(**{**defaults, **changes})


def published(walk, **changes) -> PurchaseIntention:
    now = walk.clock.now()
    made = workflow.draft(facts(**changes), by=walk.handler, now=now)
    workflow.submit(made.pk, by=walk.handler, now=now)
    return workflow.publish(made.pk, by=walk.reviewer, now=now)


def refused(verb, *args, **options) -> str:
    with pytest.raises(Refused) as found:
        verb(*args, **options)
    return found.value.code


def test_a_second_person_publishes_and_everybody_finds_it():
    walk = spine.people()
    made = workflow.draft(facts(), by=walk.handler, now=walk.clock.now())
    assert made.number == "YX-430100-2026-0001"
    assert not queries.public().exists()
    workflow.submit(made.pk, by=walk.handler, now=walk.clock.now())
    assert Message.objects.filter(user_id=walk.leader.user_id).count() == 1
    assert [todo.title for todo in todos.todos(walk.reviewer, now=walk.clock.now())] == ["公开采购意向"]
    with pytest.raises(NotPermitted):
        workflow.publish(made.pk, by=actor(Role.PURCHASER_LEADER), now=walk.clock.now())
    workflow.publish(made.pk, by=walk.reviewer, now=walk.clock.now())
    assert queries.opens_on(queries.public().get()).date == date(2026, 4, 1)


def test_nobody_publishes_what_he_drafted_himself():
    walk = spine.people()
    both = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, of=walk.purchaser)
    made = workflow.draft(facts(), by=both, now=walk.clock.now())
    workflow.submit(made.pk, by=both, now=walk.clock.now())
    assert refused(workflow.publish, made.pk, by=both, now=walk.clock.now()) == "same_person"
    assert PurchaseIntention.objects.get().status == IntentionStatus.SUBMITTED


def test_a_month_that_is_over_before_the_period_is_refused():
    walk = spine.people()
    early = facts(expected_month=date(2026, 3, 1))
    assert refused(workflow.draft, early, by=walk.handler, now=walk.clock.now()) == "month_too_early"


def test_the_notice_is_held_back_until_the_thirtieth_day():
    walk = spine.people()
    made = published(walk)
    spine.approved_project(purchase=walk)
    pk = walk.project.pk
    workflow.choose(pk, made.pk, by=walk.handler, now=walk.clock.now())
    for days, held in ((29, ["intention_too_young"]), (30, [])):
        today = spine.STARTS_ON + timedelta(days=days)
        assert [r.code for r in queries.hold_refusals(walk.project, today=today)] == held


def test_a_notice_is_not_published_before_and_the_draft_says_so():
    walk = spine.people()
    made = published(walk)
    spine.drafted_notice(purchase=walk)
    workflow.choose(walk.project.pk, made.pk, by=walk.handler, now=walk.clock.now())
    notice = walk.project.notices.get()
    notices.submit(notice.pk, by=walk.handler, now=walk.clock.now())
    publish = {"by": walk.reviewer, "provisional_confirmed": True}
    assert refused(notices.publish, notice.pk, now=walk.clock.now(), **publish) == "intention_too_young"
    workflow.withdraw(made.pk, reason="预算调整。", by=walk.leader, now=walk.clock.now())
    late = at_local(date(2026, 4, 1), 9)
    assert refused(notices.publish, notice.pk, now=late, **publish) == "no_intention"


def test_an_exception_needs_its_reason_and_one_choice_replaces_the_other():
    walk = spine.drafted_project()
    pk, now = walk.project.pk, walk.clock.now()
    empty = {"reason": " ", "by": walk.handler, "now": now}
    assert refused(workflow.except_from, pk, ExceptionKind.URGENT, **empty) == "reason_missing"
    workflow.except_from(pk, ExceptionKind.URGENT, reason="台风安置。", by=walk.handler, now=now)
    workflow.choose(pk, published(walk).pk, by=walk.handler, now=now)
    kept = ProjectIntention.objects.get()
    assert (kept.exception, kept.reason) == ("", "")
    strange = published(spine.people())
    assert refused(workflow.choose, pk, strange.pk, by=walk.handler, now=now) == "intention_not_usable"


def test_below_the_threshold_nothing_is_waited_for():
    walk = spine.drafted_project("799999.99")
    assert queries.hold_refusals(walk.project, today=spine.STARTS_ON) == []


def test_a_withdrawn_intention_stays_public_with_its_reason():
    walk = spine.people()
    made = published(walk)
    assert refused(workflow.withdraw, made.pk, reason="", by=walk.leader, now=walk.clock.now())
    workflow.withdraw(made.pk, reason="并入全市项目。", by=walk.leader, now=walk.clock.now())
    assert queries.public().get().withdrawn_because == "并入全市项目。"
