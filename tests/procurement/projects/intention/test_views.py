"""Pages of intentions."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.kernel.clock import local_date
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention
from tests import spine
from tests.factories.procurement import catalogue_item
from tests.procurement.projects.intention.test_workflow import published
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


def test_an_intention_goes_from_the_form_to_the_public_list():
    walk = spine.people_now()
    handler, leader, visitor = client_of(walk.handler), client_of(walk.leader), Client()
    year = local_date(timezone.now()).year + 1
    typed = {
        "title": "社区助餐服务（示例）",
        "catalogue_item": catalogue_item().pk,
        "overview": "为老年人助餐。",
        "budget_amount": "960000",
        "expected_month": f"{year}-01-01",
    }
    missing = handler.post(reverse("intentions:draft"), {**typed, "overview": ""})
    assert "社区助餐服务（示例）" in missing.content.decode()
    handler.post(reverse("intentions:draft"), typed)
    made = PurchaseIntention.objects.get()
    handler.post(reverse("intentions:submit", args=[made.pk]))
    own = handler.post(reverse("intentions:publish", args=[made.pk]))
    assert own.status_code == 403
    assert "公开以后" in leader.get(made.work_url).content.decode()
    assert visitor.get(made.get_absolute_url()).status_code == 404
    leader.post(reverse("intentions:publish", args=[made.pk]))
    found = visitor.get(reverse("intentions:list"), {"q": "助餐"}).content.decode()
    assert "社区助餐服务（示例）" in found
    assert "最早" in visitor.get(made.get_absolute_url()).content.decode()
    refusal = leader.post(reverse("intentions:publish", args=[made.pk]))
    assert refusal.status_code == 409


def test_a_handler_says_which_intention_or_which_exception():
    walk = spine.drafted_project()
    made, handler = published(walk), client_of(walk.handler)
    url = reverse("intentions:choose", args=[walk.project.pk])
    assert "请选择采购意向" in handler.post(url, {}).content.decode()
    assert "请写明例外的原因" in handler.post(url, {"exception": "urgent"}).content.decode()
    handler.post(url, {"intention": made.pk})
    assert ProjectIntention.objects.get().intention == made
    page = handler.get(walk.project.get_absolute_url()).content.decode()
    assert "公开采购意向" in page


def test_the_public_list_asks_few_questions(django_assert_max_num_queries):
    walk = spine.people()
    for _number in range(3):
        published(walk)
    with django_assert_max_num_queries(8):
        Client().get(reverse("intentions:list"))
