"""A single source from the opened response to its contract's supplier, or to its lawful end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import rules
from procurement.award import workflow as awards
from procurement.award.agreed import workflow
from procurement.award.agreed.models import SourceTalks
from procurement.award.agreed.todos import todos
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.award.todos import todos as award_todos
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from tests.factories import single
from tests.factories.people import actor
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("O74:41；O74:42；O74:43")]


@kept
def opened(**facts):
    return single.opened(**facts)


scene = walked_once(opened)


def mine(walk, by) -> list[str]:
    now = walk.clock.now()
    return [todo.title for todo in (*todos(by, now=now), *award_todos(by, now=now)) if not todo.waiting_for]


@pytest.mark.article("O74:18；O74:36")
def test_a_single_source_comes_to_its_result_at_the_agreed_price():
    walk = opened()
    assert mine(walk, walk.handler) == ["与唯一供应商协商，登记协商情况"]
    walk = single.talked(walk)
    assert walk.package.status == PackageStatus.REVIEWED
    assert walk.award.talks.offered_amount == Decimal("960000.00")
    assert mine(walk, walk.handler) == ["拟定成交供应商"]
    walk = single.published(single.decided(single.proposed(walk)))
    assert (walk.award.status, walk.award.amount) == (AwardStatus.PUBLISHED, Decimal("930000.00"))
    assert walk.award.supplier_id == walk.suppliers[0].body_id
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    notice = Notice.objects.get(type="award_result")
    assert "何静（示例），采购人，科长" in str(notice.body) and "单一来源" in str(notice.body)
    letter = walk.award.letters.get()
    told = Message.objects.filter(subject__startswith="采购结果通知").first()
    assert told.url == reverse("award:letter", args=[letter.pk])
    browser = client_of(walk.suppliers[0])
    assert "贵单位的协商情况" in browser.get(told.url).content.decode()
    assert browser.get(reverse("award:letter_file", args=[letter.pk])).content.startswith(b"%PDF")
    assert client_of(walk.handler).get(told.url).status_code == 404


@pytest.mark.article("O74:18；O74:36")
@pytest.mark.parametrize(
    ("method", "decided", "published"),
    [
        ("competitive_negotiation", rules.ORDER_74_ART_36, rules.ORDER_74_ART_18),
        ("single_source", rules.ORDER_74_SINGLE, rules.ORDER_74_ART_18),
        ("open_tender", rules.ORDER_87_ART_68, rules.ORDER_87_ART_69),
    ],
)
def test_a_method_that_is_no_tender_decides_and_publishes_by_its_own_order(method, decided, published):
    assert rules.article(rules.ORDER_87_ART_68, method) == decided
    assert rules.article(rules.ORDER_87_ART_69, method) == published
    refusals = rules.choice_refusals(2, ranking=[{"rank": 1, "supplier": "甲（示例）"}])
    assert [refusal.basis for refusal in rules.by_method(refusals, method)] == [decided]


def test_the_record_stays_sealed_until_the_result():
    walk = single.talked(opened())
    entry = LedgerEntry.objects.about(walk.award).get(verb="agreed.keep")
    assert entry.seal == f"award:{walk.package.number}"


def test_a_record_is_entered_anew_until_something_is_proposed():
    walk = single.talked(opened())
    single.keep(walk, amount=Decimal("925000"))
    assert SourceTalks.objects.get().amount == Decimal("925000.00")
    walk = single.proposed(walk)
    refused(single.keep, walk, code="wrong_state")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Decimal("980000.01")}, "agreed_over_ceiling"),
        ({"held_on": 1}, "talks_ahead"),
        ({"held_on": -1}, "talks_too_early"),
    ],
)
def test_a_record_that_cannot_be_is_refused(changes, code):
    walk = opened()
    if "held_on" in changes:
        changes = {"held_on": local_date(walk.clock.now()) + timedelta(days=changes["held_on"])}
    refused(single.keep, walk, code=code, **changes)
    assert not Award.objects.exists()


def test_talks_before_the_opening_are_refused():
    walk = single.announced()
    refused(single.keep, walk, code="not_opened")


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.AUDITOR])
def test_nobody_else_enters_a_record_or_ends_the_purchase(role):
    walk = opened()
    other = actor(role)
    with pytest.raises(NotPermitted):
        workflow.end(walk.package.pk, cause="gone", reason="无。", by=other, now=walk.clock.now())
    with pytest.raises(NotPermitted):
        workflow.keep(walk.package.pk, single.facts(walk), paper=None, by=other, now=walk.clock.now())


def test_nothing_is_proposed_without_a_record():
    walk = opened()
    refused(
        workflow.prepare,
        walk.package.pk,
        minutes=single.MINUTES,
        by=walk.handler,
        now=walk.clock.now(),
        code="not_talked",
    )


def test_whoever_proposed_does_not_approve():
    walk = single.proposed(single.talked(opened()))
    with pytest.raises(NotPermitted):
        awards.approve(walk.award.pk, by=walk.handler, now=walk.clock.now())


@pytest.mark.parametrize("is_talked", [False, True])
def test_it_ends_with_a_notice_that_says_why(is_talked):
    walk = single.talked(opened()) if is_talked else opened()
    now = walk.clock.advance(hours=1)
    notice = workflow.end(
        walk.package.pk, cause="dear", reason="两轮协商后报价仍高于预算。", by=walk.handler, now=now
    )
    assert walk.package.status == PackageStatus.TERMINATED
    assert "报价超过采购预算或者最高限价" in str(notice.body) and "两轮协商" in str(notice.body)
    assert mine(walk, walk.handler) == []
    refused(single.keep, walk, code="package_ended")
