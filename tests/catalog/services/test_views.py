"""The register of services as department, finance and public meet it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.services.choices import ServiceStatus
from catalog.services.models import InstitutionService
from orgs.people.choices import Role
from portal.kernel.ledger.models import LedgerEntry
from tests.catalog.services.scene import scene
from tests.factories.people import actor
from tests.factories.procurement import catalogue_item
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
PUBLIC, WORK, ENTER = (reverse(f"services:{name}") for name in ("service_list", "work_list", "service_enter"))


def now_scene():
    return scene(timezone.now())


def page_of(name: str, service: InstitutionService) -> str:
    return reverse(f"services:service_{name}", args=[service.pk])


def typed(play, **changes) -> dict:
    facts = play.facts()
    names = facts.__dataclass_fields__
    return {name: str(getattr(facts, name)) for name in names} | changes


def test_a_department_enters_finance_confirms_and_moves_and_the_public_reads():
    play = now_scene()
    response = client_of(play.handler).post(ENTER, typed(play), follow=True)
    assert "等待财政部门确认" in response.content.decode()
    service = InstitutionService.objects.get()
    assert "殡仪接运服务" not in Client().get(PUBLIC).content.decode()
    finance = client_of(play.finance)
    assert "确认计划" in finance.get(service.get_absolute_url()).content.decode()
    response = finance.post(page_of("confirm", service), {"confirm": "1", "opinion": ""}, follow=True)
    assert "现在公开" in response.content.decode()
    assert "殡仪接运服务" in Client().get(PUBLIC).content.decode()
    item = catalogue_item()
    response = finance.post(page_of("move", service), {"item_code": item.code.lower()}, follow=True)
    assert item.get_absolute_url() in response.content.decode()
    client_of(play.handler).post(page_of("finish", service))
    service.refresh_from_db()
    assert service.status == ServiceStatus.DONE
    assert "已完成转换" in Client().get(PUBLIC).content.decode()


def test_a_refused_entry_keeps_what_was_typed_and_says_the_article():
    play = now_scene()
    response = client_of(play.handler).post(
        ENTER, typed(play, name="社区矫正辅助服务", provider_code="12430000MB00000001")
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "社区矫正辅助服务" in page
    assert "校验位" in page
    assert not InstitutionService.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "-1"}, {"amount": "很多"}, {"planned_year": "1999"}, {"name": ""}, {"name": "长" * 121}],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(wrong):
    play = now_scene()
    response = client_of(play.handler).post(ENTER, typed(play, **wrong))
    assert response.status_code == 200
    assert "需要改正" in response.content.decode()
    assert not InstitutionService.objects.exists()


def test_an_unknown_item_is_refused_with_what_was_typed():
    play = now_scene()
    service = play.planned()
    response = client_of(play.finance).post(page_of("move", service), {"item_code": "A9999"})
    assert response.status_code == 409
    assert 'value="A9999"' in response.content.decode()


def test_a_return_without_a_reason_is_refused_and_one_with_a_reason_is_shown_to_the_department():
    play = now_scene()
    service = play.entered()
    finance = client_of(play.finance)
    assert finance.post(page_of("confirm", service), {"return": "1", "opinion": ""}).status_code == 409
    finance.post(page_of("confirm", service), {"return": "1", "opinion": "请核对经费。"})
    page = client_of(play.handler).get(service.get_absolute_url()).content.decode()
    assert "请核对经费。" in page
    response = client_of(play.handler).post(
        page_of("edit", service), typed(play, provider_code=service.provider_code)
    )
    assert response.status_code == 302
    service.refresh_from_db()
    assert service.status == ServiceStatus.ENTERED


def test_others_are_turned_away_and_another_department_finds_nothing():
    play = now_scene()
    service = play.entered()
    stranger, supplier = client_of(actor(Role.PURCHASER_HANDLER)), client_of(actor(Role.SUPPLIER))
    assert stranger.get(service.get_absolute_url()).status_code == 404
    assert supplier.get(service.get_absolute_url()).status_code == 403
    assert supplier.get(WORK).status_code == 403
    assert client_of(play.leader).get(ENTER).status_code == 403
    assert client_of(play.handler).get(page_of("confirm", service)).status_code == 403
    assert Client().get(WORK).status_code == 302


def test_a_step_that_is_not_due_is_refused_on_the_page():
    play = now_scene()
    service = play.entered()
    assert client_of(play.handler).post(page_of("finish", service)).status_code == 409
    assert client_of(play.finance).get(page_of("move", service)).status_code == 200


def test_both_lists_can_be_downloaded_and_need_few_queries(django_assert_max_num_queries):
    play = now_scene()
    for number in range(3):
        play.planned(name=f"服务{number}")
    sheet = load_workbook(BytesIO(Client().get(PUBLIC, {"export": "xlsx"}).content)).active
    assert sheet.max_row == 4
    browser = client_of(play.handler)
    browser.get(WORK)
    with django_assert_max_num_queries(4):
        Client().get(PUBLIC)
    with django_assert_max_num_queries(10):
        browser.get(WORK)


def test_the_workbench_says_what_waits_for_finance_and_what_came_back():
    play = now_scene()
    service = play.entered()
    home = reverse("site:workbench")
    assert "确认服务转换计划" in client_of(play.finance).get(home).content.decode()
    client_of(play.finance).post(page_of("confirm", service), {"return": "1", "opinion": "请核对。"})
    assert "按退回意见修改登记" in client_of(play.handler).get(home).content.decode()


def test_the_record_of_an_entry_is_for_those_who_see_it_until_it_is_confirmed():
    play = now_scene()
    service = play.entered()
    entry = LedgerEntry.objects.about(service).first()
    url = reverse("site:entry", args=[entry.public_id])
    assert "遗体接运" not in Client().get(url).content.decode()
    assert "遗体接运" in client_of(play.handler).get(url).content.decode()
    client_of(play.finance).post(page_of("confirm", service), {"confirm": "1"})
    assert "遗体接运" in Client().get(url).content.decode()
