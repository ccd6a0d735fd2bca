"""A contract over several years: the first is signed, the next are declared."""

from decimal import Decimal

import pytest

from procurement.budget.rules import Share
from procurement.budget.years.models import FutureCommitment
from procurement.projects import workflow as projects
from tests import after_award as walks
from tests import spine
from tests.factories import award as awards
from tests.factories import making

pytestmark = pytest.mark.django_db


def test_a_contract_over_two_years_signs_the_first_and_declares_the_next():
    walk = spine.drafted_project("980000")
    facts = {"by": walk.handler, "now": walk.clock.now()}
    later = {walk.project.fiscal_year + 1: Decimal(380000)}
    shares = [Share(walk.line.pk, Decimal(600000))]
    projects.arrange_funds(walk.project.pk, shares, later=later, **facts)
    projects.submit(walk.project.pk, outside_negative_list=True, **facts)
    making.review_demand(walk)
    projects.approve(walk.project.pk, opinion="同意。", by=walk.leader, now=walk.clock.now())
    awards.award_package(walk, walk.package, price="935000")
    walks.signed(walk)
    walk.line.refresh_from_db()
    declared = FutureCommitment.objects.get(reference=walks.contract_of(walk).number)
    assert declared.amount == Decimal("362551.02")
    assert walk.line.contracted_amount == Decimal("572448.98")
    assert walk.line.committed_amount == 0
    assert walk.line.available_amount == Decimal("1427551.02")
