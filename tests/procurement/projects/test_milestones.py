"""Milestones of packages, what they do to the project, and the money that a termination gives back."""

from decimal import Decimal

import pytest

from portal.kernel.errors import Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.projects import workflow
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.milestones import MILESTONES
from tests import spine

pytestmark = pytest.mark.django_db


def test_a_package_reaches_its_milestones_in_order():
    walk = spine.approved_project()
    package = walk.package
    for target in MILESTONES[1:]:
        workflow.reach(package, target, by=walk.handler, at=walk.clock.now())
        assert walk.package.status == target
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.ANNOUNCED
    assert LedgerEntry.objects.about(package).filter(verb="projects.reach").count() == len(MILESTONES) - 1


def test_a_milestone_out_of_order_is_refused():
    walk = spine.approved_project()
    with pytest.raises(Refused) as refused:
        workflow.reach(walk.package, PackageStatus.OPENED, by=walk.handler, at=walk.clock.now())
    assert refused.value.code == "milestone_out_of_order"
    assert walk.package.status == PackageStatus.PLANNED


def test_a_terminated_package_gives_its_money_back_and_the_last_one_ends_the_project():
    walk = spine.approved_project("980000", "760000")
    first, second = walk.project.packages.all()
    for package in (first, second):
        workflow.reach(package, PackageStatus.ANNOUNCED, by=walk.handler, at=walk.clock.now())
    workflow.reach(second, PackageStatus.TERMINATED, by=walk.handler, at=walk.clock.now())
    walk.line.refresh_from_db()
    walk.project.refresh_from_db()
    assert walk.line.committed_amount == Decimal("980000")
    assert walk.project.status == ProjectStatus.ANNOUNCED
    workflow.reach(first, PackageStatus.TERMINATED, by=walk.handler, at=walk.clock.now())
    walk.line.refresh_from_db()
    walk.project.refresh_from_db()
    assert walk.line.committed_amount == 0
    assert walk.project.status == ProjectStatus.TERMINATED
