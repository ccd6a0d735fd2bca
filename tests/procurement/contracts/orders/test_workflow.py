"""The contract of an order from the result to its notice, and what becomes of its money."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock as clocks
from portal.kernel.calendar import queries as calendars
from portal.kernel.errors import NotPermitted, Refused
from procurement.award.framework import ordering
from procurement.contracts.orders import queries, workflow
from procurement.contracts.orders.models import OrderContract
from procurement.contracts.orders.todos import todos
from procurement.contracts.timeline import events
from procurement.notices import workflow as notices
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import workflow as amending
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.notices.todos import todos as notice_todos
from tests.factories import frameworks
from tests.factories.people import actor
from tests.factories.procurement import budget_line
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(frameworks.orderable)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


@pytest.mark.article("GPL:46；GPR:50")
def test_a_published_order_gets_a_contract_that_a_second_person_publishes():
    walk = frameworks.orderable()
    order, now = frameworks.order_published(walk), walk.clock.now()
    assert [todo.title for todo in todos(walk.handler, now=now)] == ["签订并登记成交合同"]
    out = clocks.local_date(order.notice.published_at)
    assert todos(walk.handler, now=now)[0].due_at.date() == out + timedelta(days=30)
    made = frameworks.contracted(walk, order)
    due = calendars.current().add_workdays(made.signed_on, 2).date
    assert [(todo.title, clocks.local_date(todo.due_at)) for todo in todos(walk.leader, now=now)] == [
        ("公告成交合同", due)
    ]
    same = replace(walk.leader, user_id=walk.handler.user_id)
    assert (
        code_of(workflow.publish, made.pk, seen=workflow.digest(made), by=same, now=now)
        == "separation_of_duties"
    )
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER)):
        with pytest.raises(NotPermitted):
            workflow.publish(made.pk, seen=workflow.digest(made), by=stranger, now=now)
    notice = workflow.publish(made.pk, seen=workflow.digest(made), by=walk.leader, now=now)
    assert (notice.type, made.number in str(notice.body)) == (NoticeType.CONTRACT, True)
    assert "20,000 元" in str(notice.body)
    assert todos(walk.handler, now=now) == []
    assert Message.objects.filter(subject__startswith="成交合同已登记").exists()
    assert [event.title for event in events(walk.project)] == ["公告成交合同"]
    supplier = actor(Role.SUPPLIER, of=order.member.supplier)
    assert queries.papers(supplier).get() == made
    again = {"paper": frameworks.paper(walk), "by": walk.handler, "now": now}
    facts = frameworks.contract_facts(walk)
    assert code_of(workflow.keep, order.pk, facts, **again) == "contract_published"
    assert (
        code_of(workflow.publish, made.pk, seen=workflow.digest(made), by=walk.leader, now=now)
        == "contract_published"
    )


@pytest.mark.article("O102:16")
def test_the_money_of_the_line_is_contracted_with_the_publication():
    walk = frameworks.orderable()
    unit = frameworks.subordinate(walk)
    line = budget_line(unit, amount="5000", fiscal_year=clocks.local_date(walk.clock.now()).year)
    buyer, chief = actor(Role.PURCHASER_HANDLER, of=unit), actor(Role.PURCHASER_LEADER, of=unit)
    facts, slip, now = frameworks.order_facts(walk, 1, "3000", line), frameworks.paper(walk), walk.clock.now()
    order = ordering.order(walk.package.pk, facts, paper=slip, by=buyer, now=now)
    given = {"paper": slip, "by": buyer, "now": now}
    written = frameworks.contract_facts(walk)
    assert code_of(workflow.keep, order.pk, written, **given) == "result_not_out"
    ordering.publish_order(order.pk, by=chief, now=now)
    with pytest.raises(NotPermitted):
        workflow.keep(order.pk, written, paper=slip, by=walk.handler, now=now)
    made = workflow.keep(order.pk, written, **given)
    before = workflow.digest(made)
    made = workflow.keep(order.pk, replace(written, payment="按季结算。"), **given)
    assert code_of(workflow.publish, made.pk, seen=before, by=chief, now=now) == "contract_changed"
    assert OrderContract.objects.get(pk=made.pk).payment == "按季结算。"
    workflow.publish(made.pk, seen=workflow.digest(made), by=chief, now=now)
    line.refresh_from_db()
    assert (line.committed_amount, line.contracted_amount) == (Decimal(0), Decimal(3000))
    own = frameworks.contracted(walk)
    workflow.publish(own.pk, seen=workflow.digest(own), by=walk.leader, now=walk.clock.now())
    walk.line.refresh_from_db()
    assert walk.line.contracted_amount == Decimal(20000)


def test_a_unit_brings_its_own_notices_out_and_corrects_them(settings):
    settings.SELF_PUBLICATION = False
    walk = frameworks.orderable()
    unit, slip, now = frameworks.subordinate(walk), frameworks.paper(walk), walk.clock.now()
    line = budget_line(unit, amount="5000", fiscal_year=clocks.local_date(now).year)
    buyer, chief = actor(Role.PURCHASER_HANDLER, of=unit), actor(Role.PURCHASER_LEADER, of=unit)
    facts = frameworks.order_facts(walk, 1, "3000", line)
    order = ordering.order(walk.package.pk, facts, paper=slip, by=buyer, now=now)
    notice = ordering.publish_order(order.pk, by=chief, now=now)
    Notice.objects.filter(pk=notice.pk).update(buyer=None)
    import_module("procurement.migrations.0080_buyers_of_notices").fill(apps, None)
    titles = {by: [todo.title for todo in notice_todos(by, now=now)] for by in (buyer, walk.handler)}
    assert titles == {buyer: ["登记公告首次发布"], walk.handler: []}
    page = client_of(buyer).get(reverse("notices:work_detail", args=[notice.pk])).content.decode()
    assert reverse("notices:enter", args=[notice.pk]) in page
    come_out(walk, notice, by=buyer)
    now = walk.clock.now()
    made = workflow.keep(order.pk, frameworks.contract_facts(walk), paper=slip, by=buyer, now=now)
    told = workflow.publish(made.pk, seen=workflow.digest(made), by=chief, now=now)
    come_out(walk, told, by=buyer)
    told.refresh_from_db()
    assert amendments.may_amend(told, buyer) and not amendments.may_amend(told, walk.handler)
    entry = next(one for one in amendments.entries_of(told) if one.is_open)
    given, wish = {"by": buyer, "now": walk.clock.now()}, {entry.key: f"{entry.value}（更正）"}
    drafted = amending.draft(told.pk, wish, reason="写错（示例）。", **given)
    notices.submit(drafted.pk, **given)
    sent = notices.publish(drafted.pk, by=chief, now=walk.clock.now())
    assert (sent.status, sent.buyer_id) == (NoticeStatus.AWAITING, unit.pk)


def come_out(walk, notice, *, by) -> None:
    """The unit enters where its notice came out; the collector's clerks do not."""
    at = walk.clock.advance(hours=1)
    where = Publication(notice.number, f"https://www.ccgp-hunan.gov.cn/{notice.number}", at)
    with pytest.raises(NotPermitted):
        outside.enter(notice.pk, where, by=walk.handler, now=at)
    outside.enter(notice.pk, where, by=by, now=at)


def test_a_contract_is_kept_and_published_on_the_pages(monkeypatch):
    walk = frameworks.orderable()
    order = frameworks.order_published(walk)
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    handler, leader = client_of(walk.handler), client_of(walk.leader)
    listed = reverse("order_contracts:list", args=[walk.package.pk])
    keep = reverse("order_contracts:keep", args=[order.pk])
    assert listed in handler.get(reverse("framework:detail", args=[walk.package.pk])).content.decode()
    assert keep in handler.get(listed).content.decode()
    assert "20,000" in handler.get(keep).content.decode()
    facts = {name: str(value) for name, value in vars(frameworks.contract_facts(walk)).items()}
    wrong = {**facts, "signed_on": "2020-01-02", "paper": frameworks.letter("合同.pdf")}
    refused = handler.post(keep, wrong)
    assert refused.status_code == 409 and "按月据实结算" in refused.content.decode()
    assert handler.post(keep, {**facts, "paper": frameworks.letter("合同.pdf")}).status_code == 302
    made = OrderContract.objects.get()
    assert "按月据实结算" in handler.get(keep).content.decode()
    url = reverse("order_contracts:publish", args=[made.pk])
    assert url in leader.get(listed).content.decode()
    assert "按协议提供服务" in leader.get(url).content.decode()
    again = leader.post(url, {"confirmed": "on", "seen": "0" * 64})
    assert again.status_code == 409 and workflow.digest(made) in again.content.decode()
    assert leader.post(url, {"confirmed": "on", "seen": workflow.digest(made)}).status_code == 302
    assert made.number in leader.get(listed).content.decode()
    assert leader.get(reverse("order_contracts:paper", args=[made.pk])).status_code == 200
