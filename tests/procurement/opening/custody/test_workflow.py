"""A lost phrase or an absent bidder does not kill a bid: the custodian opens it, in time and on record."""

from datetime import timedelta

import pytest

from orgs.bodies.models import Body
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.custody import workflow as keeping
from procurement.opening import workflow as opening
from procurement.opening.custody import pages, queries, todos, workflow
from procurement.opening.custody.models import CustodyRelease
from procurement.opening.hall import workflow as hall
from procurement.opening.models import KeyRelease
from procurement.opening.ruling import queries as rulings
from tests import spine
from tests.factories import custody
from tests.factories.people import actor
from tests.procurement.opening.custody import scene as scenes
from tests.scenes import walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(scenes.released)


def ask(walk: spine.Purchase, number: int = 0, **changes) -> CustodyRelease:
    opened = scenes.opened_of(walk, number)
    return workflow.ask(opened.pk, **{"by": walk.suppliers[number], "clock": walk.clock} | changes)


def open_for(walk: spine.Purchase, number: int = 0, **changes):
    opened = scenes.opened_of(walk, number)
    facts = {"encoded": "", "by": walk.custodian.actor, "clock": walk.clock} | changes
    return workflow.open_for(
        opened.pk, **facts | {"encoded": facts["encoded"] or scenes.opened_text(walk, opened)}
    )


def code_of(act, *given, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*given, **facts)
    return refused.value.code


def test_a_lost_phrase_is_opened_by_the_custodian_on_the_bidders_wish():
    walk = scenes.released()
    release = ask(walk)
    assert release.until == walk.clock.now() + timedelta(minutes=60)
    told = Message.objects.filter(user_id__in=[walk.custodian.actor.user_id, walk.handler.user_id])
    assert told.filter(subject__contains="第二把钥匙").count() == 1
    assert told.filter(subject__contains="已请托管方打开").count() == 1
    opened = open_for(walk)
    assert (opened.status, "上门照护" in opened.plaintext) == ("opened", True)
    release.refresh_from_db()
    assert release.done_by_id == walk.custodian.actor.user_id
    verbs = LedgerEntry.objects.filter(verb__in=["custody.ask", "opening.unlock"])
    assert [entry.seal != "" for entry in verbs] == [True, True]
    [words] = pages.words_of(walk.session).values()
    assert "供应商请求" in words
    assert walk.custodian.actor.body_name in words


def test_the_absent_are_released_near_the_end_and_the_session_waits_for_the_custodian():
    walk = scenes.released()
    scenes.unlocked(walk, 1)
    scenes.unlocked(walk, scenes.WITHOUT)
    session = walk.session
    walk.clock.advance_to(session.unlock_until - timedelta(minutes=11))
    assert workflow.release_absent(session.pk, clock=walk.clock) == 0
    walk.clock.advance(minutes=1)
    assert queries.near_their_end(at=walk.clock.now()) == [session.pk]
    assert workflow.release_absent(session.pk, clock=walk.clock) == 1
    assert workflow.release_absent(session.pk, clock=walk.clock) == 0
    assert CustodyRelease.objects.get().asked_by_id is None
    walk.clock.advance_to(session.unlock_until + timedelta(minutes=1))
    assert code_of(opening.conclude, session.pk, by=walk.handler, clock=walk.clock) == "still_unlocking"
    open_for(walk)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    assert {row.status for row in session.opened.all()} == {"opened"}
    absent = scenes.opened_of(walk, 0).submission.supplier.name
    [said] = [bidder for bidder in session.record.content["bidders"] if bidder["supplier"] == absent]
    assert not said["is_there"]
    assert "供应商没有解锁" in said["reason"]
    assert "由其打开" in said["reason"]


def test_who_is_in_the_hall_keeps_its_part_until_the_window_is_over():
    walk = scenes.released()
    session = walk.session
    near = session.unlock_until - timedelta(minutes=10)
    for number, last in ((0, near), (1, near - timedelta(minutes=1))):
        hall.come(session, "bidder", by=walk.suppliers[number], now=last)
    walk.clock.advance_to(near)
    assert workflow.release_absent(session.pk, clock=walk.clock) == 1
    assert CustodyRelease.objects.get().opened == scenes.opened_of(walk, 1)
    hall.come(session, "bidder", by=walk.suppliers[0], now=session.unlock_until)
    walk.clock.advance_to(session.unlock_until)
    assert workflow.release_absent(session.pk, clock=walk.clock) == 1
    assert code_of(opening.conclude, session.pk, by=SYSTEM, clock=walk.clock) == "still_unlocking"


def test_nobody_counts_as_absent_whose_custodian_was_not_asked():
    walk = scenes.released()
    walk.clock.advance_to(walk.session.unlock_until + timedelta(minutes=1))
    conclude = {"by": SYSTEM, "clock": walk.clock}
    assert code_of(opening.conclude, walk.session.pk, **conclude) == "unreleased"
    assert not rulings.to_rule(walk.leader, at=walk.clock.now()).exists()
    workflow.release_absent(walk.session.pk, clock=walk.clock)
    assert code_of(opening.conclude, walk.session.pk, **conclude) == "still_unlocking"
    assert not rulings.to_rule(walk.leader, at=walk.clock.now()).exists()
    over = queries.held_until(walk.session)
    assert rulings.to_rule(walk.leader, at=over).count() == walk.session.opened.count()


def test_a_custodian_who_does_not_open_in_time_is_named_as_the_reason():
    walk = scenes.released()
    scenes.unlocked(walk, 1)
    ask(walk)
    walk.clock.advance(minutes=60)
    assert code_of(open_for, walk) == "custody_over"
    workflow.release_absent(walk.session.pk, clock=walk.clock)
    opening.conclude(walk.session.pk, by=SYSTEM, clock=walk.clock)
    assert "托管方没有在规定时间内打开" in scenes.opened_of(walk, 0).reason
    assert "没有在规定的解锁时间内解锁" in scenes.opened_of(walk, scenes.WITHOUT).reason


def test_a_longer_window_gives_the_custodian_its_time_too():
    walk = scenes.released()
    ask(walk)
    walk.session.unlock_until = walk.clock.now() + timedelta(hours=2)
    walk.session.save()
    walk.clock.advance(minutes=90)
    assert open_for(walk).status == "opened"


def test_asking_is_refused_without_a_part_twice_late_and_for_others():
    walk = scenes.released()
    assert code_of(ask, walk, scenes.WITHOUT) == "no_part"
    with pytest.raises(NotPermitted):
        ask(walk, by=walk.suppliers[1])
    ask(walk)
    assert code_of(ask, walk) == "already_released"
    scenes.unlocked(walk, 1)
    assert code_of(ask, walk, 1) == "already_unlocked"
    walk.clock.advance_to(walk.session.unlock_until)
    assert code_of(ask, walk) == "unlock_over"


def test_only_the_custodian_of_the_package_opens_and_only_what_was_released():
    walk = scenes.released()
    with pytest.raises(NotPermitted):
        open_for(walk)
    ask(walk)
    stranger = custody.custodian(now=walk.clock.now(), number=1)
    for by in (stranger.actor, walk.handler, walk.suppliers[0], actor(Role.FINANCE)):
        with pytest.raises(NotPermitted):
            open_for(walk, by=by)
    now = walk.clock.now()
    assert [todo.title for todo in todos.todos(walk.custodian.actor, now=now)] == ["用第二把钥匙打开"]
    assert todos.todos(stranger.actor, now=now) == []


def test_two_keys_are_never_in_one_persons_hands():
    walk = scenes.released()
    ask(walk)
    both = actor(Role.CUSTODIAN, of=Body.objects.get(pk=walk.custodian.actor.body_id))
    KeyRelease.objects.create(session=walk.session, officer_id=both.user_id, at=walk.clock.now())
    assert code_of(open_for, walk, by=both) == "released_outer"
    assert open_for(walk).status == "opened"


def test_two_keys_are_never_in_one_bodys_hands():
    walk = scenes.released()
    ask(walk)
    officer = actor(Role.FINANCE, of=Body.objects.get(pk=walk.custodian.actor.body_id))
    KeyRelease.objects.create(
        session=walk.session,
        officer_id=officer.user_id,
        body_id=officer.body_id,
        roles=[Role.FINANCE],
        at=walk.clock.now(),
    )
    assert code_of(open_for, walk) == "released_outer"


def test_another_text_than_the_receipt_fixed_is_refused_and_on_record():
    walk = scenes.released()
    ask(walk)
    other = scenes.opened_text(walk, scenes.opened_of(walk, 1))
    assert code_of(open_for, walk, encoded=other) == "digest_mismatch"
    assert code_of(open_for, walk, encoded="***") == "digest_mismatch"
    assert LedgerEntry.objects.filter(verb="opening.unlock_failed").count() == 1
    assert CustodyRelease.objects.get().done_at is None


def test_a_bidder_that_finds_its_phrase_unlocks_itself_after_asking():
    walk = scenes.released()
    ask(walk)
    scenes.unlocked(walk, 0)
    assert code_of(open_for, walk) == "already_unlocked"
    assert "随后由供应商自己解锁" in pages.words(queries.releases_of(walk.session).get())


def test_what_was_sealed_to_a_replaced_key_is_opened_with_its_old_file():
    walk = scenes.released()
    new = custody.public_half(custody.private_key(3))
    keeping.register(new, by=walk.custodian.actor, now=walk.clock.now())
    ask(walk)
    assert open_for(walk).status == "opened"
