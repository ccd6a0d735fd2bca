"""A closed agreement from the opened responses to an order of the second phase."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import queries as awards
from procurement.award.direct import moving
from procurement.award.direct.rules import MoveFacts
from procurement.award.framework import ending, ordering, queries, workflow
from procurement.award.framework.choices import SelectionStatus
from procurement.award.framework.models import FrameworkMember, FrameworkSelection
from procurement.award.framework.todos import todos
from procurement.contracts.bonds import queries as bond_queries
from procurement.contracts.bonds import todos as bond_todos
from procurement.contracts.bonds.choices import RefundCause
from procurement.contracts.bonds.rules import Cause
from procurement.notices.choices import NoticeType
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from tests.factories import bonds, frameworks
from tests.factories.people import actor
from tests.factories.procurement import budget_line
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(frameworks.opened)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


@pytest.mark.article("O110:29；O110:30；O110:32；O110:35")
def test_two_people_publish_who_is_admitted_and_each_supplier_learns_its_own_outcome():
    walk = frameworks.opened()
    assert walk.package.status == PackageStatus.OPENED
    assert [todo.title for todo in todos(walk.handler, now=walk.clock.now())] == ["登记入围结果"]
    frameworks.selected(walk)
    assert not LedgerEntry.objects.disclosed().filter(verb="framework.select").exists()
    same = replace(walk.leader, user_id=walk.handler.user_id)
    code = code_of(workflow.publish, walk.package.pk, by=same, now=walk.clock.now())
    assert code == "separation_of_duties"
    frameworks.published(walk)
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    notice = walk.project.notices.get(type=NoticeType.FRAMEWORK_RESULT)
    members = list(queries.members_of(walk.package))
    assert [one.price for one in members] == [Decimal("936000.00"), Decimal("950000.00")]
    printed = str(notice.body)
    third = walk.suppliers[2]
    assert all(one.supplier.name in printed for one in members) and "元/次" in printed
    assert "1 家没有入围" in printed
    told = Message.objects.filter(user_id=third.user_id, subject__startswith="入围结果").get()
    assert "按淘汰比例没有入围" in told.text
    assert LedgerEntry.objects.disclosed().filter(verb="framework.select").exists()


def test_a_result_that_leaves_nobody_out_is_refused_and_one_sent_back_is_entered_again():
    walk = frameworks.opened()
    assert code_of(frameworks.selected, walk, admitted=3) == "elimination"
    assert not FrameworkSelection.objects.exists()
    with pytest.raises(NotPermitted):
        workflow.select(
            walk.package.pk,
            [],
            price_unit="元",
            paper=frameworks.paper(walk),
            by=walk.leader,
            now=walk.clock.now(),
        )
    frameworks.selected(walk, admitted=1)
    workflow.send_back(walk.package.pk, opinion="请核对排序。", by=walk.leader, now=walk.clock.now())
    assert queries.selection_of(walk.package).status == SelectionStatus.RETURNED
    frameworks.selected(walk)
    assert queries.selection_of(walk.package).responses.filter(is_admitted=True).count() == 2


@pytest.mark.article("O110")
def test_a_closed_collection_with_too_few_fit_is_ended_and_its_records_open():
    walk = frameworks.opened()
    frameworks.selected(walk)
    now = walk.clock.now()
    ending.end(walk.package.pk, reason="合格的只有一家（示例）。", by=walk.leader, now=now)
    assert walk.package.status == PackageStatus.TERMINATED
    assert LedgerEntry.objects.disclosed().filter(verb="framework.select").exists()
    assert code_of(workflow.publish, walk.package.pk, by=walk.leader, now=now) == "selection_state"
    assert todos(walk.leader, now=now) == []


@pytest.mark.article("政府采购法第二十条")
def test_a_first_phase_waits_for_the_minutes_when_entered_and_when_published():
    walk = frameworks.selected(frameworks.opened())
    walk.project.minutes.all().delete()
    now = walk.clock.now()
    assert code_of(workflow.publish, walk.package.pk, by=walk.leader, now=now) == "no_minutes_paper"
    workflow.send_back(walk.package.pk, opinion="请上传纪要。", by=walk.leader, now=now)
    given = {"price_unit": "元", "paper": frameworks.paper(walk), "by": walk.handler, "now": now}
    judged = frameworks.judged(walk)
    assert code_of(workflow.select, walk.package.pk, judged, **given) == "no_minutes_paper"


def test_a_supplier_barred_since_the_result_was_entered_is_not_published(monkeypatch):
    walk = frameworks.selected(frameworks.opened())
    barred = [Refusal("供应商已被禁止（示例）。", code="barred")]
    monkeypatch.setattr(awards, "supplier_refusals", lambda supplier_id, *, at: barred)
    assert code_of(workflow.publish, walk.package.pk, by=walk.leader, now=walk.clock.now()) == "barred"


def test_a_framework_is_not_moved_to_another_platform():
    walk = frameworks.opened()
    facts = MoveFacts("其他交易平台（示例）", "统一评审（示例）。")
    given = {"paper": frameworks.paper(walk), "now": walk.clock.now()}
    assert code_of(moving.move, walk.package.pk, facts, by=walk.leader, **given) == "framework_not_movable"
    assert queries.packages().filter(pk=walk.package.pk).exists()
    Package.objects.filter(pk=walk.package.pk).update(moved_at=walk.clock.now())
    assert not queries.packages().filter(pk=walk.package.pk).exists()
    assert code_of(frameworks.selected, walk) == "wrong_path"


def test_a_unit_of_the_collector_orders_within_the_money_and_another_person_publishes():
    walk = frameworks.published(frameworks.selected(frameworks.opened()))
    facts = frameworks.order_facts(walk)
    given = {"paper": frameworks.paper(walk), "now": walk.clock.now()}
    assert (
        code_of(ordering.order, walk.package.pk, facts, by=walk.handler, **given) == "agreement_not_in_force"
    )
    assert [todo.title for todo in todos(walk.handler, now=walk.clock.now())] == ["签订框架协议"] * 2
    frameworks.signed(walk)
    unit = frameworks.subordinate(walk)
    line = budget_line(unit, amount="1000000", fiscal_year=walk.clock.now().year)
    facts = replace(facts, line_id=line.pk)
    buyer, chief = actor(Role.PURCHASER_HANDLER, of=unit), actor(Role.PURCHASER_LEADER, of=unit)
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        ordering.order(walk.package.pk, facts, by=stranger, **given)
    assert queries.visible_to(buyer).exists() and not queries.visible_to(stranger).exists()
    dear = replace(facts, amount=Decimal("980000.01"))
    assert code_of(ordering.order, walk.package.pk, dear, by=buyer, **given) == "order_beyond_budget"
    made = ordering.order(walk.package.pk, facts, by=buyer, **given)
    other = actor(Role.PURCHASER_HANDLER, of=frameworks.subordinate(walk))
    readers = (buyer, walk.handler, other)
    assert [queries.orders_read_by(one, walk.package).count() for one in readers] == [1, 1, 0]
    assert [queries.papers(one, "order").count() for one in readers] == [1, 1, 0]
    assert queries.left_of(walk.package) == Decimal("860000.00")
    assert [todo.title for todo in todos(chief, now=walk.clock.now())] == ["公告第二阶段成交结果"]
    notice = ordering.publish_order(made.pk, by=chief, now=walk.clock.now())
    assert (notice.type, unit.name in str(notice.body)) == (NoticeType.FRAMEWORK_ORDER, True)
    assert code_of(ordering.publish_order, made.pk, by=chief, now=walk.clock.now()) == "order_published"
    assert FrameworkMember.objects.filter(orders__isnull=False).count() == 1
    assert queries.orders_read_by(other, walk.package).count() == 1
    assert queries.papers(walk.suppliers[0], "agreement").get().supplier_id == walk.suppliers[0].body_id


def test_an_order_entered_by_mistake_is_struck_before_its_publication_and_left_out_of_the_sums():
    walk = frameworks.signed(frameworks.published(frameworks.selected(frameworks.opened())))
    given = {"paper": frameworks.paper(walk), "now": walk.clock.now()}
    made = ordering.order(walk.package.pk, frameworks.order_facts(walk), by=walk.handler, **given)
    now, page = walk.clock.now(), client_of(walk.handler)
    with pytest.raises(NotPermitted):
        ordering.strike_order(made.pk, reason="错。", by=actor(Role.PURCHASER_HANDLER), now=now)
    assert code_of(ordering.strike_order, made.pk, reason="　", by=walk.handler, now=now) == "reason_missing"
    url = reverse("framework:strike_order", args=[made.pk])
    detail = reverse("framework:detail", args=[walk.package.pk])
    assert url in page.get(detail).content.decode()
    assert page.post(url, {"reason": "金额登记错误。"}).status_code == 302
    shown = page.get(detail).content.decode()
    assert url not in shown and "金额登记错误" in shown
    assert queries.left_of(walk.package) == walk.package.budget_amount
    assert {one.order_count for one in queries.members_of(walk.package)} == {0}
    assert code_of(ordering.publish_order, made.pk, by=walk.leader, now=now) == "order_struck"
    assert not any(todo.title == "公告第二阶段成交结果" for todo in todos(walk.leader, now=now))


def test_a_supplier_whose_agreement_ended_or_that_is_barred_is_out_of_the_rotation(monkeypatch):
    walk = frameworks.signed(frameworks.published(frameworks.selected(frameworks.opened())))
    now, members = walk.clock.now(), list(queries.members_of(walk.package))
    first, second = members
    last = first.ends_on
    first.ends_on = last - timedelta(days=1)
    assert [turn.member_id for turn in queries.turns(members, on=last, at=now)] == [second.pk]
    barred = [Refusal("供应商已被禁止（示例）。", code="barred")]
    monkeypatch.setattr(
        awards, "supplier_refusals", lambda one, *, at: barred if one == second.supplier_id else []
    )
    assert queries.turns(members, on=last, at=now) == []
    facts = frameworks.order_facts(walk, 2)
    given = {"paper": frameworks.paper(walk), "by": walk.handler, "now": now}
    assert code_of(ordering.order, walk.package.pk, facts, **given) == "barred"


@pytest.mark.article("O87:38")
def test_a_bond_goes_back_with_the_result_or_with_the_agreement_of_who_was_admitted():
    walk = frameworks.selected(frameworks.opened())
    held = [bonds.entered(walk, supplier) for supplier in walk.suppliers]
    assert bond_queries.causes(held) == {}
    frameworks.published(walk)
    out = local_date(walk.clock.now())
    assert not walk.package.framework_members.filter(signed_on__isnull=False).exists()
    assert bond_queries.causes(held) == {held[2].pk: Cause(RefundCause.NOT_CHOSEN, out)}
    frameworks.signed(walk)
    signed = Cause(RefundCause.CONTRACT, local_date(walk.clock.now()))
    found = bond_queries.causes(bond_queries.waiting())
    assert [found[bond.pk] for bond in held[:2]] == [signed, signed]
    titles = [todo.title for todo in bond_todos.todos(walk.handler, now=walk.clock.now())]
    assert titles == ["退还保证金"] * 3
