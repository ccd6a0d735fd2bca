"""An agreement whose days are over gives back what nobody ordered, once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from orgs.inbox.models import Message
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refused
from procurement.award import tasks
from procurement.award.framework import expiring, ordering, pages, rules
from procurement.award.framework.models import FrameworkExpiry
from tests.factories import frameworks
from tests.scenes import walked_once

scene = walked_once(frameworks.orderable)
LAST = date(2027, 6, 2)
BEFORE, AFTER = LAST - timedelta(days=1), LAST + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "is_over"),
    [
        ({}, True),
        ({"published_by": AFTER}, False),
        ({"published_by": LAST}, False),
        ({"signed_by": LAST}, False),
        ({"joinable_until": AFTER}, False),
        ({"has_result_to_come": True}, False),
        ({"signed_by": BEFORE, "joinable_until": BEFORE}, True),
    ],
)
def test_an_agreement_is_over_when_nothing_can_come_any_more(facts, is_over):
    usual = {
        "today": LAST,
        "published_by": BEFORE,
        "signed_by": None,
        "has_result_to_come": False,
        "joinable_until": None,
    }
    assert rules.is_over(**usual | facts) is is_over


@pytest.mark.django_db
def test_what_nobody_ordered_goes_back_to_the_line_and_what_was_ordered_stays_held(monkeypatch):
    walk = frameworks.orderable()
    order = frameworks.order_published(walk, "20000")
    last = order.member.ends_on
    walk.clock.advance(days=(last - order.decided_on).days)
    assert expiring.due(at=walk.clock.now()) == []
    assert expiring.expire(walk.package.pk, by=SYSTEM, now=walk.clock.now()) is None
    walk.clock.advance(days=14)
    later = walk.clock.now()
    monkeypatch.setattr(tasks.timezone, "now", lambda: later)
    for _time in range(2):
        tasks.sweep()
    made = FrameworkExpiry.objects.get()
    assert (made.last_day, made.released) == (last, walk.package.budget_amount - 20000)
    walk.line.refresh_from_db()
    assert walk.line.committed_amount == Decimal(20000)
    assert Message.objects.filter(subject__startswith="框架协议已期满", user_id=walk.handler.user_id).exists()
    assert pages.detail(walk.package, by=walk.handler, now=walk.clock.now())["status"] == "框架协议已期满"
    facts, slip = frameworks.order_facts(walk, 1, "1000"), frameworks.paper(walk)
    with pytest.raises(Refused, match="已经期满"):
        ordering.order(walk.package.pk, facts, paper=slip, by=walk.handler, now=walk.clock.now())


@pytest.mark.django_db
def test_an_application_that_waits_keeps_the_agreement_open():
    walk = frameworks.orderable()
    member = walk.package.framework_members.get()
    frameworks.applied(walk)
    walk.clock.advance(days=(member.ends_on - member.signed_on).days + 14)
    assert expiring.due(at=walk.clock.now()) == []


@pytest.mark.django_db
def test_an_order_that_waits_for_its_notice_keeps_the_agreement_open():
    walk = frameworks.orderable()
    facts, slip = frameworks.order_facts(walk, 1, "1000"), frameworks.paper(walk)
    made = ordering.order(walk.package.pk, facts, paper=slip, by=walk.handler, now=walk.clock.now())
    walk.clock.advance(days=(made.member.ends_on - made.decided_on).days + 14)
    now = walk.clock.now()
    assert expiring.due(at=now) == []
    ordering.strike_order(made.pk, reason="金额错误。", by=walk.handler, now=now)
    assert expiring.due(at=now) == [walk.package]
    assert expiring.expire(walk.package.pk, by=SYSTEM, now=now).released == walk.package.budget_amount


@pytest.mark.django_db
def test_an_agreement_that_nobody_signed_gives_its_money_back_too():
    walk = frameworks.announced(frameworks.collector(frameworks.OPEN))
    frameworks.answered(walk, frameworks.applied(walk))
    assert expiring.due(at=walk.clock.now()) == []
    walk.clock.advance(days=400)
    made = expiring.expire(walk.package.pk, by=SYSTEM, now=walk.clock.now())
    assert made.released == walk.package.budget_amount
