"""Pages of budget lines: who sees them, what they say, what is refused with everything still typed."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import clock
from procurement.budget import workflow
from procurement.budget.choices import LineKind
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from tests.factories.people import actor, body, letter
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
        "kind": "year",
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
    line = budget_line(body_of(handler), amount="1000000", fiscal_year=YEAR)
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


def test_a_transfer_needs_its_paper(finance):
    of = body()
    response = client_of(finance).post(ENTER, typed(of, kind="transfer"))
    assert response.status_code == 409
    assert "要填写文号和文件日期" in response.content.decode()
    papered = typed(of, kind="transfer", document_number="湘财社〔2026〕3号", document_on="2026-01-20")
    client_of(finance).post(ENTER, papered | {"document": letter("下达通知.pdf")})
    line = BudgetLine.objects.get()
    assert line.kind == LineKind.TRANSFER
    assert line.movements.get().document.name == "下达通知.pdf"


def adjustment(**changes) -> dict:
    data = {
        "kind": "supplement",
        "amount": "500",
        "document_number": "湘财预〔2026〕12号",
        "document_on": "2026-02-20",
        "reason": "年中追加",
        "document": letter("追加通知.pdf"),
    }
    return {**data, **changes}


def test_finance_supplements_a_line_and_the_page_names_the_paper(finance):
    line = budget_line(amount="1000")
    url = reverse("budget:line_adjust", args=[line.pk])
    data = adjustment()
    page = client_of(finance).post(url, data, follow=True).content.decode()
    assert "湘财预〔2026〕12号" in page
    assert "1,500" in page
    assert "下载文件" in page
    document = reverse("budget:movement_document", args=[line.movements.last().pk])
    assert client_of(finance).get(document).status_code == 200
    assert client_of(actor(Role.PURCHASER_HANDLER)).get(document).status_code == 404


def test_shifted_money_is_named_on_both_pages(finance):
    of = body()
    line, other = budget_line(of, amount="1000"), budget_line(of, amount="10", title="另一条指标")
    url = reverse("budget:line_adjust", args=[line.pk])
    page = client_of(finance).post(url, adjustment(kind="shift", to_line=other.pk), follow=True)
    assert "转入2026年" in page.content.decode()
    detail = client_of(finance).get(reverse("budget:line_detail", args=[other.pk])).content.decode()
    assert "来自2026年" in detail
    assert "510" in detail


@pytest.mark.parametrize(
    ("changes", "words", "status"),
    [
        ({"kind": "shift"}, "请选择调入的指标", 200),
        ({"kind": "reduce", "amount": "1000.01"}, "可用余额 1,000 元，要调出 1,000.01 元", 409),
        ({"document_number": ""}, "请填写文号", 200),
        ({"document": ""}, "文件扫描件", 200),
        ({"document_on": "2026-02-30"}, "日期", 200),
        ({"amount": "1.001"}, "两位小数", 200),
        ({"amount": "1" + "0" * 15}, "过大", 200),
        ({"kind": "gift"}, "办理什么", 200),
    ],
)
def test_a_wrong_adjustment_changes_nothing_and_keeps_what_was_typed(finance, changes, words, status):
    line = budget_line(amount="1000")
    url = reverse("budget:line_adjust", args=[line.pk])
    response = client_of(finance).post(url, adjustment(**changes))
    assert response.status_code == status
    assert words in response.content.decode()
    assert "年中追加" in response.content.decode()
    line.refresh_from_db()
    assert line.amount == Decimal(1000)


def test_an_advance_notice_says_what_it_may_carry_until_it_is_confirmed(finance):
    line = budget_line(kind=LineKind.ADVANCE, document_number="湘财预〔2025〕190号（示例）")
    client, detail = client_of(finance), reverse("budget:line_detail", args=[line.pk])
    assert "正式下达以前不能确定成交供应商" in client.get(detail).content.decode()
    data = {"document_number": "湘财预〔2026〕1号", "document_on": "2026-02-10"}
    assert "文件扫描件" in client.post(reverse("budget:line_confirm", args=[line.pk]), data).content.decode()
    page = client.post(
        reverse("budget:line_confirm", args=[line.pk]), scan(data), follow=True
    ).content.decode()
    assert "已确认正式下达" in page
    assert "湘财预〔2026〕1号" in page
    assert client.get(reverse("budget:line_document", args=[line.pk])).status_code == 200
    again = client.post(reverse("budget:line_confirm", args=[line.pk]), scan(data))
    assert again.status_code == 409


def scan(data: dict) -> dict:
    return data | {"document": letter("下达通知.pdf")}


@pytest.mark.parametrize("name", ["line_adjust", "line_confirm"])
def test_finance_of_another_level_finds_no_line_to_change(finance, name):
    line = budget_line(body(division_code="43"))
    assert client_of(finance).get(reverse(f"budget:{name}", args=[line.pk])).status_code == 404
    handler = actor(Role.PURCHASER_HANDLER, of=line.body)
    assert client_of(handler).get(reverse(f"budget:{name}", args=[line.pk])).status_code == 403
