"""A bond from its slip to its return: who may, when, and what is refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from portal.kernel.ledger.models import LedgerEntry
from procurement.contracts.bonds import clocks, queries, todos, workflow
from procurement.contracts.bonds.choices import BondStatus, RefundCause
from procurement.contracts.bonds.models import BidBond
from procurement.contracts.bonds.workflow import RefundFacts
from tests.factories import bonds
from tests.factories.people import actor, letter
from tests.refusals import refused
from tests.scenes import walked_once
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
scene = walked_once(bonds.opened)


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def refund(walk, bond, *, on=None, **facts):
    now = walk.clock.now()
    return workflow.refund(bond.pk, RefundFacts(on or local_date(now), **facts), by=walk.handler, now=now)


@pytest.mark.article("REG:33；O87:63")
def test_a_bond_is_entered_after_the_opening_with_its_faults_shown():
    walk = bonds.opened()
    assert queries.asked_of(walk.package).amount == bonds.ASKED
    bond = bonds.entered(walk, walk.suppliers[0], amount=Decimal("9000"))
    assert bond.status == BondStatus.HELD
    entry = LedgerEntry.objects.get(verb="bonds.enter")
    assert entry.seal == f"package:{walk.package.number}:bonds"
    refused(bonds.entered, walk, walk.suppliers[0], code="bond_known")


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.AUDITOR, Role.FINANCE])
def test_nobody_but_who_conducts_the_purchase_enters_one(role):
    walk = bonds.opened()
    walk.handler = actor(role)
    with pytest.raises(NotPermitted):
        bonds.entered(walk, walk.suppliers[0])


@pytest.mark.article("O87:38")
def test_who_withdrew_in_time_is_paid_back_from_the_release_which_told_of_it():
    walk = bonds.opened()
    bond = bonds.entered(walk, walk.withdrawn)
    cause = queries.cause_of(bond)
    assert cause.code == RefundCause.WITHDRAWN
    assert cause.since == local_date(walk.clock.now())
    walk.clock.advance(days=30)
    refused(refund, walk, bond, code="late_charge_missing")
    refused(refund, walk, bond, on=cause.since - timedelta(days=1), code="refund_day")
    bond = refund(walk, bond, charge=Decimal("100"))
    assert (bond.status, bond.ended_by_id) == (BondStatus.REFUNDED, walk.handler.user_id)


def test_who_is_still_in_the_purchase_is_not_paid_back():
    walk = bonds.opened()
    bond = bonds.entered(walk, walk.suppliers[0])
    refused(refund, walk, bond, code="refund_not_due")
    refused(workflow.convert, bond.pk, by=walk.handler, now=walk.clock.now(), code="not_contractor")
    assert list(clocks.running(today=local_date(walk.clock.now()), before=None)) == []


@pytest.mark.article("O74:20；O87:23")
def test_a_bond_is_kept_only_when_another_person_agrees():
    walk = bonds.opened()
    bond = bonds.entered(walk, walk.suppliers[0])
    now = walk.clock.now()
    propose = {"ground": "false_material", "reason": "社保证明系伪造。", "by": walk.handler, "now": now}
    workflow.propose_keeping(bond.pk, **propose)
    with pytest.raises(NotPermitted):
        workflow.decide_keeping(bond.pk, is_kept=True, by=walk.handler, now=now)
    assert [todo.url for todo in todos.todos(walk.leader, now=now)] == [
        f"/procurement/bonds/{bond.pk}/decide/"
    ]
    bond = workflow.decide_keeping(bond.pk, is_kept=False, by=walk.leader, now=now)
    assert (bond.status, bond.ground) == (BondStatus.HELD, "")
    workflow.propose_keeping(bond.pk, **propose)
    bond = workflow.decide_keeping(bond.pk, is_kept=True, by=walk.reviewer, now=now)
    assert (bond.status, bond.approved_by_id) == (BondStatus.KEPT, walk.reviewer.user_id)


def test_an_entry_by_mistake_is_struck_and_may_be_made_again():
    walk = bonds.opened()
    bond = bonds.entered(walk, walk.suppliers[0])
    workflow.strike(bond.pk, reason="金额抄错。", by=walk.handler, now=walk.clock.now())
    again = bonds.entered(walk, walk.suppliers[0])
    assert [row.pk for row in queries.of_package(walk.package)] == [again.pk, bond.pk]


@pytest.mark.article("O87:37")
def test_two_bonds_from_one_account_are_a_sign():
    walk = bonds.opened()
    for supplier, account in zip(walk.suppliers, ("43 01", "4301", "4302"), strict=True):
        bonds.entered(walk, supplier, payer_account=account)
    [shared] = queries.shared_accounts(queries.of_package(walk.package)).values()
    assert {bond.supplier_id for bond in shared} == {one.body_id for one in walk.suppliers[:2]}


def test_a_handler_enters_and_gives_back_on_the_pages(monkeypatch, settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    walk = bonds.opened()
    monkeypatch.setattr(clock, "now", walk.clock.now)
    client, package = client_of(walk.handler), walk.package.pk
    typed = {
        "supplier": walk.withdrawn.body_id,
        "form": "guarantee",
        "amount": "9800",
        "arrived_at": "2026-03-12T09:00",
        "reference": "示例保函0001",
        "paper": letter("保函.pdf"),
    }
    client.post(reverse("bonds:enter", args=[package]), typed)
    bond = BidBond.objects.get(package=package)
    address = reverse("bonds:refund", args=[bond.pk])
    on = local_date(walk.clock.advance(days=30)).isoformat()
    page = client.post(address, {"on": on, "reason": "账户已注销。"})
    assert page.status_code == 409 and "账户已注销。" in page.content.decode()
    client.post(address, {"on": on, "reason": "账户已注销。", "is_suppliers_fault": "on"})
    bond.refresh_from_db()
    assert (bond.status, bond.charge) == (BondStatus.REFUNDED, 0)
    mine = client_of(walk.withdrawn).get(reverse("bonds:own")).content.decode()
    assert (
        "已退还" in mine
        and "示例保函0001" not in client_of(walk.suppliers[0]).get(reverse("bonds:own")).content.decode()
    )
