"""A purchase is bought under the edition of the catalogue in force on its own day, and keeps it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalog.editions import queries as catalogue
from catalog.editions.rules import ItemFacts
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from procurement.projects import workflow, yearly
from procurement.projects.choices import ProjectStatus
from tests import spine
from tests.factories import catalogue as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.article("财政部令第102号第十一条至第十三条；规则 GPS-11"),
]
RENAMED = (*make.GENERAL[:3], ItemFacts("A0404", 3, "居家养老照护服务", parent_code="A04", source="示例"))


def replace_catalogue(walk: spine.Purchase, items=RENAMED):
    """A new general edition is in force from the next day of the walk; the clock goes on to that day."""
    general = make.general_catalogue()
    tomorrow = local_date(walk.clock.now()) + timedelta(days=1)
    begun = walk.clock.now() - timedelta(days=10)
    edition = make.approved(general, items, on=tomorrow, by=make.people(general), now=begun)
    walk.clock.advance(days=1)
    return edition


def test_a_project_names_an_item_of_the_edition_in_force_on_its_day():
    walk = spine.people()
    old = spine.catalogue_item()
    edition = replace_catalogue(walk)
    now = walk.clock.now()
    with pytest.raises(Refused) as refused:
        workflow.draft(spine.project_facts(catalogue_item_id=old.pk), by=walk.handler, now=now)
    assert refused.value.code == "item_not_purchasable"
    new = edition.items.get(code="A0404")
    facts = spine.project_facts(catalogue_item_id=new.pk, fiscal_year=now.year)
    assert workflow.draft(facts, by=walk.handler, now=now).catalogue_item == new


def test_a_draft_that_a_new_edition_overtook_is_told_what_its_item_is_now():
    walk = spine.drafted_project()
    replace_catalogue(walk)
    with pytest.raises(Refused) as refused:
        workflow.submit(walk.project.pk, outside_negative_list=True, by=walk.handler, now=walk.clock.now())
    assert refused.value.code == "item_not_in_force"
    assert "居家养老照护服务" in refused.value.refusals[0].remedy
    walk.project.refresh_from_db()
    assert walk.project.status == ProjectStatus.DRAFT


def test_a_newer_edition_does_not_change_an_older_project():
    walk = spine.reviewed_project()
    old = walk.project.catalogue_item
    replace_catalogue(walk)
    project = workflow.approve(walk.project.pk, opinion="同意。", by=walk.leader, now=walk.clock.now())
    project.refresh_from_db()
    assert (project.status, project.catalogue_item) == (ProjectStatus.APPROVED, old)
    old.edition.refresh_from_db()
    assert old.edition.is_in_force_on(project.decided_on)
    assert not old.edition.is_in_force_on(local_date(walk.clock.now()))


def test_what_was_bought_under_the_former_item_counts_towards_the_year():
    walk = spine.approved_project("900000.00")
    edition = replace_catalogue(walk)
    assert catalogue.successors_on(walk.project.catalogue_item, on=local_date(walk.clock.now()))
    walk = spine.drafted_project("850000.00", purchase=walk)
    assert walk.project.catalogue_item == edition.items.get(code="A0404")
    assert yearly.year_of(walk.project, amount=Decimal("850000.00")).bought == Decimal("900000.00")
