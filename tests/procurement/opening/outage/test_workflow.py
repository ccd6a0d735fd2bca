"""An outage before the deadline is written down by one and decided by another; nothing is opened before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.choices import SubmissionKind
from procurement.notices.models import Notice
from procurement.notices.outside import workflow as outside
from procurement.notices.outside.rules import Publication
from procurement.opening import queries as openings
from procurement.opening import workflow as opening
from procurement.opening.hall import workflow as hall
from procurement.opening.outage import todos, workflow
from procurement.opening.outage.models import Outage
from procurement.opening.outage.rules import Decision, Span
from procurement.opening.record.models import OpeningRecord
from procurement.projects.choices import PackageStatus
from tests import spine
from tests.factories.people import actor
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
WHY = "供应商在9时以前不能提交（示例）。"


@kept
def near(*amounts: str, **facts) -> spine.Purchase:
    """Half an hour before the deadline."""
    walk = spine.submitted(*amounts, **facts)
    walk.clock.advance_to(walk.package.response_deadline - timedelta(minutes=30))
    return walk


def reported(walk: spine.Purchase) -> Outage:
    now = walk.clock.now()
    span = Span(now - timedelta(minutes=40), now - timedelta(minutes=10))
    facts = {"noticed_by": "supplier", "text": "提交页面打不开（示例）。", "paper": None}
    return workflow.report(walk.project.pk, span, **facts, by=walk.handler, clock=walk.clock)


def decide(walk: spine.Purchase, outage: Outage, outcome: str, *, minutes: int = 0, by=None, **facts):
    moved = walk.project.schedule.response_deadline + timedelta(minutes=minutes) if minutes else None
    decision = Decision(outcome, WHY, moved)
    facts = {"provisional_confirmed": True, "clock": walk.clock, **facts}
    return workflow.decide(outage.pk, decision, by=by or walk.leader, **facts)


def test_a_moved_deadline_is_a_published_correction_and_bids_stay_in_force():
    walk = near()
    walk.project.refresh_from_db()
    before = walk.package.response_deadline
    outage = decide(walk, reported(walk), "moved", minutes=60)
    assert walk.package.response_deadline == before + timedelta(minutes=60)
    notice = Notice.objects.published().get(type="correction", project=walk.project)
    assert (outage.notice, notice.created_by_id) == (notice, walk.handler.user_id)
    assert "平台发生故障" in notice.body["reason"]
    assert Message.objects.filter(subject__contains="更正公告").count() == 6
    walk.clock.advance_to(before)
    assert opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock) is None
    again, first = spine.response_fields("900000"), walk.suppliers[0]
    again = spine.sealed(walk.package, first, phrase=walk.phrases[first.body_id], **again)
    facts = {"kind": SubmissionKind.RESPONSE, "sealed": again, "clock": walk.clock}
    spine.bidding.submit(walk.package.pk, by=first, **facts)
    walk.clock.advance_to(walk.package.response_deadline)
    assert spine.released(walk).opened.count() == 3


def test_a_postponed_opening_is_not_released_early_and_receives_nothing():
    walk = near()
    deadline = walk.package.response_deadline
    outage = decide(walk, reported(walk), "postponed", minutes=45)
    walk.clock.advance_to(deadline)
    session = opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    assert (session.due_at, walk.package.response_deadline) == (outage.moved_to, deadline)
    refused(opening.release, session.pk, by=walk.handler, clock=walk.clock, code="too_early")
    assert Message.objects.filter(subject__startswith="开启时间推迟").count() == 6


def test_nothing_is_released_before_the_decision_and_after_the_deadline_it_cannot_move():
    walk = near()
    outage = reported(walk)
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    refused(opening.release, session.pk, by=walk.handler, clock=walk.clock, code="outage_undecided")
    refused(decide, walk, outage, "moved", minutes=90, code="after_deadline")
    refused(decide, walk, outage, "moved", minutes=31 * 24 * 60, code="too_far")
    decide(walk, outage, "postponed", minutes=20)
    session.refresh_from_db()
    assert session.due_at == walk.package.response_deadline + timedelta(minutes=20)


def test_too_few_are_judged_after_the_decision_only_and_hold_up_no_other_package():
    walk = near("480000", "480000")
    outage = reported(walk)
    walk.clock.advance_to(walk.package.response_deadline)
    packages = walk.project.packages.order_by("index")
    facts = {"kind": "response", "by": SYSTEM, "clock": walk.clock}
    first, second = (opening.open_session(package.pk, **facts) for package in packages)
    assert (first.status, second.status) == ("waiting", "waiting")
    outage = decide(walk, outage, "postponed", minutes=20)
    second.refresh_from_db()
    assert (second.status, second.package.ended_because) == ("failed", "too_few")
    later = reported(walk)
    decide(walk, later, "stays")
    walk.clock.advance_to(outage.moved_to)
    opening.release(first.pk, by=walk.handler, clock=walk.clock)
    assert opening.release(first.pk, by=walk.reviewer, clock=walk.clock).opened.count() == 3


def test_where_all_are_too_few_nobody_is_told_of_another_opening():
    walk = near(prices=("936000", "950000"))
    outage = reported(walk)
    walk.clock.advance_to(walk.package.response_deadline)
    opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    assert walk.package.status == PackageStatus.CLOSED
    decide(walk, outage, "postponed", minutes=20)
    assert walk.package.status == PackageStatus.TERMINATED
    assert not Message.objects.filter(subject__startswith="开启时间推迟").exists()


def test_the_host_alone_does_not_open_before_the_moment_that_was_decided():
    walk = near()
    outage = decide(walk, reported(walk), "postponed", minutes=45)
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    facts = {"reason": "没有人（示例）。", "by": walk.handler, "clock": walk.clock}
    sooner = walk.clock.now() + timedelta(minutes=1)
    refused(hall.postpone, session.pk, until=sooner, **facts, code="before_decision")
    hall.postpone(session.pk, until=outage.moved_to + timedelta(minutes=1), **facts)
    hall.postpone(session.pk, until=outage.moved_to, **facts)


def test_the_record_and_the_hall_tell_what_happened_and_what_was_decided():
    walk = near()
    outage = decide(walk, reported(walk), "stays")
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    opening.conclude(session.pk, by=walk.handler, clock=walk.clock)
    [told] = OpeningRecord.objects.get().content["outages"]
    assert (told["reason"], "维持" in told["outcome"], told["own_record"]) == (WHY, True, outage.own_record)
    hall = reverse("opening:hall", args=[walk.package.number])
    shown = client_of(walk.suppliers[0]).get(hall).content.decode()
    assert (WHY in shown, outage.text in shown) == (True, False)
    assert outage.text in client_of(walk.handler).get(hall).content.decode()
    verbs = LedgerEntry.objects.filter(verb__startswith="outage.").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["outage.report", "outage.decide"]


def test_who_reports_is_the_organiser_and_who_decides_a_second_person_of_the_purchaser():
    walk = near()
    span = Span(walk.clock.now() - timedelta(minutes=20), None)
    facts = {"noticed_by": "own", "text": "x", "paper": None, "clock": walk.clock}
    for stranger in (walk.suppliers[0], walk.leader, actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            workflow.report(walk.project.pk, span, by=stranger, **facts)
    outage = reported(walk)
    refused(workflow.report, walk.project.pk, span, by=walk.handler, **facts, code="outage_waiting")
    for stranger in (walk.handler, actor(Role.PURCHASER_LEADER), actor(Role.AGENCY_HANDLER)):
        with pytest.raises(NotPermitted):
            decide(walk, outage, "stays", by=stranger)
    decide(walk, outage, "stays")
    refused(decide, walk, outage, "stays", code="decided")


def test_the_second_person_finds_it_in_the_workbench_and_decides_in_the_browser():
    walk = near()
    outage = reported(walk)
    assert [todo.title for todo in todos.todos(walk.leader, now=walk.clock.now())] == ["决定怎样处理平台故障"]
    assert not todos.todos(walk.handler, now=walk.clock.now())
    page = reverse("opening:outage_decide", args=[outage.pk])
    assert client_of(walk.handler).get(page).status_code == 403
    browser = client_of(walk.leader)
    assert outage.own_record in browser.get(page).content.decode()
    missing = browser.post(page, {"outcome": "moved", "reason": WHY}).content.decode()
    assert "请填写改到什么时候" in missing and WHY in missing
    assert browser.post(page, {"outcome": "stays", "reason": WHY}).status_code == 302
    outage.refresh_from_db()
    assert (outage.outcome, outage.decided_by_id) == ("stays", walk.leader.user_id)


def test_the_organiser_reports_from_the_hall_with_evidence():
    walk = near()
    page = reverse("opening:outage_report", args=[walk.package.number])
    assert client_of(walk.leader).get(page).status_code == 403
    browser = client_of(walk.handler)
    assert page in browser.get(reverse("opening:hall", args=[walk.package.number])).content.decode()
    sent = {"began_on": "2026-03-01", "began": "08:00", "noticed_by": "own", "text": "示例"}
    told = browser.post(page, sent | {"ended_on": "2026-03-01", "ended": "08:30"})
    assert (told.status_code, "分钟以内" in told.content.decode()) == (409, True)
    assert "一起填写" in browser.post(page, sent | {"ended_on": "2026-03-01"}).content.decode()


def through(walk: spine.Purchase) -> Outage:
    """Half an hour after the deadline: the outage lasted from before it until ten minutes ago."""
    deadline = walk.package.response_deadline
    walk.clock.advance_to(deadline)
    opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    walk.clock.advance_to(deadline + timedelta(minutes=30))
    span = Span(deadline - timedelta(minutes=15), deadline + timedelta(minutes=20))
    facts = {"noticed_by": "supplier", "text": "提交页面打不开（示例）。", "paper": None}
    return workflow.report(walk.project.pk, span, **facts, by=walk.handler, clock=walk.clock)


@pytest.mark.article("O87:33")
def test_an_outage_that_lasted_through_the_deadline_lets_bids_in_again():
    walk = near()
    before = walk.package.response_deadline
    outage = through(walk)
    refused(decide, walk, outage, "moved", minutes=34, code="shorter_than_outage")
    outage = decide(walk, outage, "moved", minutes=60)
    assert (walk.package.status, walk.package.response_deadline) == (PackageStatus.ANNOUNCED, outage.moved_to)
    assert "重新接收文件" in outage.notice.body["reason"]
    assert openings.session_of(walk.package.pk, "response") is None
    first = walk.suppliers[0]
    again = spine.response_fields("900000")
    again = spine.sealed(walk.package, first, phrase=walk.phrases[first.body_id], **again)
    facts = {"kind": SubmissionKind.RESPONSE, "sealed": again, "clock": walk.clock}
    spine.bidding.submit(walk.package.pk, by=first, **facts)
    walk.clock.advance_to(before + timedelta(minutes=60))
    session = spine.released(walk)
    assert (session.due_at, session.opened.count()) == (outage.moved_to, 3)
    verbs = LedgerEntry.objects.filter(
        subject_id=walk.package.pk, verb__in=("projects.reach", "projects.reopen")
    )
    told = [entry.facts["to"] for entry in verbs.order_by("pk")]
    assert told[-3:] == ["closed", "announced", "closed"]


def test_once_an_officer_has_released_nothing_is_received_again():
    walk = near()
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    opening.release(session.pk, by=walk.handler, clock=walk.clock)
    outage = through(walk)
    refused(decide, walk, outage, "moved", minutes=60, code="release_begun")
    decide(walk, outage, "postponed", minutes=60)
    assert walk.package.status == PackageStatus.CLOSED


def test_the_end_of_an_outage_that_went_on_is_told_with_the_decision():
    walk = near()
    deadline = walk.package.response_deadline
    span = Span(deadline - timedelta(minutes=40), None)
    facts = {"noticed_by": "own", "text": "示例", "paper": None}
    outage = workflow.report(walk.project.pk, span, **facts, by=walk.handler, clock=walk.clock)
    walk.clock.advance_to(deadline + timedelta(minutes=30))
    refused(decide, walk, outage, "moved", minutes=90, code="outage_going_on")
    browser, page = client_of(walk.leader), reverse("opening:outage_decide", args=[outage.pk])
    assert "故障恢复日期" in browser.get(page).content.decode()
    decision = Decision("moved", WHY, deadline + timedelta(minutes=90), deadline + timedelta(minutes=10))
    facts = {"provisional_confirmed": True, "by": walk.leader, "clock": walk.clock}
    outage = workflow.decide(outage.pk, decision, **facts)
    assert (outage.ended_at, walk.package.response_deadline) == (decision.ended_at, decision.moved_to)


def test_a_moved_deadline_whose_notice_is_late_is_decided_anew(settings):
    walk = near()
    settings.SELF_PUBLICATION = False
    outage = decide(walk, reported(walk), "moved", minutes=60)
    now = walk.clock.now()
    assert (outage.notice.status, todos.todos(walk.leader, now=now)) == ("awaiting", [])
    refused(decide, walk, outage, "stays", code="decided")
    walk.clock.advance_to(walk.package.response_deadline)
    session = opening.open_session(walk.package.pk, kind="response", by=SYSTEM, clock=walk.clock)
    refused(opening.release, session.pk, by=walk.handler, clock=walk.clock, code="outage_undecided")
    [todo] = todos.todos(walk.leader, now=walk.clock.now())
    assert "没有生效" in todo.why
    late = outage.notice
    outage = decide(walk, outage, "postponed", minutes=20)
    late.refresh_from_db()
    assert (late.status, outage.notice, "没有生效" in outage.lapsed) == ("discarded", None, True)
    shown = client_of(walk.suppliers[0]).get(reverse("opening:hall", args=[walk.package.number]))
    assert outage.lapsed in shown.content.decode()
    walk.clock.advance_to(outage.moved_to)
    assert spine.released(walk).opened.count() == 3


def test_bids_are_let_in_again_once_the_notice_is_out_elsewhere(settings):
    walk = near()
    outage = through(walk)
    settings.SELF_PUBLICATION = False
    outage = decide(walk, outage, "moved", minutes=180)
    assert walk.package.status == PackageStatus.CLOSED
    session = openings.session_of(walk.package.pk, "response")
    refused(opening.release, session.pk, by=walk.handler, clock=walk.clock, code="outage_undecided")
    walk.clock.advance_to(walk.clock.now() + timedelta(minutes=10))
    first = Publication("GZ-1", "https://www.ccgp-hunan.gov.cn/1", walk.clock.now())
    outside.enter(outage.notice.pk, first, by=walk.handler, now=walk.clock.now(), clock=walk.clock)
    assert (walk.package.status, walk.package.response_deadline) == (PackageStatus.ANNOUNCED, outage.moved_to)
