"""No budget line, no order: a unit pays from its own line, the collector from what its project holds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.people.choices import Role
from portal.kernel import clock as clocks
from portal.kernel.errors import Refused
from procurement.award.framework import funding, ordering, rules
from procurement.budget import workflow as budget
from procurement.budget.choices import LineKind
from procurement.budget.rules import Share
from tests.factories import frameworks
from tests.factories.people import actor
from tests.factories.procurement import budget_line
from tests.scenes import walked_once
from tests.signed_in import client_of

scene = walked_once(frameworks.orderable)


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def ordered(walk, line=None, *, by=None, amount="1000"):
    """An order of the first supplier."""
    facts, now = frameworks.order_facts(walk, 1, amount, line), walk.clock.now()
    return ordering.order(
        walk.package.pk, facts, paper=frameworks.paper(walk), by=by or walk.handler, now=now
    )


def under(walk, **facts):
    """A unit of the collector with a handler and a line."""
    unit = frameworks.subordinate(walk)
    given = {"fiscal_year": clocks.local_date(walk.clock.now()).year} | facts
    return actor(Role.PURCHASER_HANDLER, of=unit), budget_line(unit, amount="5000", **given)


@pytest.mark.article("O102:16")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"is_under": True, "is_known": True, "is_own": True}, []),
        ({"is_under": True, "is_known": True, "is_own": False}, ["no_line"]),
        ({"is_under": True, "is_known": False, "is_own": False}, ["no_line"]),
        ({"is_under": False, "is_known": False, "is_own": False}, []),
        ({"is_under": False, "is_known": True, "is_own": True}, ["line_not_asked"]),
    ],
)
def test_a_unit_names_a_line_of_its_own(facts, codes):
    assert [r.code for r in rules.line_refusals(**facts)] == codes


@pytest.mark.django_db
@pytest.mark.article("O102:16")
def test_the_money_of_an_order_is_held_on_the_line_of_its_unit_and_comes_back_when_it_is_struck():
    walk = frameworks.orderable()
    buyer, line = under(walk)
    _other, foreign = under(walk)
    assert code_of(ordered, walk, by=buyer) == "no_line"
    assert code_of(ordered, walk, foreign, by=buyer) == "no_line"
    assert code_of(ordered, walk, line, by=buyer, amount="5000.01") == "line_exceeded"
    made = ordered(walk, line, by=buyer, amount="3000")
    line.refresh_from_db()
    assert (line.committed_amount, made.number) == (Decimal(3000), f"{walk.package.number}-D001")
    assert funding.left_of(walk.project) == walk.package.budget_amount
    ordering.strike_order(made.pk, reason="金额错误。", by=buyer, now=walk.clock.now())
    line.refresh_from_db()
    assert line.committed_amount == 0
    assert ordered(walk, line, by=buyer).number == f"{walk.package.number}-D002"


@pytest.mark.django_db
def test_a_line_that_is_only_announced_or_of_another_year_carries_no_order():
    walk = frameworks.orderable()
    year = clocks.local_date(walk.clock.now()).year
    buyer, line = under(walk, kind=LineKind.ADVANCE, document_number="预告1号")
    assert code_of(ordered, walk, line, by=buyer) == "line_not_settled"
    buyer, line = under(walk, fiscal_year=year + 1)
    assert code_of(ordered, walk, line, by=buyer) == "no_line"


@pytest.mark.django_db
def test_the_collector_orders_from_what_its_project_holds():
    walk = frameworks.orderable()
    whole = funding.left_of(walk.project)
    made = ordered(walk, amount="20000")
    assert made.line is None and funding.left_of(walk.project) == whole - 20000
    facts = replace(frameworks.order_facts(walk), line_id=walk.line.pk)
    given = {"paper": frameworks.paper(walk), "by": walk.handler, "now": walk.clock.now()}
    assert code_of(ordering.order, walk.package.pk, facts, **given) == "line_not_asked"
    assert [share.amount for share in funding.shares_of(made)] == [Decimal(20000)]


@pytest.mark.django_db
def test_the_page_of_an_order_offers_the_lines_of_the_unit(monkeypatch):
    walk = frameworks.orderable()
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    buyer, line = under(walk)
    url = reverse("framework:order", args=[walk.package.pk])
    assert f"{line}，可用 5,000 元" in client_of(buyer).get(url).content.decode()
    assert "使用立项时占用的预算" in client_of(walk.handler).get(url).content.decode()
    poor = actor(Role.PURCHASER_HANDLER, of=frameworks.subordinate(walk))
    assert "还没有预算指标" in client_of(poor).get(url).content.decode()


@pytest.mark.article("O102:16")
def test_shares_are_left_when_an_amount_is_taken_from_the_first():
    held = [Share(1, Decimal(5)), Share(2, Decimal(7))]
    assert funding.less(held, Decimal(0)) == held
    assert funding.less(held, Decimal(6)) == [Share(2, Decimal(6))]
    assert funding.less(held, Decimal(12)) == []


@pytest.mark.django_db
@pytest.mark.article("O102:16")
def test_in_a_joint_purchase_a_unit_draws_on_what_is_held_of_its_own_line():
    walk = frameworks.orderable()
    now = walk.clock.now()
    buyer, line = under(walk)
    walk.project.funds.create(line=line, order=2, amount=Decimal(5000))
    budget.commit([Share(line.pk, Decimal(5000))], reference=walk.project.number, by=walk.leader, now=now)
    whole = funding.left_of(walk.project)
    assert whole == walk.package.budget_amount
    made = ordered(walk, line, by=buyer, amount="3000")
    line.refresh_from_db()
    assert line.committed_amount == Decimal(5000) and funding.left_of(walk.project) == whole
    assert code_of(ordered, walk, line, by=buyer, amount="2000.01") == "nothing_held"
    assert funding.shares_of(made) == [Share(line.pk, Decimal(3000))]
    free = {share.line_id: share.amount for share in funding.free_of(walk.project)}
    assert free == {walk.line.pk: whole, line.pk: Decimal(2000)}
    ordering.strike_order(made.pk, reason="金额错误。", by=buyer, now=now)
    line.refresh_from_db()
    assert line.committed_amount == Decimal(5000)
    assert ordered(walk, line, by=buyer, amount="5000").amount == Decimal(5000)


@pytest.mark.django_db
def test_an_order_whose_hold_a_years_end_has_freed_is_still_struck():
    walk = frameworks.orderable()
    buyer, line = under(walk)
    made, now = ordered(walk, line, by=buyer, amount="3000"), walk.clock.now()
    budget.release([Share(line.pk, Decimal(1000))], reference=walk.project.number, by=walk.leader, now=now)
    ordering.strike_order(made.pk, reason="金额错误。", by=buyer, now=now)
    line.refresh_from_db()
    assert line.committed_amount == 0


@pytest.mark.django_db
def test_a_lent_person_decides_no_order():
    walk = frameworks.orderable()
    assert code_of(ordered, walk, by=replace(walk.handler, is_lent=True)) == "lent_person"
    made, lent = ordered(walk), replace(walk.leader, is_lent=True)
    assert code_of(ordering.publish_order, made.pk, by=lent, now=walk.clock.now()) == "lent_person"
