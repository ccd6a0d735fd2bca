"""The page of an item: its history, its categories, what is bought under it and from whom."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from catalog.editions import workflow
from catalog.editions.models import CatalogueItem
from catalog.editions.rules import ItemFacts
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from portal.kernel.clock import local_date
from portal.site import catalogue
from procurement.contracts.models import Contract
from tests import after_award as walks
from tests.factories import catalogue as make

pytestmark = pytest.mark.django_db


def text(client, item: CatalogueItem) -> str:
    response = client.get(item.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_money_is_shown_by_year_with_the_share_of_social_organisations(client):
    walk = walks.contracted()
    contract = walks.contract_of(walk)
    item = walk.project.catalogue_item
    year = local_date(contract.signed_at).year
    assert catalogue.years_of(item) == [catalogue.Year(year, contract.amount, contract.amount)]
    page = text(client, item)
    assert f"{year}年" in page
    assert "100.0%" in page
    Body.objects.filter(pk=contract.supplier_id).update(kind=BodyKind.ENTERPRISE)
    assert catalogue.years_of(item)[0].share == Decimal("0.0")
    Contract.objects.update(status="signed")
    assert catalogue.years_of(item) == []


def test_an_item_that_was_replaced_names_its_successor_and_keeps_its_purchases(
    client, django_assert_max_num_queries
):
    workflow.load_reference()
    general = make.general_catalogue()
    renamed = (*make.GENERAL[:3], ItemFacts("A0499", 3, "居家照护服务", parent_code="A04", source="示例"))
    edition = make.drafted(general, renamed, by=make.people(general)[0])
    old = CatalogueItem.objects.get(code="A0404")
    link = workflow.rules.Link("A0404", "A0499", workflow.rules.SuccessionKind.RENAMED)
    drafter, approver = make.people(general)
    workflow.note_successors(edition.pk, [link], by=drafter, now=make.NOW)
    until = local_date(make.NOW) + timedelta(days=1)
    workflow.submit(edition.pk, until=until, by=drafter, now=make.NOW)
    decision = make.approval(edition, date(2026, 1, 1))
    workflow.approve(edition.pk, decision, by=approver, now=make.NOW + timedelta(days=2))
    with django_assert_max_num_queries(8):
        page = text(client, old)
    assert "这个品目不在现行目录内" in page
    assert "居家照护服务" in page
    new = CatalogueItem.objects.get(code="A0499")
    with django_assert_max_num_queries(8):
        page = text(client, new)
    assert "更名" in page
    assert old.name in page


def test_a_category_that_nobody_verified_says_so(client, django_assert_max_num_queries):
    workflow.load_reference()
    item = CatalogueItem.objects.get(code="A0105")
    with django_assert_max_num_queries(8):
        page = text(client, item)
    assert "C05040600" in page
    assert "待核" in page


def test_the_departments_that_use_an_item_are_named(client, django_assert_max_num_queries):
    workflow.load_reference()
    item = CatalogueItem.objects.get(code="A0402", level=3)
    with django_assert_max_num_queries(8):
        page = text(client, item)
    assert "湖南省民政厅" in page
    assert "老年助餐服务" in page
