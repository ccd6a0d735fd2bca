"""A published order that comes to no contract is ended by two people, and its money is free again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock as clocks
from portal.kernel.errors import NotPermitted, Refused
from procurement.award.framework import calling_off, funding, ordering, queries
from procurement.award.framework.models import FrameworkOrder, FrameworkOrderEnd
from procurement.award.framework.todos import todos
from procurement.contracts.orders import todos as contract_todos
from procurement.contracts.orders import workflow as contracts
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


def test_an_order_without_a_contract_is_ended_by_a_second_person():
    walk = frameworks.orderable()
    whole = funding.left_of(walk.project)
    order, now = frameworks.order_published(walk, "20000"), walk.clock.now()
    kept = frameworks.called_off(walk, order)
    assert [todo.title for todo in todos(walk.leader, now=now)] == ["复核终止成交"]
    same = replace(walk.leader, user_id=walk.handler.user_id)
    assert code_of(calling_off.confirm, kept.pk, by=same, now=now) == "separation_of_duties"
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER)):
        with pytest.raises(NotPermitted):
            calling_off.confirm(kept.pk, by=stranger, now=now)
    notice = calling_off.confirm(kept.pk, by=walk.leader, now=now)
    assert "供应商书面放弃签订合同" in str(notice.body) and notice.pk != order.notice_id
    assert funding.left_of(walk.project) == whole
    assert queries.left_of(walk.package) == walk.package.budget_amount
    assert queries.members_of(walk.package).get().order_count == 1
    assert contract_todos.todos(walk.handler, now=now) == todos(walk.leader, now=now) == []
    assert Message.objects.filter(subject__startswith="第二阶段成交已终止").exists()
    assert code_of(calling_off.confirm, kept.pk, by=walk.leader, now=now) == "order_not_endable"
    given = {"paper": frameworks.paper(walk), "by": walk.handler, "now": now}
    facts = frameworks.contract_facts(walk)
    assert code_of(contracts.keep, order.pk, facts, **given) == "order_ended"


def test_the_line_of_a_unit_has_its_money_back_and_a_contract_stands_against_an_end():
    walk = frameworks.orderable()
    unit = frameworks.subordinate(walk)
    line = budget_line(unit, amount="5000", fiscal_year=clocks.local_date(walk.clock.now()).year)
    buyer, chief = actor(Role.PURCHASER_HANDLER, of=unit), actor(Role.PURCHASER_LEADER, of=unit)
    facts, slip, now = frameworks.order_facts(walk, 1, "3000", line), frameworks.paper(walk), walk.clock.now()
    order = ordering.order(walk.package.pk, facts, paper=slip, by=buyer, now=now)
    why = {"reason": "供应商放弃。", "paper": slip, "by": buyer, "now": now}
    assert code_of(calling_off.propose, order.pk, **why) == "order_not_endable"
    ordering.publish_order(order.pk, by=chief, now=now)
    assert code_of(calling_off.propose, order.pk, **{**why, "reason": "　"}) == "reason_missing"
    kept = calling_off.propose(order.pk, **why)
    calling_off.confirm(kept.pk, by=chief, now=now)
    line.refresh_from_db()
    assert line.committed_amount == Decimal(0)
    own = frameworks.contracted(walk)
    contracts.publish(own.pk, seen=contracts.digest(own), by=walk.leader, now=walk.clock.now())
    given = {**why, "by": walk.handler}
    assert code_of(calling_off.propose, own.order_id, **given) == "order_not_endable"


def test_an_order_is_ended_on_the_pages(monkeypatch):
    walk = frameworks.orderable()
    order = frameworks.order_published(walk)
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    handler, leader = client_of(walk.handler), client_of(walk.leader)
    detail = reverse("framework:detail", args=[walk.package.pk])
    url = reverse("framework:end_order", args=[order.pk])
    assert url in handler.get(detail).content.decode()
    assert handler.get(url).status_code == 200
    sent = {"reason": "供应商放弃（示例）。", "paper": frameworks.letter("放弃说明.pdf")}
    assert handler.post(url, sent).status_code == 302
    kept = FrameworkOrderEnd.objects.get()
    confirm = reverse("framework:confirm_end", args=[kept.pk])
    assert confirm in leader.get(detail).content.decode()
    assert "供应商放弃（示例）" in leader.get(confirm).content.decode()
    assert leader.get(reverse("framework:paper", args=["ending", kept.pk])).status_code == 200
    assert leader.post(confirm, {"confirmed": "on"}).status_code == 302
    assert FrameworkOrder.objects.get(pk=order.pk).status == "ended"
    assert "已终止" in handler.get(detail).content.decode()
