"""The keeper edits single items of a draft."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.editions.models import CatalogueEdition
from tests.factories import catalogue as make
from tests.factories.people import actor
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("editions")


@pytest.fixture
def draft() -> CatalogueEdition:
    general = make.general_catalogue()
    finance, now = make.people(general), timezone.now()
    make.approved(general, make.GENERAL, on=date(2026, 1, 1), by=finance, now=now - timedelta(days=400))
    edition = make.drafted(general, by=finance[0], now=now)
    edition.finance = client_of(finance[0])
    return edition


def words(response) -> str:
    return response.content.decode()


def test_an_item_is_added_under_its_place(draft):
    typed = {"code": "a0405", "name": "老年助餐服务", "place": "A04", "description": "为高龄老人供餐。"}
    page = PAGES.send(draft.finance, "item_add", draft.pk, **(typed | {"code": "A0401"}))
    assert page.status_code == 409
    assert "已经用在这份草稿里" in words(page)
    assert "为高龄老人供餐。" in words(page)
    PAGES.send(draft.finance, "item_add", draft.pk, **typed)
    item = draft.items.get(code="A0405")
    assert (item.level, item.parent.code, item.source) == (3, "A04", "drafted")
    assert reverse("editions:item_change", args=[draft.pk, "A0405"]) in words(
        PAGES.page(draft.finance, "edition_work", draft.pk)
    )


def test_an_item_is_changed_moved_and_removed(draft):
    PAGES.send(draft.finance, "item_add", draft.pk, code="A05", name="就业服务", place="A")
    page = words(PAGES.page(draft.finance, "item_change", draft.pk, "A0401"))
    assert 'value="基本养老服务"' in page and "A05 就业服务" in page
    PAGES.send(draft.finance, "item_change", draft.pk, "A0401", name="基本养老", place="A05")
    item = draft.items.get(code="A0401")
    assert (item.name, item.parent.code, item.level) == ("基本养老", "A05", 3)
    assert "基本养老" in words(PAGES.page(draft.finance, "item_remove", draft.pk, "A05"))
    PAGES.send(draft.finance, "item_remove", draft.pk, "A05")
    assert not draft.items.filter(code__in=("A05", "A0401")).exists()
    assert PAGES.page(draft.finance, "item_change", draft.pk, "A05").status_code == 404


def test_what_became_of_a_former_item_is_said_and_taken_back(draft):
    for code, name in (("A0405", "居家照护服务"), ("A0406", "居家探访服务")):
        PAGES.send(draft.finance, "item_add", draft.pk, code=code, name=name, place="A04")
    PAGES.send(draft.finance, "item_remove", draft.pk, "A0404")
    url = reverse("editions:item_successors", args=[draft.pk])
    assert "A0404 居家养老服务" in words(draft.finance.get(url))
    url += "?old=A0404"
    assert "请选择新品目" in words(draft.finance.post(url, {"how": "split"}))
    assert draft.finance.post(url, {"how": "split", "new": ["A0405"]}).status_code == 409
    draft.finance.post(url, {"how": "split", "new": ["A0405", "A0406"]})
    assert draft.successions.count() == 2
    assert "checked" in words(draft.finance.get(url))
    draft.finance.post(url, {"how": "by_code"})
    assert not draft.successions.exists()


def test_only_those_who_draft_edit_items(draft):
    for name, extra in (("item_add", ()), ("item_change", ("A0401",)), ("item_successors", ())):
        assert PAGES.page(client_of(actor("finance")), name, draft.pk, *extra).status_code in (403, 404)
