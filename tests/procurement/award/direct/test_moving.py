"""A purchase opened here whose review is held on another platform: moved, its result entered, or ended."""

from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.award import workflow as awards
from procurement.award.direct import moving, workflow
from procurement.award.direct.models import MovedPackage, OutsideEnd
from procurement.award.direct.rules import MoveFacts
from procurement.award.direct.todos import todos
from procurement.notices import queries as notices
from procurement.notices.models import Notice
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions.choices import DecisionStep
from procurement.review import workflow as review
from procurement.review.choices import EndingCause, ReviewStatus
from procurement.review.todos import todos as review_todos
from tests import spine
from tests.factories import direct, making, single
from tests.factories.people import actor, letter
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("GPL:42；O74:26；O87:68")]
FACTS = MoveFacts("省级交易平台（示例）", "主管部门要求统一评审（示例）。")


@kept
def examined(**facts):
    return spine.examined(**facts)


scene = walked_once(examined)


def move(walk, *, by=None, facts=FACTS) -> MovedPackage:
    by, now = by or walk.leader, walk.clock.advance(hours=1)
    paper = uploads.store(letter("说明.pdf"), owner_id=walk.handler.user_id, now=now)
    return moving.move(walk.package.pk, facts, paper=paper, by=by, now=now)


def enter(walk, supplier_id: int, *, has_met: bool = True):
    if has_met:
        making.decide_together(walk, DecisionStep.AWARD)
    facts = direct.result_facts(walk, supplier_id, amount=Decimal("921000"), platform=FACTS.platform)
    paper, now = direct.paper(walk), walk.clock.advance(hours=1)
    return workflow.enter_result(walk.package.pk, facts, paper=paper, by=walk.handler, now=now)


def mine(walk, by) -> list[str]:
    return [todo.title for todo in todos(by, now=walk.clock.now()) if not todo.waiting_for]


def test_the_result_of_a_review_held_elsewhere_is_entered_approved_and_published():
    walk = examined()
    move(walk)
    assert walk.room.fresh().status == ReviewStatus.MOVED
    assert not review_todos(walk.room.chair, now=walk.clock.now())
    assert mine(walk, walk.handler) == ["登记其他平台的结果"]
    award = enter(walk, walk.suppliers[2].body_id)
    awards.approve(award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    notice = workflow.publish_result(walk.package.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    assert walk.package.status == PackageStatus.RESULT_PUBLISHED
    assert FACTS.platform in str(notice.body) and "921,000" in str(notice.body)
    assert mine(walk, walk.handler) == []


def test_only_a_supplier_whose_response_was_opened_here_can_have_won():
    walk = examined()
    move(walk)
    stranger = actor(Role.SUPPLIER)
    refused(enter, walk, stranger.body_id, code="not_responded")
    assert walk.package.status == PackageStatus.OPENED


@pytest.mark.article("GPL:42；单位内部控制制度（待确认）")
def test_the_purchaser_meets_on_a_result_from_elsewhere_as_on_its_own():
    walk = examined()
    move(walk)
    winner = walk.suppliers[2].body_id
    refused(enter, walk, winner, has_met=False, code="no_minutes_paper")
    assert "同意。" in enter(walk, winner).minutes


@pytest.mark.article("O87:69")
def test_the_document_is_public_with_a_result_from_elsewhere():
    walk = examined()
    move(walk)
    assert not notices.may_read_document(None, walk.project)
    award = enter(walk, walk.suppliers[2].body_id)
    awards.approve(award.pk, by=walk.leader, now=walk.clock.advance(hours=1))
    workflow.publish_result(walk.package.pk, by=walk.handler, now=walk.clock.advance(hours=1))
    assert notices.may_read_document(None, walk.project)


def test_a_package_is_moved_once_and_its_review_does_not_go_on():
    walk = examined()
    move(walk)
    refused(move, walk, code="moved_before")
    assert LedgerEntry.objects.about(walk.package).filter(verb="direct.move").count() == 1
    refused(
        review.draw_order, walk.room.session.pk, by=walk.room.chair, now=walk.clock.now(), code="wrong_state"
    )


def test_a_reason_is_asked_and_nobody_else_moves():
    walk = examined()
    refused(move, walk, facts=MoveFacts(FACTS.platform, " "), code="reason_missing")
    others = [actor(role) for role in (Role.PURCHASER_LEADER, Role.AGENCY_HANDLER, Role.SUPPLIER)]
    for by in (walk.handler, *others):
        with pytest.raises(NotPermitted):
            move(walk, by=by)
    assert walk.package.moved_at is None


def test_nothing_is_moved_before_its_opening():
    walk = spine.announced_package()
    refused(move, walk, code="not_movable")


def test_a_moved_purchase_without_a_result_ends_with_a_notice():
    walk = examined()
    move(walk)
    browser, url = client_of(walk.leader), reverse("direct:give_up", args=[walk.package.pk])
    typed = {"cause": "too_few", "reason": "其他平台评审后终止。"}
    sent = browser.post(url, typed)
    assert sent.status_code == 409 and "没有上传它的终止公告" in sent.content.decode()
    assert walk.package.status == PackageStatus.OPENED
    assert browser.post(url, typed | {"paper": letter("终止公告.pdf")}).status_code == 302
    assert walk.package.status == PackageStatus.TERMINATED
    assert walk.package.ended_because == EndingCause.TOO_FEW
    assert "其他平台评审后终止" in str(Notice.objects.get(type="termination").body)
    page = browser.get(reverse("direct:detail", args=[walk.package.pk])).content.decode()
    paper = reverse("direct:end_paper", args=[OutsideEnd.objects.get().pk])
    assert paper in page and browser.get(paper).status_code == 200


def test_a_single_source_may_be_carried_on_elsewhere_too():
    walk = single.opened()
    move(walk)
    with pytest.raises(NotPermitted):
        single.keep(walk)
    assert enter(walk, walk.suppliers[0].body_id).amount == Decimal("921000")


def test_the_pages_show_the_way():
    walk = examined()
    url = reverse("direct:move", args=[walk.package.pk])
    organised = client_of(walk.handler).get(reverse("review:organise", args=[walk.room.session.pk]))
    assert "由采购人的复核人员或者分管领导在采购页面办理" in organised.content.decode()
    assert url not in client_of(walk.handler).get(walk.project.get_absolute_url()).content.decode()
    browser = client_of(walk.reviewer)
    assert url in browser.get(walk.project.get_absolute_url()).content.decode()
    assert browser.get(url).status_code == 200
    sent = browser.post(url, {"platform": FACTS.platform, "reason": FACTS.reason, "paper": letter()})
    assert sent.status_code == 302
    page = browser.get(reverse("award:package", args=[walk.package.pk]), follow=True).content.decode()
    assert "登记其他平台的结果" in page and FACTS.reason in page
    paper = reverse("direct:move_paper", args=[MovedPackage.objects.get().pk])
    assert browser.get(paper).status_code == 200
    organised = client_of(walk.handler).get(reverse("review:organise", args=[walk.room.session.pk]))
    assert "转到其他平台评审" in organised.content.decode()
    room = client_of(walk.room.chair).get(reverse("review:room", args=[walk.room.session.pk]), follow=True)
    assert "本次评审转到其他平台办理" in room.content.decode()
    supplier = client_of(walk.suppliers[0]).get(reverse("review:supplier", args=[walk.room.session.pk]))
    assert supplier.status_code == 200
