"""The policy library as anybody reads it."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from catalog.policies import workflow
from catalog.policies.models import PolicyPaper

pytestmark = pytest.mark.django_db
URL = reverse("policies:paper_list")


@pytest.fixture(autouse=True)
def papers():
    workflow.load_reference()


def text(client, url: str = URL, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ({"q": "102号"}, "政府购买服务管理办法", "民法典"),
        ({"q": "zfcgxq"}, "政府采购需求管理办法", "民法典"),
        ({"validity": "replaced"}, "中华人民共和国合同法", "中华人民共和国民法典</a>"),
        ({"issuer": "民政部"}, "社会组织信用信息管理办法", "政府采购需求管理办法"),
        ({"topic": "performance"}, "项目支出绩效评价管理办法", "社会团体登记管理条例"),
        ({"q": "航天飞机"}, "没有找到文件", "民法典"),
    ],
)
def test_papers_are_found_by_words_issuer_validity_and_topic(client, query, found, missing):
    page = text(client, **query)
    assert found in page
    assert missing not in page


def test_what_is_not_known_is_said(client):
    page = text(client, q="214号")
    assert "文本待核" in page
    assert "待核" in text(client, q="财库〔2026〕2号")


@pytest.mark.parametrize(
    "query", [{"validity": "x"}, {"issuer": "nobody"}, {"q": "长" * 500}, {"after": "x"}]
)
def test_a_wrong_filter_is_answered_with_a_page(client, query):
    text(client, **query)


def test_the_library_can_be_downloaded(client):
    sheet = load_workbook(BytesIO(client.get(URL, {"export": "xlsx"}).content)).active
    assert sheet.max_row == 1 + PolicyPaper.objects.count()


def test_the_list_needs_few_queries_however_many_papers(client, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(4):
        client.get(URL)
