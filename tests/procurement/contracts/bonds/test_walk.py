"""No bond is entered before the opening nor where none is asked; who gets it back when after the result."""

import pytest
from django.urls import reverse

from portal.kernel.clock import local_date
from procurement.contracts.bonds import clocks, queries, todos, workflow
from procurement.contracts.bonds.choices import BondStatus, RefundCause
from procurement.contracts.bonds.workflow import RefundFacts
from tests import after_award, spine
from tests.factories import bonds
from tests.refusals import refused
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.SECOND_FACTOR_OPTIONAL = True
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.article("O87:28")
def test_before_the_opening_nobody_enters_or_looks():
    walk = spine.obtained(purchase=bonds.asking(), count=3)
    refused(bonds.entered, walk, walk.suppliers[0], code="bond_sealed")
    for person in (walk.handler, walk.leader):
        page = client_of(person).get(reverse("bonds:list", args=[walk.package.pk]))
        assert page.status_code == 409
        assert "对任何人保密" in page.content.decode()


@pytest.mark.article("REG:33")
def test_where_the_call_asks_none_none_is_taken():
    walk = spine.opened_package()
    refused(bonds.entered, walk, walk.suppliers[0], code="bond_not_asked")
    page = client_of(walk.handler).get(reverse("bonds:list", args=[walk.package.pk]))
    assert "不收取保证金" in page.content.decode()


@pytest.mark.article("O87:38")
def test_losers_after_the_result_and_the_contractor_after_signing():
    walk = spine.awarded(purchase=bonds.asking())
    held = [bonds.entered(walk, supplier) for supplier in walk.suppliers[:2]]
    now = walk.clock.now()
    winner = after_award.award_of(walk).supplier_id
    first, second = sorted(held, key=lambda bond: bond.supplier_id != winner)
    assert (queries.cause_of(first), queries.cause_of(second).code) == (None, RefundCause.NOT_CHOSEN)
    assert [todo.url for todo in todos.todos(walk.handler, now=now)] == [
        f"/procurement/bonds/{second.pk}/refund/"
    ]
    [clock] = clocks.running(today=local_date(now), before=None)
    assert clock.key == f"bonds.refund:{second.pk}"
    assert (
        workflow.refund(second.pk, RefundFacts(local_date(now)), by=walk.handler, now=now).status
        == BondStatus.REFUNDED
    )
    after_award.signed(walk)
    assert queries.cause_of(first).code == RefundCause.CONTRACT
    turned = workflow.convert(first.pk, by=walk.handler, now=now)
    assert turned.status == BondStatus.CONVERTED
