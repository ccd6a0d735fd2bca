"""Public pages of editions, and the pages of those who keep them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.editions import todos, workflow
from catalog.editions.models import Catalogue, CatalogueEdition
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.clock import local_date
from tests.factories import catalogue as make
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
FAR = date(2090, 1, 1)


@pytest.fixture(autouse=True)
def catalogue(settings):
    settings.SECOND_FACTOR_OPTIONAL = True
    workflow.load_reference()


@pytest.fixture
def general() -> Catalogue:
    return make.general_catalogue()


def as_person(client, person):
    client.force_login(User.objects.get(pk=person.user_id))
    return client


def text(client, url: str, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def consulted_now(catalogue: Catalogue, by) -> CatalogueEdition:
    """In consultation, which ended yesterday by the wall clock."""
    return make.consulted(catalogue, by=by, now=timezone.now() - timedelta(days=3))


def test_everybody_sees_the_editions_with_their_dates_and_no_draft(
    client, general, django_assert_max_num_queries
):
    make.drafted(general, by=make.people(general)[0])
    url = reverse("editions:edition_list")
    with django_assert_max_num_queries(4):
        page = text(client, url)
    assert "湖南省政府购买服务通用指导性目录（参考版）" in page
    assert "待确认" in page
    assert "新版目录" not in page


def test_a_draft_becomes_public_with_its_consultation(client, general):
    drafter = make.people(general)[0]
    edition = make.drafted(general, by=drafter)
    assert client.get(edition.get_absolute_url()).status_code == 404
    until = local_date(timezone.now()) + timedelta(days=9)
    workflow.submit(edition.pk, until=until, by=drafter, now=timezone.now())
    page = text(client, edition.get_absolute_url(), open="A04")
    assert "征求意见稿" in page
    assert "基本养老服务" in page
    assert reverse("site:catalogue_item", args=["A0401"]) not in page


def test_a_public_edition_needs_few_queries(client, general, django_assert_max_num_queries):
    edition = general.editions.get()
    for url in (edition.get_absolute_url(), f"{edition.get_absolute_url()}?open=A04"):
        with django_assert_max_num_queries(6):
            text(client, url)


@pytest.mark.parametrize("url", ["/catalogue/", "/catalogue/editions/{pk}/"])
def test_a_branch_comes_alone_and_leaves_the_others_as_they_are(
    client, general, url, django_assert_max_num_queries
):
    url = url.format(pk=general.editions.get().pk)
    page = text(client, url, open=["A01", "A04"])
    assert 'href="?open=A01#item-A04"' in page
    assert 'href="?open=A01&amp;open=A04&amp;open=A05#item-A05"' in page
    with django_assert_max_num_queries(3):
        branch = client.get(url, {"open": "A04", "branch": "A04"}, headers={"HX-Request": "true"})
    assert branch.content.decode().lstrip().startswith('<li id="item-A04">')
    assert "基本养老服务" in branch.content.decode()
    assert "<html" not in branch.content.decode()
    for code in ("A", "A0404", "X", "", "A" * 500):
        assert client.get(url, {"branch": code}, headers={"HX-Request": "true"}).status_code == 404
    assert "<html" in text(client, url, branch="A04")


def test_an_edition_can_be_taken_home_as_table_and_on_paper(client, general):
    edition = general.editions.get()
    sheet = load_workbook(
        BytesIO(client.get(reverse("editions:edition_file", args=[edition.pk, "xlsx"])).content)
    )
    assert sheet.active.max_row == 1 + 232
    table = client.get(reverse("editions:edition_file", args=[edition.pk, "csv"])).content.decode("utf-8-sig")
    assert "A0404" in table
    paper = client.get(reverse("editions:edition_file", args=[edition.pk, "pdf"]))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert client.get(reverse("editions:edition_file", args=[edition.pk, "exe"])).status_code == 404


def test_a_finance_clerk_drafts_and_another_approves(client, general):
    drafter, approver = make.people(general)
    as_person(client, drafter)
    assert "起草省级通用目录新版本" in text(client, reverse("editions:work_list"))
    typed = {"title": "通用目录（示例二〇二七年版）", "reason": "换版", "is_empty": "copy"}
    made = client.post(reverse("editions:edition_draft", args=[general.pk]), typed)
    edition = general.editions.get(title=typed["title"])
    assert made.url == reverse("editions:edition_work", args=[edition.pk])
    assert edition.items.count() == 232
    again = client.post(reverse("editions:edition_draft", args=[general.pk]), typed)
    assert again.status_code == 409
    assert typed["title"] in again.content.decode()
    until = local_date(timezone.now()) + timedelta(days=1)
    client.post(reverse("editions:edition_submit", args=[edition.pk]), {"until": until})
    edition.refresh_from_db()
    assert edition.status == "consultation"
    CatalogueEdition.objects.filter(pk=edition.pk).update(consultation_to=until - timedelta(days=3))
    as_person(client, approver)
    assert "批准目录" in text(client, reverse("editions:edition_work", args=[edition.pk]))
    url = reverse("editions:edition_approve", args=[edition.pk])
    wrong = client.post(url, {"in_force_from": FAR, "typed": "好"})
    assert "请原样输入" in wrong.content.decode()
    client.post(url, {"in_force_from": FAR, "document_number": "示例〔2026〕2号", "typed": "批准目录"})
    edition.refresh_from_db()
    assert (edition.status, edition.in_force_from) == ("approved", FAR)
    assert "待生效" in text(client, edition.get_absolute_url())


def test_a_departure_is_typed_with_its_reason(client, general):
    drafter, approver = make.people(general)
    edition = consulted_now(general, drafter)
    edition.items.filter(code="A0108").delete()
    as_person(client, approver)
    url = reverse("editions:edition_approve", args=[edition.pk])
    words = "第1级2项，第2级30项，第3级199项"
    assert words in text(client, url)
    typed = {"in_force_from": FAR, "typed": "批准目录", "departure_typed": words}
    assert "请填写项数不同的理由" in client.post(url, typed).content.decode()
    typed["departure_reason"] = "正式附件如此。"
    refused = client.post(url, {**typed, "departure_typed": "第3级199项"})
    assert refused.status_code == 409
    assert "湘财综〔2022〕18号" in refused.content.decode()
    assert typed["departure_reason"] in refused.content.decode()
    assert client.post(url, typed).status_code == 302


def test_a_draft_is_shown_to_its_own_body_only(client, general):
    edition = make.drafted(general, by=make.people(general)[0])
    url = reverse("editions:edition_work", args=[edition.pk])
    assert client.get(url).status_code == 302
    for person, status in (
        (actor(Role.FINANCE), 404),
        (actor(Role.SUPPLIER), 403),
        (actor(Role.AUDITOR), 200),
    ):
        assert as_person(client, person).get(url).status_code == status


def test_the_operator_names_who_keeps_a_catalogue(client, general):
    as_person(client, actor(Role.OPERATOR))
    url = reverse("editions:catalogue_keeper", args=[general.pk])
    wrong = client.post(url, {"owner_name": "省财政厅（示例）", "owner_code": "11430000MB00000001"})
    assert "校验位不对" in wrong.content.decode()
    code = actor(Role.FINANCE).body_code
    assert client.post(url, {"owner_name": "省财政厅（示例）", "owner_code": code}).status_code == 302
    general.refresh_from_db()
    assert general.owner_code == code
    opened = {"name": "水利部门目录（示例）", "owner_name": "水利厅（示例）", "owner_code": code}
    assert client.post(reverse("editions:catalogue_open"), opened).status_code == 302
    assert client.post(reverse("editions:catalogue_open"), opened).status_code == 409


def test_the_workbench_tells_the_second_person_when_the_consultation_has_ended(general):
    drafter, approver = make.people(general)
    now = timezone.now()
    edition = make.drafted(general, by=drafter, now=now)
    assert [todo.title for todo in todos.todos(drafter, now=now)] == ["公开征求意见"]
    until = local_date(now) + timedelta(days=1)
    workflow.submit(edition.pk, until=until, by=drafter, now=now)
    assert todos.todos(approver, now=now) == []
    later = now + timedelta(days=2)
    assert [todo.title for todo in todos.todos(approver, now=later)] == ["批准目录"]
    assert todos.todos(drafter, now=later) == []
    assert todos.todos(actor(Role.FINANCE), now=later) == []
