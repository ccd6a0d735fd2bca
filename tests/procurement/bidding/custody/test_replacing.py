"""A lost key of a custodian: its next one takes the place, bidders are told, nobody is named."""

from dataclasses import replace

import pytest
from django.urls import reverse

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import todos
from procurement.bidding import workflow as bidding
from procurement.bidding.custody import queries, replacing, workflow
from procurement.bidding.custody.models import CustodyKey, CustodyReplacement
from procurement.bidding.models import Submission
from tests import spine
from tests.factories import custody, locks
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PHRASE = locks.phrase(7)
WHY = "存放钥匙文件的电脑损坏（示例）"


@pytest.fixture
def walk() -> spine.Purchase:
    """Three obtained the document; the first submitted with a second key, the second without."""
    walk = spine.people_now()
    walk.custodian = custody.custodian(now=walk.clock.now())
    spine.obtained(purchase=walk, count=3)
    submit(walk, 0)
    submit(walk, 1, with_part=False)
    return walk


def submit(walk: spine.Purchase, number: int, *, with_part: bool = True) -> Submission:
    supplier, fields = walk.suppliers[number], spine.response_fields("936000")
    sealed = spine.sealed(walk.package, supplier, phrase=PHRASE, **fields)
    if with_part:
        walk.package.refresh_from_db()
        sealed = custody.with_part(sealed, walk.package, supplier, phrase=PHRASE)
    return bidding.submit(walk.package.pk, kind="response", sealed=sealed, by=supplier, clock=walk.clock)


def next_key(walk: spine.Purchase) -> CustodyKey:
    public = custody.public_half(custody.private_key(3))
    return workflow.register(public, by=walk.custodian.actor, now=walk.clock.now())


def lose(walk: spine.Purchase) -> CustodyKey:
    return replacing.report_lost(
        walk.custodian.key.kid, reason=WHY, by=walk.custodian.actor, clock=walk.clock
    )


def owed(walk: spine.Purchase, number: int) -> list[str]:
    return [todo.title for todo in todos.todos(walk.suppliers[number], now=walk.clock.now())]


def told(walk: spine.Purchase, text: str) -> set[int]:
    return set(Message.objects.filter(text__contains=text).values_list("user_id", flat=True))


def test_the_next_key_takes_the_place_and_everybody_who_obtained_is_told_alike(walk):
    following = next_key(walk)
    lose(walk)
    assert queries.custody_of(walk.package.pk).key == following
    assert CustodyReplacement.objects.get().former == walk.custodian.key
    said = told(walk, "重新提交一次")
    assert {supplier.user_id for supplier in walk.suppliers} <= said
    texts = Message.objects.filter(text__contains="重新提交一次").values_list("text", flat=True)
    assert len(set(texts)) == 1
    assert walk.handler.user_id in told(walk, "不需要另发更正公告")
    entries = LedgerEntry.objects.filter(verb__in=["custody.report_lost", "custody.replace"])
    assert all(not entry.seal for entry in entries)
    named = str([entry.facts for entry in entries])
    assert not any(supplier.body_name in named for supplier in walk.suppliers)


def test_only_the_bidder_whose_part_is_concerned_has_something_to_do(walk):
    assert owed(walk, 0) == owed(walk, 1) == []
    next_key(walk)
    lose(walk)
    assert owed(walk, 0) == ["重新提交，或者自己保管好口令"]
    assert owed(walk, 1) == []
    assert owed(walk, 2) == ["提交响应文件"]
    submit(walk, 0)
    assert owed(walk, 0) == []


def test_the_old_submission_stays_and_a_new_one_to_the_lost_key_is_refused(walk):
    next_key(walk)
    stale = custody.with_part(
        spine.sealed(walk.package, walk.suppliers[2], phrase=PHRASE, **spine.response_fields("1")),
        walk.package,
        walk.suppliers[2],
        phrase=PHRASE,
    )
    lose(walk)
    first = Submission.objects.get(supplier_id=walk.suppliers[0].body_id)
    assert (first.status, first.custody_part.key) == ("current", CustodyKey.objects.get(lost_reason=WHY))
    with pytest.raises(Refused, match="托管的口令不符合格式"):
        bidding.submit(walk.package.pk, kind="response", sealed=stale, by=walk.suppliers[2], clock=walk.clock)
    off = replace(stale, custody="")
    assert bidding.submit(
        walk.package.pk, kind="response", sealed=off, by=walk.suppliers[2], clock=walk.clock
    ).receipt_number


def test_after_the_deadline_bidders_are_told_to_bring_their_phrase(walk):
    next_key(walk)
    walk.clock.advance_to(walk.package.response_deadline or walk.project.schedule.response_deadline)
    bidding.close(walk.package.pk, by=walk.handler, clock=walk.clock)
    lose(walk)
    assert walk.suppliers[2].user_id in told(walk, "请在解锁时间内用开启口令解锁")
    assert not told(walk, "重新提交一次")


def test_the_key_in_use_is_replaced_first_and_each_loss_is_reported_once_by_its_body(walk):
    with pytest.raises(Refused, match="唯一在用"):
        lose(walk)
    next_key(walk)
    with pytest.raises(NotPermitted):
        replacing.report_lost(walk.custodian.key.kid, reason=WHY, by=actor(Role.FINANCE))
    with pytest.raises(CustodyKey.DoesNotExist):
        replacing.report_lost(walk.custodian.key.kid, reason=WHY, by=actor(Role.CUSTODIAN))
    lose(walk)
    with pytest.raises(Refused, match="已经报告丢失"):
        lose(walk)
    assert CustodyReplacement.objects.count() == 1


def test_pages_of_custodian_bidder_and_notice_say_what_happened(walk):
    client, url = client_of(walk.custodian.actor), reverse("custody:lost", args=[walk.custodian.key.kid])
    assert "先登记新的钥匙" in client.get(url).content.decode()
    following = next_key(walk)
    shown = client.get(url).content.decode()
    assert walk.project.title in shown
    assert not any(supplier.body_name in shown for supplier in walk.suppliers)
    done = client.post(url, {"reason": WHY, "confirmed": "on"}, follow=True).content.decode()
    assert "已报告丢失" in done
    receipt = Submission.objects.get(supplier_id=walk.suppliers[0].body_id).receipt_number
    own = client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[receipt])).content.decode()
    assert "第二把钥匙可能打不开这一份" in own
    notice = client_of(walk.handler).get(walk.project.notices.get().get_absolute_url()).content.decode()
    assert following.kid in notice
    assert "原公钥丢失" in notice
