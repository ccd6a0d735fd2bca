"""The opening: two officers, each bidder unlocks, candidates go to review."""

import base64
from datetime import timedelta

import pytest

from orgs.inbox.models import Message
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.choices import SubmissionKind
from procurement.notices.choices import NoticeType
from procurement.opening import queries, tasks, workflow
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.models import KeyRelease, OpenedSubmission, OpeningSession
from procurement.projects.choices import PackageStatus
from procurement.projects.plans import converting
from procurement.projects.plans.choices import ApprovalKind
from procurement.projects.plans.rules import PlanFacts
from procurement.review import queries as review_queries
from procurement.review.choices import CandidateStatus, ReviewStatus
from tests import spine
from tests.factories import locks
from tests.factories import plans as plans_factory
from tests.factories.people import actor, body
from tests.refusals import refused
from tests.scenes import kept, walked_once

pytestmark = pytest.mark.django_db
scene = walked_once(spine.submitted)
RESPONSE = SubmissionKind.RESPONSE


@kept
def due(**facts) -> tuple[spine.Purchase, OpeningSession]:
    """Three responses and the session at its due time."""
    walk = spine.submitted(**facts)
    walk.clock.advance_to(walk.package.response_deadline)
    session = workflow.open_session(walk.package.pk, kind=RESPONSE, by=SYSTEM, clock=walk.clock)
    return walk, session


@kept
def unlocking() -> tuple[spine.Purchase, OpeningSession, OpenedSubmission, bytes]:
    """Released; with the first submission and its plaintext."""
    walk, session = due()
    workflow.release(session.pk, by=walk.handler, clock=walk.clock)
    session = workflow.release(session.pk, by=walk.reviewer, clock=walk.clock)
    opened = session.opened.get(submission__supplier_id=walk.suppliers[0].body_id)
    plaintext = locks.open_inner(opened.inner, walk.phrases[walk.suppliers[0].body_id])
    return walk, session, opened, plaintext


def encoded(plaintext: bytes) -> str:
    return base64.urlsafe_b64encode(plaintext).decode().rstrip("=")


def test_opened_responses_become_candidates():
    walk = spine.opened_package()
    assert walk.package.status == PackageStatus.OPENED
    assert walk.package.review.status == ReviewStatus.RECUSAL
    candidates = walk.package.review.candidates.order_by("supplier_id")
    assert {c.supplier_id for c in candidates} == {s.body_id for s in walk.suppliers}
    assert {c.response["first_price"] for c in candidates} == set(spine.FIRST_PRICES)


@pytest.mark.article("O87:39")
def test_nothing_is_opened_before_the_deadline():
    walk = spine.submitted()
    assert workflow.open_session(walk.package.pk, kind=RESPONSE, by=SYSTEM, clock=walk.clock) is None
    assert not OpeningSession.objects.exists()
    assert walk.package.status == PackageStatus.ANNOUNCED


def test_a_session_is_prepared_once():
    walk, session = due()
    again = workflow.open_session(walk.package.pk, kind=RESPONSE, by=SYSTEM, clock=walk.clock)
    assert again == session
    assert (session.status, session.due_at) == (OpeningStatus.WAITING, walk.package.response_deadline)


def test_one_officer_alone_opens_nothing():
    walk, session = due()
    workflow.release(session.pk, by=walk.handler, clock=walk.clock)
    session.refresh_from_db()
    assert session.status == OpeningStatus.WAITING
    assert not session.opened.exists()
    refused(workflow.release, session.pk, by=walk.handler, clock=walk.clock, code="same_person")
    refused(workflow.release, session.pk, by=walk.colleague, clock=walk.clock, code="handlers_only")
    assert session.releases.count() == 1


@pytest.mark.article("O87:39")
def test_what_a_handler_is_elsewhere_does_not_make_up_for_the_second_officer():
    walk, session = due()
    elsewhere = body("finance_department", division_code="4306")
    actor(Role.FINANCE, of=elsewhere, person=User.objects.get(pk=walk.handler.user_id))
    workflow.release(session.pk, by=walk.handler, clock=walk.clock)
    kept = session.releases.get()
    assert (kept.body_id, kept.roles) == (walk.handler.body_id, [Role.PURCHASER_HANDLER])
    refused(workflow.release, session.pk, by=walk.colleague, clock=walk.clock, code="handlers_only")
    assert workflow.release(session.pk, by=walk.reviewer, clock=walk.clock).opened.count() == 3


def test_a_release_whose_capacities_were_not_kept_counts_as_a_handlers():
    walk, session = due()
    KeyRelease.objects.create(session=session, officer_id=walk.reviewer.user_id, at=walk.clock.now())
    refused(workflow.release, session.pk, by=walk.handler, clock=walk.clock, code="handlers_only")
    assert workflow.release(session.pk, by=walk.leader, clock=walk.clock).opened.count() == 3


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.EXPERT, Role.AUDITOR, Role.OPERATOR])
def test_who_is_not_on_the_roster_releases_nothing(role):
    _walk, session = due()
    with pytest.raises(NotPermitted):
        workflow.release(session.pk, by=actor(role))
    assert not session.releases.exists()


def test_officers_of_another_purchaser_release_nothing():
    _walk, session = due()
    with pytest.raises(NotPermitted):
        workflow.release(session.pk, by=actor(Role.PURCHASER_REVIEWER))
    assert not session.releases.exists()


def test_after_the_release_only_the_inner_lock_is_left():
    walk, session, opened, plaintext = unlocking()
    assert session.opened.count() == 3
    assert session.unlock_until - session.released_at == timedelta(minutes=30)
    assert b"first_price" in plaintext
    assert "first_price" not in opened.inner
    assert opened.plaintext == ""
    assert Message.objects.filter(subject__startswith="请解锁").count() == 6
    assert walk.package.status == PackageStatus.CLOSED


def test_a_bidder_cannot_change_a_bid_at_the_opening_and_the_attempt_is_recorded():
    walk, _session, opened, plaintext = unlocking()
    forged = plaintext.replace(b"936000", b"926000")
    facts = {"encoded": encoded(forged), "by": walk.suppliers[0], "clock": walk.clock}
    refused(workflow.unlock, opened.pk, **facts, code="digest_mismatch")
    opened.refresh_from_db()
    assert (opened.status, opened.plaintext) == (UnlockStatus.WAITING, "")
    assert LedgerEntry.objects.about(opened).get().verb == "opening.unlock_failed"


@pytest.mark.parametrize("posted", ["", "***", "好", "A" * 90_000])
def test_what_is_no_plaintext_is_refused(posted):
    walk, _session, opened, _plaintext = unlocking()
    refused(
        workflow.unlock,
        opened.pk,
        encoded=posted,
        by=walk.suppliers[0],
        clock=walk.clock,
        code="digest_mismatch",
    )


def test_nobody_unlocks_for_another_or_twice_or_too_late():
    walk, session, opened, plaintext = unlocking()
    facts = {"encoded": encoded(plaintext), "clock": walk.clock}
    with pytest.raises(NotPermitted):
        workflow.unlock(opened.pk, by=walk.suppliers[1], **facts)
    workflow.unlock(opened.pk, by=walk.suppliers[0], **facts)
    refused(workflow.unlock, opened.pk, by=walk.suppliers[0], **facts, code="already_unlocked")
    other = session.opened.get(submission__supplier_id=walk.suppliers[1].body_id)
    walk.clock.advance_to(session.unlock_until)
    refused(workflow.unlock, other.pk, by=walk.suppliers[1], **facts, code="unlock_over")


@pytest.mark.article("发展改革委令第20号第三十一条")
def test_who_does_not_unlock_in_time_is_not_opened_and_too_few_end_the_purchase():
    walk, session, opened, plaintext = unlocking()
    workflow.unlock(opened.pk, encoded=encoded(plaintext), by=walk.suppliers[0], clock=walk.clock)
    refused(workflow.conclude, session.pk, by=walk.handler, clock=walk.clock, code="still_unlocking")
    walk.clock.advance_to(session.unlock_until)
    workflow.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    session.refresh_from_db()
    late = session.opened.exclude(pk=opened.pk)
    assert {row.status for row in late} == {UnlockStatus.NOT_OPENED}
    assert all(row.reason for row in late)
    assert session.status == OpeningStatus.FAILED
    assert walk.package.status == PackageStatus.TERMINATED
    assert walk.package.review.status == ReviewStatus.TERMINATED
    assert (walk.package.ended_because, walk.package.review.termination_cause) == ("few_left", "few_left")
    assert not walk.package.review.candidates.exists()


def test_three_of_four_go_on_without_the_absent_one():
    walk, session = due(prices=("936000", "950000", "921000", "940000"))
    workflow.release(session.pk, by=walk.handler, clock=walk.clock)
    session = workflow.release(session.pk, by=walk.leader, clock=walk.clock)
    absent = walk.suppliers.pop()
    kept = session.opened.exclude(submission__supplier_id=absent.body_id)
    for opened in kept.select_related("submission"):
        supplier = next(s for s in walk.suppliers if s.body_id == opened.submission.supplier_id)
        plaintext = locks.open_inner(opened.inner, walk.phrases[supplier.body_id])
        workflow.unlock(opened.pk, encoded=encoded(plaintext), by=supplier, clock=walk.clock)
    walk.clock.advance_to(session.unlock_until)
    workflow.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    assert walk.package.review.candidates.count() == 3
    assert walk.package.status == PackageStatus.OPENED


@pytest.mark.article("财库〔2014〕214号第六条")
def test_too_few_responses_end_the_package_unopened_with_a_notice_to_all():
    walk, session = due(prices=("936000", "950000"))
    assert session.status == OpeningStatus.FAILED
    assert walk.package.status == PackageStatus.TERMINATED
    assert walk.package.ended_because == "too_few"
    notice = walk.project.notices.get(type=NoticeType.TERMINATION)
    assert "不足 3 家" in str(notice.body["sections"])
    assert Message.objects.filter(subject=notice.title).count() == 4
    assert not OpenedSubmission.objects.exists()
    refused(workflow.release, session.pk, by=walk.handler, clock=walk.clock, code="wrong_state")


@kept
def after_a_failed_tender(*approvals: str) -> spine.Purchase:
    """People who negotiate since their open tender failed, with the papers of those who agreed."""
    purchase = spine.people(method="competitive_negotiation")
    purchase.reason = PlanFacts(
        case="failed_tender",
        case_reason="公开招标只有两家投标（示例）。",
        found="notice",
        earlier_number="430100-2026-0001-01",
        argument="没有不合理条款（示例）。",
        experts="甲（示例），某大学，教授",
    )
    purchase.approvals = approvals
    return purchase


@pytest.mark.article("O74:27")
def test_two_go_on_in_a_negotiation_that_was_approved_after_a_failed_tender():
    purchase = after_a_failed_tender("consent", "approval")
    walk = spine.opened_package(purchase=purchase, prices=("936000", "950000"))
    review = walk.package.review
    assert (walk.package.status, review.status) == (PackageStatus.OPENED, ReviewStatus.RECUSAL)
    assert (review.is_converted, review.candidates.count()) == (True, 2)
    limits = review_queries.limits_of(review)
    assert (limits.usual.value, limits.exception.value) == (3, 2)


@pytest.mark.article("O74:27")
def test_two_go_on_when_the_approval_came_in_after_that_of_the_project():
    walk = spine.submitted(purchase=after_a_failed_tender(), prices=("936000", "950000"))
    keep, clock = converting.keep_late_approval, walk.clock
    facts = [plans_factory.approval_facts(walk, kind) for kind in ApprovalKind]
    paper = plans_factory.paper(walk)
    with pytest.raises(NotPermitted):
        keep(walk.project.pk, facts[0], paper=paper, by=walk.handler, clock=clock)
    for fact in facts:
        keep(walk.project.pk, fact, paper=paper, by=walk.leader, clock=clock)
    clock.advance_to(walk.package.response_deadline)
    refused(keep, walk.project.pk, facts[0], paper=paper, by=walk.leader, clock=clock, code="responses_due")
    workflow.open_session(walk.package.pk, kind=RESPONSE, by=SYSTEM, clock=clock)
    assert (walk.package.status, walk.package.ended_because) == (PackageStatus.CLOSED, "")


@pytest.mark.article("O74:27")
def test_two_do_not_go_on_after_a_failed_tender_while_nobody_approved_of_it():
    walk = spine.submitted(purchase=after_a_failed_tender("consent"), prices=("936000", "950000"))
    walk.clock.advance_to(walk.package.response_deadline)
    session = workflow.open_session(walk.package.pk, kind=RESPONSE, by=SYSTEM, clock=walk.clock)
    assert (session.status, walk.package.status) == (OpeningStatus.FAILED, PackageStatus.TERMINATED)


def test_a_bid_for_the_wrong_bidder_is_not_opened():
    walk = spine.obtained(count=3)
    for number, supplier in enumerate(walk.suppliers):
        author = walk.suppliers[1] if number == 0 else supplier
        phrase = walk.phrases.setdefault(supplier.body_id, locks.phrase(number))
        made = spine.sealed(walk.package, author, phrase=phrase, **spine.response_fields("1"))
        spine.bidding.submit(walk.package.pk, kind=RESPONSE, sealed=made, by=supplier, clock=walk.clock)
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    spine.unlock_all(walk, session)
    stolen = session.opened.get(submission__supplier_id=walk.suppliers[0].body_id)
    assert (stolen.status, stolen.plaintext) == (UnlockStatus.NOT_OPENED, "")
    assert "供应商" in stolen.reason


def test_final_quotes_reach_the_panel_and_one_above_the_ceiling_is_invalid():
    walk = spine.quoted(quotes=("936000", "950000", "990000"))
    review = walk.package.review
    assert review.status == ReviewStatus.SCORING
    statuses = dict(review.candidates.values_list("supplier_id", "status"))
    assert statuses[walk.suppliers[0].body_id] == CandidateStatus.QUOTED
    assert statuses[walk.suppliers[2].body_id] == CandidateStatus.INVALID


def test_final_quotes_are_disclosed_to_auditors_after_the_report_only():
    walk = spine.quoted()
    kinds = set(queries.disclosed().values_list("session__kind", flat=True))
    assert kinds == {RESPONSE}
    assert walk.package.review.reported_at is None


def test_the_sweep_carries_out_what_is_due_once(django_capture_on_commit_callbacks):
    walk = spine.submitted()
    for _twice in range(2):
        tasks.sweep_due()
    session = OpeningSession.objects.get()
    assert walk.package.status == PackageStatus.CLOSED
    assert session.status == OpeningStatus.WAITING
