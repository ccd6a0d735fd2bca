"""The page of an article: numbers, rules, pages and proofs that rest on it."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.policies import citing, workflow
from portal.site import citations, proofs
from procurement.routing import workflow as routing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded():
    workflow.load_reference()
    routing.load_reference()
    workflow.keep_uses([*citations.collected(), *proofs.marked()])


def text(slug: str, number: int) -> str:
    response = Client().get(reverse("site:article", args=[slug, number]))
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_shows_its_numbers_rules_and_how_often_it_is_proven():
    page = text("procurement-law", 46)
    for words in ("签订政府采购合同的最长时间", "30 日", "合同与付款", "项自动检查证明"):
        assert words in page
    assert reverse("routing:number", args=["sign_contract_days"]) in page
    assert reverse("site:article", args=["procurement-law", 47]) in page


def test_a_number_that_is_to_be_confirmed_says_so():
    assert "待确认" in text("cai-ku-2014-214", 25)


def test_an_article_that_nothing_rests_on_says_so():
    assert "还没有规则引用这一条" in text("civil-code", 509)


@pytest.mark.parametrize("address", ["order-87/0/", "order-87/2000/", "order-87/99999999999/", "nothing/1/"])
def test_what_is_no_article_is_not_found(address):
    assert Client().get(f"/policies/{address}").status_code == 404


def test_every_article_of_a_basis_leads_to_its_page():
    linked = citing.linked("《政府采购法》第二十六条、第二十八条；财库〔2021〕22号第二十九条至第三十三条")
    for address in ("procurement-law/26", "procurement-law/28", "cai-ku-2021-22/29", "cai-ku-2021-22/33"):
        assert f'href="/policies/{address}/"' in linked
    assert "</a>至<a" in linked
    assert citing.linked("<b>第九条") == "&lt;b&gt;第九条"


def test_the_page_needs_few_queries(django_assert_max_num_queries):
    text("order-87", 69)
    with django_assert_max_num_queries(8):
        text("order-87", 69)
