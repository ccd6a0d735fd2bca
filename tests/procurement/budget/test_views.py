"""Pages of budget lines: who sees them, what they say, what is refused with everything still typed."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from procurement.budget import workflow
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("budget:line_list")
ENTER = reverse("budget:line_enter")
YEAR = clock.local_date(clock.now()).year


@pytest.fixture
def handler():
    return actor(Role.PURCHASER_HANDLER)


@pytest.fixture
def finance():
    return actor(Role.FINANCE)


def typed(of, **changes) -> dict:
    data = {
        "body": of.pk,
        "fiscal_year": YEAR,
        "code": "XM-2026.1",
        "title": "养老服务",
        "fund_source": "general",
        "amount": "１，２００，０００元",
    }
    return {**data, **changes}


def test_a_visitor_is_asked_to_sign_in():
    for url in (LIST, ENTER, reverse("budget:line_detail", args=[1])):
        response = Client().get(url)
        assert response.status_code == 302
        assert "/accounts/login/" in response.url


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.EXPERT, Role.EVALUATOR])
def test_a_capacity_without_budgets_may_not_read_them(role):
    client = client_of(actor(role))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("budget:line_detail", args=[budget_line().pk])).status_code == 403


def test_a_handler_sees_the_own_bodys_lines_only(handler):
    own, other = budget_line(body_of(handler), title="自己的指标"), budget_line(title="别人的指标")
    client = client_of(handler)
    page = client.get(LIST).content.decode()
    assert "自己的指标" in page
    assert "别人的指标" not in page
    assert client.get(reverse("budget:line_detail", args=[own.pk])).status_code == 200
    assert client.get(reverse("budget:line_detail", args=[other.pk])).status_code == 404


def body_of(who):
    return body() if who.body_id is None else type(body()).objects.get(pk=who.body_id)


def test_the_line_says_where_every_yuan_went(handler):
    line = budget_line(body_of(handler), amount="1000000")
    workflow.commit(
        [Share(line.pk, Decimal("600000"))], reference="430100-2026-0001", by=handler, now=clock.now()
    )
    page = client_of(handler).get(reverse("budget:line_detail", args=[line.pk])).content.decode()
    assert "430100-2026-0001" in page
    assert "肆拾万元整" in page
    assert "600,000" in page
    assert "400,000" in page


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_the_same_queries_with_one_and_with_many(handler, rows, django_assert_max_num_queries):
    for _row in range(rows):
        budget_line(body_of(handler))
    client = client_of(handler)
    with django_assert_max_num_queries(14):  # two of the list, the others of session and frame
        assert client.get(LIST).status_code == 200


def test_the_list_is_exported_without_formulas(handler):
    budget_line(body_of(handler), title="=1+1")
    content = client_of(handler).get(LIST, {"export": "csv"}).content.decode("utf-8-sig")
    assert "预算安排（元）" in content
    assert not any(cell.startswith("=") for cell in content.replace("\n", ",").split(","))


def test_finance_enters_a_line_with_an_amount_as_people_type_it(finance):
    of = body()
    response = client_of(finance).post(ENTER, typed(of), follow=True)
    line = BudgetLine.objects.get()
    assert line.amount == Decimal("1200000")
    assert "已录入预算指标" in response.content.decode()


def test_nobody_but_finance_reaches_the_form(handler):
    assert client_of(handler).get(ENTER).status_code == 403
    assert client_of(handler).post(ENTER, typed(body())).status_code == 403
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": "120万"}, "以“元”为单位"),
        ({"amount": "-1"}, "不能是负数"),
        ({"amount": "0"}, "不能低于"),
        ({"amount": "9" * 30}, "过大"),
        ({"amount": "abc"}, "只能填写数字"),
        ({"code": "=1+1"}, "只能含字母"),
        ({"title": ""}, "请填写"),
        ({"title": "长" * 121}, "最多填写"),
        ({"fiscal_year": "1900"}, "预算年度"),
        ({"fund_source": "gold"}, "资金来源"),
        ({"body": "999999"}, "预算单位"),
    ],
)
def test_a_wrong_field_is_said_beside_it_and_nothing_typed_is_lost(finance, changes, words):
    data = typed(body(), document_number="湘财〔2026〕1号<b>", **changes)
    response = client_of(finance).post(ENTER, data)
    page = response.content.decode()
    assert words in page
    assert "湘财〔2026〕1号&lt;b&gt;" in page
    assert not BudgetLine.objects.exists()


def test_a_line_that_exists_is_refused_with_its_article(finance):
    of = body()
    client_of(finance).post(ENTER, typed(of))
    response = client_of(finance).post(ENTER, typed(of))
    page = response.content.decode()
    assert response.status_code == 409
    assert "同一编码" in page
    assert "第102号" in page
    assert "XM-2026.1" in page
    assert BudgetLine.objects.count() == 1
