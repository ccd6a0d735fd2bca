"""The public catalogue."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from catalog.editions import workflow
from catalog.editions.models import CatalogueItem
from tests.spine import announced_package, drafted_notice

pytestmark = pytest.mark.django_db
URL = "/catalogue/"


@pytest.fixture(autouse=True)
def catalogue():
    workflow.load_reference()


def text(client, url: str, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_sees_the_tree_and_that_it_is_a_reference_edition(client):
    page = text(client, URL)
    assert "公共服务" in page
    assert "社会保障服务" in page
    assert "基本养老服务" not in page
    assert "本目录是参考版" in page


def test_a_branch_opens_without_scripts(client):
    page = text(client, URL, open="A04")
    assert "基本养老服务" in page
    assert "农村留守老年人探访关爱服务" in text(client, URL, open="department")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("探访", "农村留守老年人探访关爱服务"),
        ("ncls", "农村留守老年人探访关爱服务"),
        ("nongcunliushou", "农村留守老年人探访关爱服务"),
        ("MZ-A0402-03", "农村留守老年人探访关爱服务"),
        ("养老 上门", "居家养老上门服务"),
    ],
)
def test_an_item_is_found_by_characters_pinyin_initials_or_code(client, words, found):
    assert found in text(client, URL, q=words)


def test_filters_leave_what_fits(client):
    page = text(client, URL, owner="civil_affairs", field="养老")
    assert "老年助餐服务" in page
    assert "收养评估服务" not in page
    assert "没有找到品目" in text(client, URL, q="航天飞机")


@pytest.mark.parametrize(
    "query", [{"level": "99"}, {"owner": "x"}, {"q": "养" * 500}, {"after": "x", "q": "养老"}]
)
def test_a_wrong_filter_is_answered_with_a_page(client, query):
    text(client, URL, **query)


def test_an_item_page_shows_its_place_its_mapping_and_its_source(client):
    page = text(client, reverse("site:catalogue_item", args=["MZ-A0402-03"]))
    assert "基本养老服务" in page
    assert "待核对" in page
    assert "本目录是参考版" in page
    assert "农村留守老年人探访关爱服务" in text(client, reverse("site:catalogue_item", args=["A0402"]))


def test_an_unknown_item_is_not_found(client):
    assert client.get("/catalogue/items/A9999/").status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_catalogue_can_be_downloaded(client, kind):
    response = client.get(URL, {"export": kind})
    assert response.status_code == 200
    if kind == "xlsx":
        sheet = load_workbook(BytesIO(response.content)).active
        assert sheet.max_row == 1 + 232 + 36
    else:
        assert "MZ-A0402-03" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("url", "query"),
    [
        (URL, {}),
        (URL, {"open": "A04"}),
        (URL, {"q": "服务"}),
        ("/catalogue/items/A0402/", {}),
        ("/catalogue/items/MZ-A0402-03/", {}),
    ],
)
def test_the_pages_need_few_queries_however_many_items(client, django_assert_max_num_queries, url, query):
    client.get(url, query)
    with django_assert_max_num_queries(8):
        client.get(url, query)
    item = CatalogueItem.objects.get(code="A0402")
    departmental = CatalogueItem.objects.get(code="MZ-A0402-03").edition
    CatalogueItem.objects.bulk_create(
        CatalogueItem(
            edition=departmental,
            code=f"MZ-X{n}",
            level=4,
            general_item=item,
            name=f"服务{n}",
            source="composed",
        )
        for n in range(100)
    )
    with django_assert_max_num_queries(8):
        client.get(url, query)


def test_an_item_page_lists_its_published_notices_and_those_of_its_departmental_items(
    client, django_assert_max_num_queries
):
    walk = announced_package("980000.00")
    notice = walk.project.notices.get()
    url = walk.project.catalogue_item.get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(8):
        page = text(client, url)
    assert notice.title in page
    assert "980,000" in page


def test_a_notice_that_is_not_published_is_not_shown(client):
    walk = drafted_notice("980000.00")
    assert walk.project.notices.get().title not in text(
        client, walk.project.catalogue_item.get_absolute_url()
    )
