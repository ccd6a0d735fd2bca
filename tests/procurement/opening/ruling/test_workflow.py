"""Whose fault it was that a bid stayed shut: ruled by a second person, in hall, record and bond."""

import pytest
from django.urls import reverse
from django.utils import translation

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding.choices import SubmissionKind
from procurement.contracts.bonds import queries as bonds
from procurement.contracts.bonds.choices import BondKind
from procurement.contracts.bonds.models import BidBond
from procurement.opening.models import OpenedSubmission
from procurement.opening.record import drawing
from procurement.opening.record import workflow as recording
from procurement.opening.record.models import OpeningRecord
from procurement.opening.ruling import todos, workflow
from procurement.opening.ruling.models import Ruling
from procurement.review.models import PanelMember
from tests import spine
from tests.factories.bonds import paper
from tests.factories.people import actor
from tests.procurement.opening.record.test_workflow import ended
from tests.refusals import refused
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.article("发展改革委令第20号第三十一条")]
scene = walked_once(ended)
WHY = "运行单位证明该时段解锁页面不能访问（示例）。"


def shut(walk: spine.Purchase) -> OpenedSubmission:
    return OpenedSubmission.objects.get(session__package=walk.package, status="not_opened")


def rule(walk: spine.Purchase, cause: str, by=None) -> Ruling:
    return workflow.rule(shut(walk).pk, cause=cause, reason=WHY, by=by or walk.leader, clock=walk.clock)


def test_a_ruling_stands_in_hall_record_and_the_bidders_own_page():
    walk = ended()
    record = OpeningRecord.objects.get()
    before = drawing.digest(record)
    rule(walk, "platform")
    signed = drawing.digest(record)
    with translation.override("en"):
        assert drawing.digest(record) == signed != before
    bidder = client_of(walk.suppliers[3])
    own = bidder.get(reverse("opening:unlock", args=[shut(walk).submission.receipt_number]))
    hall = client_of(walk.handler).get(reverse("opening:hall", args=[walk.package.number]))
    page = client_of(walk.handler).get(reverse("opening:record", args=[walk.package.number]))
    for shown in (own, hall, page):
        assert "视为撤回" in shown.content.decode() and WHY in shown.content.decode()
    assert drawing.document(record).render().startswith(b"%PDF")
    assert Message.objects.filter(subject__startswith="没有打开的原因已认定").exists()
    assert LedgerEntry.objects.get(verb="opening.rule").seal


def test_who_rules_is_the_purchasers_second_person_and_no_member_of_the_panel():
    walk = ended()
    for stranger in (walk.handler, walk.suppliers[3], actor(Role.PURCHASER_LEADER), actor(Role.SUPERVISOR)):
        with pytest.raises(NotPermitted):
            rule(walk, "own", by=stranger)
    PanelMember.objects.create(
        session=walk.package.review, user_id=walk.leader.user_id, seat="purchaser", status="named"
    )
    opened = shut(walk)
    facts = {"cause": "own", "reason": WHY, "clock": walk.clock}
    refused(workflow.rule, opened.pk, by=walk.leader, **facts, code="panel_member")
    assert not Ruling.objects.exists()


def test_a_ruling_comes_once_and_before_the_first_signature():
    walk = ended()
    opened, record = shut(walk), OpeningRecord.objects.get()
    facts = {"cause": "own", "reason": WHY, "clock": walk.clock, "by": walk.leader}
    assert [todo.title for todo in todos.todos(walk.leader, now=walk.clock.now())] == ["认定没有打开的原因"]
    walk.clock.advance_to(record.confirm_until)
    refused(recording.sign, record.pk, by=walk.handler, clock=walk.clock, code="not_ruled")
    workflow.rule(opened.pk, **facts)
    refused(workflow.rule, opened.pk, **facts, code="ruled")
    recording.sign(record.pk, by=walk.handler, clock=walk.clock)
    assert not todos.todos(walk.leader, now=walk.clock.now())


def test_nothing_is_ruled_while_the_bidder_may_still_unlock():
    walk = spine.submitted()
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    opened = session.opened.first()
    facts = {"cause": "own", "reason": WHY, "clock": walk.clock, "by": walk.leader}
    refused(workflow.rule, opened.pk, **facts, code="still_unlocking")
    assert not todos.todos(walk.leader, now=walk.clock.now())


@pytest.mark.article("O87:38")
@pytest.mark.parametrize(("cause", "goes_back"), [("custodian", "recalled"), ("own", None)])
def test_the_bond_of_a_recalled_bid_goes_back_and_is_never_kept(cause, goes_back):
    walk = ended()
    bond = BidBond.objects.create(
        package=walk.package,
        supplier_id=walk.suppliers[3].body_id,
        form=BondKind.GUARANTEE,
        amount="9000",
        arrived_at=walk.clock.now(),
        reference="BH-1",
        paper=paper(walk),
        entered_by_id=walk.handler.user_id,
        entered_at=walk.clock.now(),
    )
    rule(walk, cause)
    found = bonds.cause_of(bond)
    assert (found and found.code) == goes_back
    assert (bond in bonds.waiting(), bonds.is_recalled(bond)) == (bool(goes_back), bool(goes_back))


def test_the_second_person_rules_in_the_browser_from_the_hall():
    walk = ended()
    page = reverse("opening:ruling", args=[shut(walk).pk])
    browser = client_of(walk.leader)
    assert page in browser.get(reverse("opening:hall", args=[walk.package.number])).content.decode()
    assert client_of(walk.handler).get(page).status_code == 403
    assert "请" in browser.post(page, {"cause": "own", "reason": ""}).content.decode()
    assert browser.post(page, {"cause": "own", "reason": WHY}).status_code == 302
    again = browser.post(page, {"cause": "own", "reason": WHY})
    assert (again.status_code, "已经认定过" in again.content.decode()) == (409, True)
    assert Ruling.objects.get().opened.session.kind == SubmissionKind.RESPONSE
