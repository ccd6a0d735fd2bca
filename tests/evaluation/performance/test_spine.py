"""One purchase from its budget line to the supplier's page, every status reached by its own verb."""

import pytest
from django.urls import reverse

from portal.kernel.ledger import queries as ledger
from procurement.projects.choices import PackageStatus
from tests import after_award as walks
from tests import spine

pytestmark = pytest.mark.django_db


def test_a_purchase_goes_from_its_budget_to_the_suppliers_page(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    walk = walks.evaluated(spine.awarded())
    assert walk.package.status == PackageStatus.EVALUATED
    contract = walks.contract_of(walk)
    assert contract.amount == walk.award.amount
    walk.line.refresh_from_db()
    assert (walk.line.committed_amount, walk.line.contracted_amount) == (0, contract.amount)
    page = client.get(contract.supplier.get_absolute_url()).content.decode()
    assert str(walks.evaluation_of(walk).total) in page
    assert client.get(reverse("performance:result", args=[contract.number])).status_code == 200
    assert ledger.verify() == []
