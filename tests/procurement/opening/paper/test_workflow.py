"""A sealed paper copy saves a bid that did not open for no fault of its bidder's, and no other."""

from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import queries as bids
from procurement.opening import workflow as opening
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper import todos, workflow
from procurement.opening.paper.models import PaperCopy
from procurement.opening.record.models import OpeningRecord
from procurement.opening.ruling import workflow as ruling
from procurement.projects.choices import PackageStatus
from procurement.review.models import Candidate
from tests import spine
from tests.refusals import refused
from tests.scenes import kept, walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PRICE = Decimal("921000")


@kept
def handed_in() -> spine.Purchase:
    """The document allows a paper copy; the last of three bidders has handed one in."""
    purchase = spine.people()
    walk = spine.submitted(purchase=replace(purchase, texts=replace(purchase.texts, accepts_paper_copy=True)))
    receive(walk, number_of(walk, 2))
    return walk


scene = walked_once(handed_in)


def number_of(walk: spine.Purchase, index: int) -> str:
    return bids.own_current(walk.suppliers[index], walk.package.pk, "response").receipt_number


def receive(walk: spine.Purchase, number: str, **facts):
    facts = {"seal_note": "封口盖公章，完好。", "is_sealed": True, "by": walk.handler, **facts}
    return workflow.receive(walk.package.pk, receipt_number=number, clock=walk.clock, **facts)


def over(walk: spine.Purchase) -> tuple[OpeningSession, OpenedSubmission]:
    """Two have unlocked, the time is over, the last has not."""
    walk.clock.advance_to(walk.package.response_deadline)
    session = spine.released(walk)
    last, others = walk.suppliers[2], walk.suppliers[:2]
    opened = session.opened.get(submission__supplier_id=last.body_id)
    for row in session.opened.exclude(pk=opened.pk).select_related("submission"):
        supplier = next(one for one in others if one.body_id == row.submission.supplier_id)
        plaintext = spine.locks.open_inner(row.inner, walk.phrases[supplier.body_id])
        encoded = spine.base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
        opening.unlock(row.pk, encoded=encoded, by=supplier, clock=walk.clock)
    walk.clock.advance_to(session.unlock_until)
    return session, opened


def rule(walk: spine.Purchase, opened: OpenedSubmission, cause: str = "platform") -> None:
    ruling.rule(opened.pk, cause=cause, reason="平台故障（示例）。", by=walk.leader, clock=walk.clock)


def type_in(walk: spine.Purchase, opened: OpenedSubmission, by=None):
    fields = spine.response_fields(f"{PRICE}")
    return workflow.type_in(opened.pk, fields=fields, by=by or walk.handler, clock=walk.clock)


def check(walk: spine.Purchase, opened: OpenedSubmission, price: Decimal = PRICE, by=None):
    facts = {"seen": PaperCopy.objects.get().mark, "by": by or walk.reviewer, "clock": walk.clock}
    return workflow.check(opened.pk, price=price, **facts)


def test_a_paper_copy_opens_the_bid_after_the_ruling_and_goes_to_review_marked():
    walk = handed_in()
    session, opened = over(walk)
    refused(opening.conclude, session.pk, by=SYSTEM, clock=walk.clock, code="paper_waiting")
    refused(type_in, walk, opened, code="not_ruled")
    rule(walk, opened)
    assert [todo.title for todo in todos.todos(walk.handler, now=walk.clock.now())] == ["录入纸质备份"]
    type_in(walk, opened)
    assert [todo.title for todo in todos.todos(walk.reviewer, now=walk.clock.now())] == ["核对纸质备份"]
    refused(check, walk, opened, PRICE + 1, code="prices_differ")
    check(walk, opened)
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    assert (walk.package.status, Candidate.objects.count()) == (PackageStatus.OPENED, 3)
    said = OpeningRecord.objects.get().content["bidders"]
    told = next(one for one in said if one["supplier_id"] == walk.suppliers[2].body_id)
    assert (told["is_opened"], told["is_there"], "按纸质备份打开" in told["reason"]) == (True, False, True)
    own = client_of(walk.suppliers[2]).get(reverse("opening:unlock", args=[number_of(walk, 2)]))
    assert "已按纸质备份打开" in own.content.decode()


def test_nobody_is_shown_that_a_copy_was_handed_in_but_its_bidder():
    walk = handed_in()
    hall = reverse("opening:hall", args=[walk.package.number])
    for reader in (walk.handler, walk.reviewer, walk.suppliers[0]):
        assert "有纸质备份" not in client_of(reader).get(hall).content.decode()
    assert "有纸质备份" in client_of(walk.suppliers[2]).get(hall).content.decode()
    receiving = client_of(walk.handler).get(reverse("opening:paper_receive", args=[walk.package.number]))
    assert number_of(walk, 2) not in receiving.content.decode()
    assert LedgerEntry.objects.get(verb="paper.receive").seal


@pytest.mark.article("O87:33")
def test_a_copy_is_taken_sealed_and_before_the_deadline_where_the_document_says_so():
    walk = handed_in()
    number = number_of(walk, 0)
    refused(receive, walk, number, is_sealed=False, code="unsealed")
    refused(receive, walk, number_of(walk, 2), code="paper_known")
    for stranger in (walk.leader, walk.suppliers[0]):
        with pytest.raises(NotPermitted):
            receive(walk, number, by=stranger)
    walk.clock.advance_to(walk.package.response_deadline)
    refused(receive, walk, number, code="after_deadline")
    assert PaperCopy.objects.count() == 1


def test_a_bidders_own_fault_leaves_the_copy_shut():
    walk = handed_in()
    session, opened = over(walk)
    rule(walk, opened, "own")
    refused(type_in, walk, opened, code="own_fault")
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    opened.refresh_from_db()
    assert (opened.status, PaperCopy.objects.get().fields) == ("not_opened", {})


def test_two_people_open_it_not_both_handlers_and_a_damaged_one_is_given_up():
    walk = handed_in()
    session, opened = over(walk)
    rule(walk, opened)
    refused(check, walk, opened, code="not_typed")
    type_in(walk, opened)
    refused(check, walk, opened, by=walk.handler, code="same_person")
    refused(check, walk, opened, by=walk.colleague, code="handlers_only")
    with pytest.raises(NotPermitted):
        type_in(walk, opened, by=walk.suppliers[2])
    workflow.fail(opened.pk, reason="封口破损（示例）。", by=walk.leader, clock=walk.clock)
    refused(check, walk, opened, code="paper_done")
    opening.conclude(session.pk, by=SYSTEM, clock=walk.clock)
    assert "封口破损（示例）" in str(OpeningRecord.objects.get().content["bidders"])


def test_the_copy_is_typed_in_and_compared_in_the_browser():
    walk = handed_in()
    _session, opened = over(walk)
    rule(walk, opened)
    host, second = client_of(walk.handler), client_of(walk.reviewer)
    hall = reverse("opening:hall", args=[walk.package.number])
    typing, checking = (reverse(f"opening:paper_{verb}", args=[opened.pk]) for verb in ("type", "check"))
    assert typing in host.get(hall).content.decode()
    typed = {"plan": "每周两次上门。", "first_price": "921000.00"}
    assert host.post(typing, typed).status_code == 302
    shown = second.get(checking).content.decode()
    assert ("每周两次上门" in shown, "921" in shown) == (True, False)
    sent = {"compared": "on", "seen": PaperCopy.objects.get().mark}
    assert sent["seen"] in unescape(shown)
    wrong = second.post(checking, sent | {"price": "900000"})
    assert (wrong.status_code, "不一致" in wrong.content.decode()) == (409, True)
    host.post(typing, typed | {"plan": "每月一次上门。"})
    again = second.post(checking, sent | {"price": "921000"})
    shown = again.content.decode()
    assert (again.status_code, "录入的内容又改过" in shown, "每月一次上门" in shown) == (409, True, True)
    sent["seen"] = PaperCopy.objects.get().mark
    assert sent["seen"] in unescape(shown)
    assert second.post(checking, sent | {"price": "921000"}).status_code == 302
    opened.refresh_from_db()
    assert opened.status == "opened" and "纸质备份" in opening.fields_of(opened)["signatures"]


def test_the_document_and_the_notice_say_that_a_copy_is_taken():
    walk = handed_in()
    notice = walk.project.notices.get()
    assert "密封的纸质备份" in client_of(walk.suppliers[0]).get(notice.get_absolute_url()).content.decode()
    assert "密封的纸质备份" in str(walk.project.documents.get().content)
