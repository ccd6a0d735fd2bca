"""A roster is kept beforehand, names who releases, and somebody is told when it is thin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.clock import at_local, local_date
from portal.kernel.errors import NotPermitted
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.custody import workflow as keeping
from procurement.bidding.custody.models import PackageCustody
from procurement.opening import queries as openings
from procurement.opening import tasks
from procurement.opening import todos as opening_todos
from procurement.opening import workflow as opening
from procurement.opening.roster import queries, todos, workflow
from procurement.opening.roster.choices import Coming
from procurement.opening.roster.models import RosterAlarm, RosterOfficer
from tests import spine
from tests.factories import custody
from tests.factories.people import actor, body
from tests.portal_clock import PortalClock
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@kept
def submitted() -> spine.Purchase:
    """Three bids, and a finance department of the purchaser's level."""
    walk = spine.submitted()
    walk.finance = actor(Role.FINANCE, of=body("finance_department"))
    return walk


scene = walked_once(submitted)


def named(walk: spine.Purchase, *people) -> list[RosterOfficer]:
    chosen = [person.membership_id for person in people]
    return workflow.keep(walk.package.pk, chosen, by=walk.handler, now=walk.clock.now())


def full(walk: spine.Purchase) -> list[RosterOfficer]:
    return named(walk, walk.handler, walk.colleague, walk.reviewer, walk.finance)


@pytest.mark.article("O87:39")
def test_who_is_not_on_the_roster_releases_nothing():
    walk = submitted()
    assert {row.user_id for row in full(walk)} == {
        person.user_id for person in (walk.handler, walk.colleague, walk.reviewer, walk.finance)
    }
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock)
    with pytest.raises(NotPermitted):
        opening.release(session.pk, by=walk.leader, clock=walk.clock)
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    session = opening.release(session.pk, by=walk.finance, clock=walk.clock)
    assert session.opened.count() == 3
    facts = {"by": walk.handler, "now": walk.clock.now()}
    refused(workflow.keep, walk.package.pk, [], **facts, code="released")


def test_people_of_one_body_are_no_roster_and_strangers_cannot_be_named():
    walk = submitted()
    own = [walk.handler, walk.colleague, walk.reviewer, walk.leader]
    facts = {"by": walk.handler, "now": walk.clock.now()}
    chosen = [person.membership_id for person in own]
    refused(workflow.keep, walk.package.pk, chosen, **facts, code="one_body")
    stranger = actor(Role.FINANCE, of=body("finance_department", division_code="4306"))
    chosen = [*chosen[:3], stranger.membership_id]
    refused(workflow.keep, walk.package.pk, chosen, **facts, code="too_few_officers")
    with pytest.raises(NotPermitted):
        workflow.keep(walk.package.pk, chosen, by=walk.suppliers[0], now=walk.clock.now())
    assert not RosterOfficer.objects.exists()


def test_the_body_that_keeps_the_second_key_does_not_take_off_the_outer_lock():
    walk = submitted()
    full(walk)
    now = walk.clock.now()
    by = actor(Role.CUSTODIAN, of=Body.objects.get(pk=walk.finance.body_id))
    key = keeping.register(custody.public_half(custody.private_key(5)), by=by, now=now)
    PackageCustody.objects.create(package=walk.package, key=key, fixed_at=now)
    possible = queries.candidates(walk.package, on=local_date(now))
    assert not possible.filter(body_id=walk.finance.body_id).exists()
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock)
    refused(opening.release, session.pk, by=walk.finance, clock=walk.clock, code="keeps_second_key")
    assert opening_todos.todos(walk.finance, now=walk.clock.now()) == []
    room = client_of(walk.finance).get(reverse("opening:room", args=[session.pk])).content.decode()
    assert "去解封" not in room
    assert not session.releases.exists()


def test_an_officer_who_cannot_come_is_told_of_and_may_be_replaced():
    walk = submitted()
    full(walk)
    facts = {"now": walk.clock.now()}
    workflow.answer(walk.package.pk, can_come=False, by=walk.finance, **facts)
    workflow.answer(walk.package.pk, can_come=True, by=walk.reviewer, **facts)
    assert Message.objects.filter(subject__startswith="有解封人员不能办理").exists()
    with pytest.raises(NotPermitted):
        workflow.answer(walk.package.pk, can_come=True, by=walk.leader, **facts)
    other = actor(Role.FINANCE, of=body("finance_department"))
    rows = named(walk, walk.handler, walk.colleague, walk.reviewer, other)
    coming = {row.user_id: row.coming for row in rows}
    assert coming[walk.reviewer.user_id] == Coming.CAN
    assert walk.finance.user_id not in coming
    assert RosterOfficer.objects.filter(ended_at__isnull=False).count() == 1


def test_a_thin_roster_is_told_once_one_working_day_before(portal_clock: PortalClock):
    walk = submitted()
    deadline = walk.package.response_deadline
    portal_clock.stop_at(deadline - timedelta(days=6))
    tasks.sweep_due()
    assert not RosterAlarm.objects.exists()
    portal_clock.stop_at(at_local(local_date(deadline), 8))
    for _twice in range(2):
        tasks.sweep_due()
    assert "还没有确定" in RosterAlarm.objects.get().text
    assert Message.objects.filter(subject__startswith="开启前解封人员不足").count() == 2


def test_who_must_keep_or_answer_reads_it_among_what_is_to_do():
    walk = submitted()
    now = walk.package.response_deadline - timedelta(days=2)
    assert [todo.title for todo in todos.todos(walk.handler, now=now)] == ["确定解封人员名册"]
    assert todos.todos(walk.finance, now=now) == []
    full(walk)
    assert [todo.title for todo in todos.todos(walk.finance, now=now)] == ["回复能否解封"]
    workflow.answer(walk.package.pk, can_come=True, by=walk.handler, now=now)
    assert todos.todos(walk.handler, now=now) == []


def test_roster_and_answers_in_the_browser():
    walk = submitted()
    page = reverse("opening:roster", args=[walk.package.pk])
    host = client_of(walk.handler)
    assert "还没有确定解封人员名册" in host.get(page).content.decode()
    people = [walk.handler, walk.colleague, walk.reviewer]
    thin = host.post(page, {"officers": [person.membership_id for person in people]})
    assert (thin.status_code, "至少要 4 人" in thin.content.decode()) == (409, True)
    host.post(page, {"officers": [person.membership_id for person in (*people, walk.finance)]})
    officer = client_of(walk.finance)
    assert "能办理解封吗" in officer.get(page).content.decode()
    officer.post(reverse("opening:roster_answer", args=[walk.package.pk]), {"coming": "can"})
    assert queries.of_package(walk.package.pk).get(user_id=walk.finance.user_id).coming == Coming.CAN
    assert client_of(walk.suppliers[0]).get(page).status_code == 404


def test_auditors_release_only_where_a_roster_names_them_and_save_a_purchaser_that_is_alone():
    walk = submitted()
    now, auditor = walk.clock.now(), actor(Role.AUDITOR, of=body("audit_body"))
    by = actor(Role.CUSTODIAN, of=Body.objects.get(pk=walk.finance.body_id))
    key = keeping.register(custody.public_half(custody.private_key(5)), by=by, now=now)
    PackageCustody.objects.create(package=walk.package, key=key, fixed_at=now)
    page = reverse("opening:roster", args=[walk.package.pk])
    assert client_of(auditor).get(page).status_code == 404
    assert "能选的人都来自一个单位" not in client_of(walk.handler).get(page).content.decode()
    assert openings.packages_of_officer(auditor).count() == 0
    named(walk, walk.handler, walk.colleague, walk.reviewer, auditor)
    assert client_of(auditor).get(page).status_code == 200
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock)
    assert opening_todos.todos(auditor, now=walk.clock.now())
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    assert opening.release(session.pk, by=auditor, clock=walk.clock).released_at
    assert session.releases.last().roles == ["auditor"]


def test_a_purchaser_that_is_alone_is_told_what_can_be_done():
    walk = submitted()
    now = walk.clock.now()
    by = actor(Role.CUSTODIAN, of=Body.objects.get(pk=walk.finance.body_id))
    key = keeping.register(custody.public_half(custody.private_key(5)), by=by, now=now)
    PackageCustody.objects.create(package=walk.package, key=key, fixed_at=now)
    told = client_of(walk.handler).get(reverse("opening:roster", args=[walk.package.pk])).content.decode()
    assert "能选的人都来自一个单位" in told and key.body.name in told and "开通账号" in told
