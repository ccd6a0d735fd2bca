"""A custodian with nobody left is exchanged after the call: proposed by one, decided above, told to all."""

from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from orgs.people.models import Membership
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.bidding import todos
from procurement.bidding.custody import exchanging, queries
from procurement.bidding.custody.models import CustodianExchange, CustodyReplacement
from procurement.bidding.models import Submission
from tests import spine
from tests.factories import custody
from tests.factories.people import actor, body
from tests.procurement.bidding.custody.test_replacing import owed, submit, told
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
WHY = "单位已经撤销（示例）。"


@pytest.fixture
def walk() -> spine.Purchase:
    """Two submitted, the first with a second key; another body of the region has a key too."""
    walk = spine.people_now()
    walk.custodian = custody.custodian(now=walk.clock.now())
    spine.obtained(purchase=walk, count=3)
    submit(walk, 0)
    submit(walk, 1, with_part=False)
    walk.other = custody.custodian(now=walk.clock.now(), number=5)
    walk.finance = actor(Role.FINANCE, of=body("finance_department"))
    return walk


def leave(walk: spine.Purchase) -> None:
    """Everybody of the custodian has left."""
    before = local_date(walk.clock.now()) - timedelta(days=1)
    Membership.objects.filter(body_id=walk.custodian.actor.body_id).update(ends_on=before)


def propose(walk: spine.Purchase, body_id: int = 0, by=None) -> CustodianExchange:
    facts = {"reason": WHY, "by": by or walk.handler, "now": walk.clock.now()}
    return exchanging.propose(walk.package.pk, body_id or walk.other.actor.body_id, **facts)


def decide(walk: spine.Purchase, exchange: CustodianExchange, *, approved: bool = True, by=None):
    facts = {"opinion": "已核对（示例）。", "by": by or walk.finance, "clock": walk.clock}
    return exchanging.decide(exchange.pk, approved=approved, **facts)


def test_everybody_who_obtained_is_told_alike_and_sealed_bids_stay(walk):
    leave(walk)
    decide(walk, propose(walk))
    assert queries.custody_of(walk.package.pk).key == walk.other.key
    assert CustodyReplacement.objects.get().former == walk.custodian.key
    assert {supplier.user_id for supplier in walk.suppliers} <= told(walk, "改由")
    first = Submission.objects.get(supplier_id=walk.suppliers[0].body_id)
    assert (first.status, first.custody_part.key) == ("current", walk.custodian.key)
    assert owed(walk, 0) == ["重新提交，或者自己保管好口令"]
    assert owed(walk, 1) == []
    receipt = client_of(walk.suppliers[0]).get(reverse("bidding:receipt", args=[first.receipt_number]))
    assert "托管方已经换成另一个单位" in receipt.content.decode()
    submit(walk, 0)
    assert owed(walk, 0) == []
    verbs = LedgerEntry.objects.filter(verb__startswith="custody.", subject_id=walk.package.pk)
    told_of = set(verbs.values_list("verb", flat=True))
    assert {"custody.propose_exchange", "custody.replace", "custody.decide_exchange"} <= told_of


def test_a_custodian_that_has_people_is_not_exchanged_and_the_next_must_be_able(walk):
    refused(propose, walk, code="custodian_there")
    leave(walk)
    refused(propose, walk, walk.purchaser.pk, code="custodian_unable")
    refused(propose, walk, walk.custodian.actor.body_id, code="custodian_unable")
    exchange = propose(walk)
    refused(propose, walk, code="exchange_waiting")
    Membership.objects.filter(body_id=walk.other.actor.body_id).update(ends_on="2020-01-01")
    refused(decide, walk, exchange, code="custodian_unable")
    assert queries.custody_of(walk.package.pk).key == walk.custodian.key


def test_the_organiser_proposes_and_only_finance_or_the_superior_decides_once(walk):
    leave(walk)
    for stranger in (walk.leader, walk.finance, walk.suppliers[0], actor(Role.PURCHASER_HANDLER)):
        with pytest.raises(NotPermitted):
            propose(walk, by=stranger)
    exchange = propose(walk)
    for stranger in (walk.handler, walk.leader, walk.other.actor):
        with pytest.raises(NotPermitted):
            decide(walk, exchange, by=stranger)
    decide(walk, exchange, approved=False)
    assert walk.handler.user_id in told(walk, "已核对（示例）。")
    refused(decide, walk, exchange, code="exchange_decided")
    assert queries.custody_of(walk.package.pk).key == walk.custodian.key


def test_it_is_proposed_and_decided_in_the_browser(walk):
    choose, page = (reverse(f"custody:{name}", args=[walk.project.pk]) for name in ("choose", "exchange"))
    host = client_of(walk.handler)
    assert "现在不需要更换" in host.get(page).content.decode()
    leave(walk)
    assert page in host.get(choose).content.decode()
    sent = {"package_id": walk.package.pk, "body_id": walk.other.actor.body_id, "reason": WHY}
    assert host.post(page, sent).status_code == 302
    exchange = CustodianExchange.objects.get()
    [todo] = todos.todos(walk.finance, now=walk.clock.now())
    assert todo.url == reverse("custody:exchange_decide", args=[exchange.pk])
    finance = client_of(walk.finance)
    assert WHY in finance.get(todo.url).content.decode()
    assert finance.post(todo.url, {"approved": "yes", "opinion": "已核对（示例）。"}).status_code == 302
    assert "已同意" in finance.get(todo.url).content.decode()
    assert not todos.todos(walk.finance, now=walk.clock.now())
