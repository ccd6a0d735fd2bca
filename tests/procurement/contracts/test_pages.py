"""By what the limits of a contract run."""

import pytest

from procurement.award.views import bases
from procurement.contracts import clocks, pages
from procurement.projects.rules import OWN_RULES
from tests import after_award as walks
from tests.factories import award as awards
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_a_method_taken_of_free_will_runs_by_the_units_own_rules():
    walk = walks.signed(awards.awarded("300000", price="280000"))
    contract = walks.contract_of(walk)
    assert (clocks.file_by(contract), pages.sign_basis(contract.award)) == (None, OWN_RULES)
    assert pages.next_step(contract, by=walk.handler).basis == OWN_RULES
    assert set(bases(contract.award).values()) == {str(OWN_RULES)}
    page = client_of(walk.handler).get(contract.get_absolute_url()).content.decode()
    assert "不是法定期限" in page and "政府采购法第四十七条" not in page
