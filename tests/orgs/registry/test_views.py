"""Pages of the register."""

import pytest
from django.test import Client
from django.urls import reverse

from orgs.bodies.choices import BodyKind
from orgs.people.choices import Role
from orgs.people.models import User
from orgs.registry import workflow
from orgs.registry.models import RegistryFact
from portal.kernel import clock
from portal.kernel.actors import SYSTEM
from tests.factories.people import actor, body
from tests.factories.registry import SOURCE, grade, inspection, listing

pytestmark = pytest.mark.django_db
LISTING = {
    "code": "abnormal", "cause": "no_report", "happened_on": "2025-03-01", "issued_by": "民政厅（示例）",
    "source": "异常名录公告（示例）", "source_on": "2025-03-02",
}  # fmt: skip


@pytest.fixture
def organisation():
    return body(BodyKind.SOCIAL_ORGANISATION, name="湘江暖邻社会工作服务中心（示例）")


def signed_in(*roles: str, division: str = "43") -> Client:
    client = Client()
    capacity = actor(*roles, of=body(division_code=division))
    client.force_login(User.objects.get(pk=capacity.user_id))
    return client


def enter(organisation, fact) -> RegistryFact:
    return workflow.enter(organisation.pk, fact, source=SOURCE, by=SYSTEM, now=clock.now())


def test_a_registrar_enters_and_removes_a_listing(organisation):
    client = signed_in(Role.REGISTRAR)
    url = reverse("registry:fact_enter", args=[organisation.credit_code, "listing"])
    assert "录入名录名单" in client.get(url).content.decode()
    assert client.post(url, LISTING).status_code == 302
    fact = RegistryFact.objects.get()
    again = client.post(url, LISTING)
    assert (again.status_code, "同一件事已经录入过" in again.content.decode()) == (409, True)
    followed = LISTING | {"ends_on": "2025-09-10"}
    assert client.post(reverse("registry:fact_continue", args=[fact.pk]), followed).status_code == 302
    page = client.get(reverse("registry:register", args=[organisation.credit_code])).content.decode()
    for words in ("不在名录名单内", "2025-09-10", "异常名录公告（示例）", "已不作数"):
        assert words in page


def test_what_was_typed_stays_when_the_source_is_missing(organisation):
    url = reverse("registry:fact_enter", args=[organisation.credit_code, "inspection"])
    page = signed_in(Role.REGISTRAR).post(url, {"year": "2024", "issued_by": "某机关"}).content.decode()
    assert "请填写来源。" in page
    assert "某机关" in page
    assert not RegistryFact.objects.exists()


def test_a_correction_asks_for_its_reason(organisation):
    fact = enter(organisation, grade("5A"))
    client, url = signed_in(Role.REGISTRAR), reverse("registry:fact_correct", args=[fact.pk])
    typed = {
        "cause": "awarded", "code": "4A", "happened_on": "2024-06-01", "issued_by": "民政厅（示例）",
        "source": "公告（示例）", "source_on": "2024-06-02",
    }  # fmt: skip
    assert "请填写更正理由。" in client.post(url, typed).content.decode()
    assert client.post(url, typed | {"reason": "看错一行"}).status_code == 302
    page = client.get(reverse("registry:register", args=[organisation.credit_code])).content.decode()
    assert "更正理由：看错一行" in page


def test_a_voided_fact_counts_no_more(organisation):
    fact = enter(organisation, inspection(2024))
    url = reverse("registry:fact_void", args=[fact.pk])
    typed = {"source": "核查记录（示例）", "source_on": "2026-01-02", "reason": "录错单位"}
    assert signed_in(Role.REGISTRAR).post(url, typed).status_code == 302
    assert not RegistryFact.objects.counting().exists()


@pytest.mark.parametrize(
    ("roles", "division", "code"),
    [
        ([Role.REGISTRAR], "43", 200),
        ([Role.REGISTRAR], "4306", 404),
        ([Role.SUPERVISOR], "43", 200),
        ([Role.AUDITOR], "4306", 200),
        ([Role.PURCHASER_HANDLER], "43", 403),
    ],
)
def test_who_reads_a_register(organisation, roles, division, code):
    url = reverse("registry:register", args=[organisation.credit_code])
    assert signed_in(*roles, division=division).get(url).status_code == code


def test_an_unknown_kind_is_not_found(organisation):
    url = reverse("registry:fact_enter", args=[organisation.credit_code, "nothing"])
    assert signed_in(Role.REGISTRAR).get(url).status_code == 404


def test_the_pages_need_few_queries(organisation, django_assert_max_num_queries):
    client = signed_in(Role.REGISTRAR)
    for number in range(15):
        enter(organisation, inspection(2005 + number))
        enter(body(BodyKind.SOCIAL_ORGANISATION), listing())
    client.get(reverse("registry:list"))
    with django_assert_max_num_queries(16):
        client.get(reverse("registry:list"))
    with django_assert_max_num_queries(8):
        client.get(reverse("registry:register", args=[organisation.credit_code]))
