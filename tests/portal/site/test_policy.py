"""A paper's page, and the collection of what rests on papers."""

import re

import pytest
from django.template import engines
from django.urls import reverse

from catalog.negative import workflow as negative_list
from catalog.policies import citing, workflow
from catalog.policies.choices import UseKind
from portal.kernel.errors import Refusal
from portal.site import citations
from procurement.routing import workflow as routing
from procurement.routing.models import RuleParameter

NUMBERED = re.compile(r"\w+〔\d{4}〕\d+号|(?:财政部|民政部|国务院|发改委|改革委)令第\d+号")


def render(text: str, **values) -> str:
    return engines["django"].from_string(text).render(values)


def test_rules_are_collected_with_what_they_say():
    found = {(use.place, use.text, use.words) for use in citations.collected()}
    basis = "政府采购货物和服务招标投标管理办法（财政部令第87号）第十二条"
    words = "“…”的最高限价 … 元，高于包预算 … 元。"
    assert ("procurement.projects.rules", basis, words) in found
    steps = [use for use in citations.collected() if use.place == "procurement.projects.workflow"]
    assert "提交审批" in {use.words for use in steps}


def test_pages_are_collected_with_their_titles():
    pages = {(use.place, use.words) for use in citations.collected() if use.kind == UseKind.PAGE}
    assert ("procurement.projects", "审批采购项目") in pages


@pytest.mark.django_db
def test_every_number_that_a_basis_cites_is_in_the_library():
    routing.load_reference()
    rows = [use.text for use in citations.every()]
    rows += RuleParameter.objects.values_list("legal_basis", flat=True)
    known = {name for name, _slug in citing.names()}
    cited = {number for text in rows for number in NUMBERED.findall(text)}
    unknown = {number for number in cited if not any(name.endswith(number) for name in known)}
    assert unknown == set(), "add the paper to catalog/policies/data/papers.csv"


@pytest.mark.django_db
def test_a_paper_s_page_shows_numbers_rules_and_pages_that_rest_on_it(client):
    workflow.load_reference()
    negative_list.load_reference()
    routing.load_reference()
    workflow.keep_uses(citations.collected())
    page = client.get(reverse("site:policy", args=["order-102"])).content.decode()
    for words in ("文本待核", "依据它的数值", "第二十四条", "融资行为", "依据它的规则", "立项与审批"):
        assert words in page
    assert "重点审查" not in page
    page = client.get(reverse("site:policy", args=["contract-law"])).content.decode()
    assert "还没有规则直接引用" in page
    assert 'href="/policies/civil-code/"' in page


@pytest.mark.django_db
def test_the_page_needs_few_queries(client, django_assert_max_num_queries):
    workflow.load_reference()
    workflow.keep_uses(citations.collected())
    client.get("/policies/order-87/")
    with django_assert_max_num_queries(8):
        client.get("/policies/order-87/")


@pytest.mark.django_db
def test_an_unknown_paper_is_not_found(client):
    assert client.get("/policies/nothing/").status_code == 404


def test_a_refusal_links_its_papers_beside_the_page_so_that_nothing_typed_is_lost():
    basis = "政府采购需求管理办法（财库〔2021〕22号）第二十四条"
    page = render("{% refusal refused %}", refused=Refusal("因为", basis, "这样办"))
    apart = 'target="_blank" rel="noopener"'
    assert f'<a href="/policies/cai-ku-2021-22/24/" {apart}>{basis}</a>' in page


def test_the_article_behind_a_sentence_links_its_paper_unless_it_has_an_address():
    assert 'href="/policies/procurement-law/47/"' in render('{% law "政府采购法第四十七条" %}')
    own = render('{% law "政府采购法第四十七条" url="/x/" %}')
    assert 'href="/x/"' in own
    assert "policies" not in own
