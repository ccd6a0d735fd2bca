"""Windows move with a reason, for everybody alike, and no bid is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.choices import SubmissionKind
from procurement.opening import workflow as opening
from procurement.opening.hall import workflow
from procurement.opening.hall.choices import IncidentKind
from procurement.opening.hall.models import Incident
from procurement.projects.models import ProcurementProject as Project
from procurement.review.models import PanelMember
from tests import spine
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
WHY = "平台在10时至10时10分不能访问（示例）。"


@kept
def due() -> tuple:
    walk = spine.submitted()
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind=SubmissionKind.RESPONSE, by=SYSTEM, clock=walk.clock)
    return walk, session


@kept
def released() -> tuple:
    walk, session = due()
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    return walk, opening.release(session.pk, by=walk.reviewer, clock=walk.clock)


@pytest.mark.article("发展改革委令第20号第三十一条")
def test_a_platform_fault_gives_every_bidder_more_time():
    walk, session = released()
    before = session.unlock_until
    workflow.extend(session.pk, minutes=20, reason=WHY, by=walk.handler, clock=walk.clock)
    session.refresh_from_db()
    assert session.unlock_until == before + timedelta(minutes=20)
    incident = Incident.objects.get()
    assert (incident.kind, incident.text, incident.moved_to) == ("extended", WHY, session.unlock_until)
    assert Message.objects.filter(subject__startswith="解锁时间已延长").count() == 6
    walk.clock.advance_to(before)
    spine.unlock_all(walk, session)
    assert set(session.opened.values_list("status", flat=True)) == {"opened"}


@pytest.mark.parametrize(("method", "is_told"), [("competitive_consultation", False), ("open_tender", True)])
def test_the_hosts_own_words_reach_bidders_only_where_bids_are_read_out(method, is_told):
    walk, session = released()
    Project.objects.filter(pk=walk.project.pk).update(method=method)
    workflow.extend(session.pk, minutes=20, reason=WHY, by=walk.handler, clock=walk.clock)
    told = Message.objects.filter(subject__startswith="解锁时间已延长")
    assert {WHY in message.text for message in told} == {is_told}
    hall = reverse("opening:hall", args=[walk.package.number])
    shown = client_of(walk.suppliers[0]).get(hall).content.decode()
    assert ("延长解锁时间" in shown, WHY in shown) == (True, is_told)
    assert WHY in client_of(walk.handler).get(hall).content.decode()


def test_nobody_but_the_organiser_moves_a_window_and_not_without_a_reason():
    walk, session = released()
    for stranger in (walk.suppliers[0], walk.reviewer, walk.leader):
        with pytest.raises(NotPermitted):
            workflow.extend(session.pk, minutes=20, reason=WHY, by=stranger, clock=walk.clock)
    facts = {"minutes": 20, "by": walk.handler, "clock": walk.clock}
    refused(workflow.extend, session.pk, reason=" ", **facts, code="no_reason")
    walk.clock.advance_to(session.unlock_until)
    refused(workflow.extend, session.pk, reason=WHY, **facts, code="window_over")
    assert not Incident.objects.exists()


def test_a_release_that_nobody_can_make_is_postponed_and_no_bid_is_lost():
    walk, session = due()
    until = session.due_at + timedelta(hours=3)
    workflow.postpone(session.pk, until=until, reason=WHY, by=walk.handler, clock=walk.clock)
    refused(opening.release, session.pk, by=walk.handler, clock=walk.clock, code="too_early")
    assert Message.objects.filter(subject__startswith="开启时间推迟").count() == 6
    refused(
        spine.bidding.withdraw,
        walk.package.submissions.first().receipt_number,
        by=walk.suppliers[0],
        clock=walk.clock,
        code="not_open",
    )
    walk.clock.advance_to(until)
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    session = opening.release(session.pk, by=walk.reviewer, clock=walk.clock)
    assert session.opened.count() == 3


def test_a_bidder_says_what_does_not_work_after_the_release_only():
    walk, session = due()
    facts = {"text": "页面一直停在解锁中。", "by": walk.suppliers[0], "clock": walk.clock}
    refused(workflow.report, session.pk, **facts, code="wrong_state")
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    opening.release(session.pk, by=walk.reviewer, clock=walk.clock)
    incident = workflow.report(session.pk, **facts)
    assert incident.kind == IncidentKind.REPORTED
    assert LedgerEntry.objects.get(verb="opening.reported").seal
    assert Message.objects.filter(subject__startswith="开启中有供应商反映问题").exists()
    with pytest.raises(NotPermitted):
        workflow.report(session.pk, text="x", by=walk.handler, clock=walk.clock)


@pytest.mark.article("O87:40")
def test_a_member_of_the_panel_releases_nothing_and_moves_nothing():
    walk, session = due()
    PanelMember.objects.create(
        session=walk.package.review, user_id=walk.reviewer.user_id, seat="purchaser", status="named"
    )
    facts = {"by": walk.reviewer, "clock": walk.clock}
    refused(opening.release, session.pk, **facts, code="panel_member")
    assert not session.releases.exists()


@pytest.mark.article("O87:40")
def test_a_member_of_the_panel_sees_no_session_beside_the_hall_and_ends_none():
    walk, session = released()
    room = reverse("opening:room", args=[session.pk])
    assert client_of(walk.handler).get(room).status_code == 200
    PanelMember.objects.create(
        session=walk.package.review, user_id=walk.handler.user_id, seat="purchaser", status="named"
    )
    told = client_of(walk.handler).get(room)
    assert (told.status_code, "不得参加开标活动" in told.content.decode()) == (409, True)
    walk.clock.advance_to(session.unlock_until)
    refused(opening.conclude, session.pk, by=walk.handler, clock=walk.clock, code="panel_member")
    assert opening.conclude(session.pk, by=SYSTEM, clock=walk.clock).concluded_at
