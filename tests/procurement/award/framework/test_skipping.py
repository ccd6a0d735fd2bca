"""Who gives up its turn in a rotation has had it, once a second person has confirmed it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import clock as clocks
from portal.kernel.errors import NotPermitted, Refused
from procurement.award.framework import ordering, queries, rules, skipping
from procurement.award.framework.rules import SkipFacts, Turn
from procurement.award.framework.todos import todos
from tests.factories import frameworks
from tests.factories.people import actor
from tests.scenes import walked_once
from tests.signed_in import client_of

scene = walked_once(frameworks.in_rotation)
TODAY = date(2026, 6, 2)
TURNS = [Turn(1, "甲（示例）", 1, 0), Turn(2, "乙（示例）", 2, 0)]


def code_of(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        verb(*args, **facts)
    return refused.value.code


def next_of(walk) -> int:
    """The place of whoever is next."""
    members, now = list(queries.members_of(walk.package)), walk.clock.now()
    return rules.next_in_turn(queries.turns(members, on=clocks.local_date(now), at=now)).place


@pytest.mark.article("O110:35")
@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([(0, 0), (0, 0), (0, 0)], 1),
        ([(0, 1), (0, 0), (0, 0)], 2),
        ([(0, 1), (1, 0), (0, 0)], 3),
        ([(0, 1), (1, 0), (1, 0)], 1),
        ([(1, 1), (1, 0), (1, 0)], 2),
    ],
)
def test_a_turn_that_was_given_up_is_a_turn(turns, expected):
    found = [Turn(at, f"机构{at}", at, *counts) for at, counts in enumerate(turns, start=1)]
    assert rules.next_in_turn(found).member_id == expected


@pytest.mark.parametrize(
    ("facts", "state", "codes"),
    [
        ({}, {}, []),
        ({}, {"phase": "direct_choice"}, ["no_rotation"]),
        ({"member_id": 2}, {}, ["not_its_turn"]),
        ({}, {"turns": []}, ["not_its_turn"]),
        ({}, {"is_waiting": True}, ["skip_waits"]),
        ({"given_up_on": date(2026, 6, 3)}, {}, ["day_ahead"]),
        ({"reason": "　"}, {}, ["no_reason"]),
    ],
)
def test_only_whoever_is_next_gives_up_its_turn(facts, state, codes):
    given = replace(SkipFacts(1, TODAY, "人手不足。"), **facts)
    usual = {"turns": TURNS, "phase": rules.ROTATION, "is_waiting": False, "today": TODAY}
    assert [r.code for r in rules.skip_refusals(given, **usual | state)] == codes


@pytest.mark.django_db
@pytest.mark.article("O110:32；O110:35")
def test_a_supplier_that_gives_up_its_turn_no_longer_blocks_the_others():
    walk, given = frameworks.in_rotation(), {}
    given = {"paper": frameworks.paper(walk), "by": walk.handler, "now": walk.clock.now()}
    second = frameworks.order_facts(walk, 2, "1000")
    assert code_of(ordering.order, walk.package.pk, second, **given) == "out_of_turn"
    skip = frameworks.given_up(walk)
    assert next_of(walk) == 1
    assert [todo.title for todo in todos(walk.leader, now=walk.clock.now())] == ["复核放弃轮候"]
    assert code_of(frameworks.given_up, walk) == "skip_waits"
    skipping.confirm(skip.pk, by=walk.leader, now=walk.clock.now())
    assert next_of(walk) == 2
    told = Message.objects.filter(subject__startswith="已登记贵单位放弃本轮")
    assert "人手不足" in told.get().text
    assert queries.papers(actor(Role.SUPPLIER, of=skip.member.supplier), "skip").get() == skip
    ordering.order(walk.package.pk, second, **given)
    assert next_of(walk) == 3
    assert code_of(skipping.confirm, skip.pk, by=walk.leader, now=walk.clock.now()) == "skip_over"


@pytest.mark.django_db
def test_a_second_person_of_the_same_unit_confirms_what_was_given_up():
    walk = frameworks.in_rotation()
    skip, now = frameworks.given_up(walk), walk.clock.now()
    same = replace(walk.leader, user_id=walk.handler.user_id)
    assert code_of(skipping.confirm, skip.pk, by=same, now=now) == "separation_of_duties"
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER, of=frameworks.subordinate(walk))):
        with pytest.raises(NotPermitted):
            skipping.confirm(skip.pk, by=stranger, now=now)
    with pytest.raises(NotPermitted):
        facts = SkipFacts(skip.member_id, skip.given_up_on, "人手不足。")
        slip = frameworks.paper(walk)
        skipping.skip(walk.package.pk, facts, paper=slip, by=actor(Role.PURCHASER_HANDLER), now=now)


@pytest.mark.django_db
def test_a_turn_taken_by_an_order_meanwhile_is_not_given_up_any_more():
    walk = frameworks.in_rotation()
    skip, now = frameworks.given_up(walk), walk.clock.now()
    facts, slip = frameworks.order_facts(walk, 1, "1000"), frameworks.paper(walk)
    ordering.order(walk.package.pk, facts, paper=slip, by=walk.handler, now=now)
    assert code_of(skipping.confirm, skip.pk, by=walk.leader, now=now) == "not_its_turn"
    with pytest.raises(NotPermitted):
        skipping.strike(skip.pk, reason="已经下单。", by=actor(Role.PURCHASER_HANDLER), now=now)
    skipping.strike(skip.pk, reason="已经下单。", by=walk.handler, now=now)
    assert code_of(skipping.confirm, skip.pk, by=walk.leader, now=now) == "skip_over"


@pytest.mark.django_db
def test_a_turn_is_given_up_and_confirmed_on_the_pages(monkeypatch):
    walk = frameworks.in_rotation()
    now = walk.clock.now()
    monkeypatch.setattr(clocks, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now)
    handler, leader = client_of(walk.handler), client_of(walk.leader)
    detail = reverse("framework:detail", args=[walk.package.pk])
    url = reverse("framework:skip", args=[walk.package.pk])
    assert url in handler.get(detail).content.decode()
    first, second, _third = queries.members_of(walk.package)
    assert f"现在轮到{first.supplier.name}" in handler.get(url).content.decode()
    data = {"given_up_on": clocks.local_date(now).isoformat(), "reason": "人手不足（示例）。"}
    wrong = {**data, "member_id": second.pk, "paper": frameworks.letter("放弃说明.pdf")}
    refused = handler.post(url, wrong)
    assert refused.status_code == 409 and "人手不足（示例）" in refused.content.decode()
    right = {**data, "member_id": first.pk, "paper": frameworks.letter("放弃说明.pdf")}
    assert handler.post(url, right).status_code == 302
    skip = queries.skips_of(walk.package).get()
    assert "待复核" in handler.get(detail).content.decode()
    confirm, strike = (reverse(f"framework:{name}_skip", args=[skip.pk]) for name in ("confirm", "strike"))
    assert strike in leader.get(confirm).content.decode()
    assert leader.get(strike).status_code == 200
    assert leader.post(confirm, {"confirmed": "on"}).status_code == 302
    shown = leader.get(detail).content.decode()
    assert "已计入轮候" in shown and "放弃 1 次" in shown


@pytest.mark.django_db
def test_a_turn_is_not_chosen_by_the_date_of_the_order():
    walk = frameworks.in_rotation()
    facts = frameworks.order_facts(walk, 2, "1000")
    walk.clock.advance(days=5)
    day = facts.decided_on + timedelta(days=3)
    walk.package.framework_members.exclude(place=2).update(signed_on=day)
    given = {"paper": frameworks.paper(walk), "by": walk.handler, "now": walk.clock.now()}
    assert code_of(ordering.order, walk.package.pk, facts, **given) == "out_of_turn"
