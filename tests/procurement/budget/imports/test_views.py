"""Budget lines in and out: preview, refusals by row, taken over, undone while unused."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from orgs.people.choices import Role
from portal.kernel import clock, spreadsheets
from procurement.budget import workflow as budget
from procurement.budget.imports.models import BudgetImport
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from tests.factories.people import actor, body
from tests.factories.procurement import budget_line
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
YEAR = clock.local_date(clock.now()).year
NAMES = ("agencyName", "fiscalYear", "proCode", "proName", "fundTypeName", "amount", "bgtDec")
BEGIN = reverse("budget:import_begin")


@pytest.fixture
def finance():
    return actor(Role.FINANCE)


def upload(of, *rows, kind="xlsx") -> SimpleUploadedFile:
    filled = [(of.name, YEAR, code, "养老服务", "福彩公益金", amount, "说明") for code, amount in rows]
    return SimpleUploadedFile(f"指标.{kind}", spreadsheets.WRITERS[kind][0](filled, NAMES))


def step(client, found: BudgetImport, name: str, **data):
    return client.post(reverse(f"budget:import_{name}", args=[found.pk]), data)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_table_is_previewed_taken_over_and_undone(finance, kind):
    of, client = body(), client_of(finance)
    page = client.post(BEGIN, {"file": upload(of, ("XM1", "960000.50"), ("XM2", 5), kind=kind)}, follow=True)
    assert "确认导入" in page.content.decode()
    assert not BudgetLine.objects.exists()
    found = BudgetImport.objects.get()
    step(client, found, "apply")
    assert [line.amount for line in BudgetLine.objects.order_by("code")] == [Decimal("960000.50"), Decimal(5)]
    line = BudgetLine.objects.get(code="XM1")
    assert line.standard == {"bgtDec": "说明"}
    assert line.movements.get().document == found.upload
    assert (
        "已撤销" in client.post(reverse("budget:import_undo", args=[found.pk]), follow=True).content.decode()
    )
    line.refresh_from_db()
    assert line.amount == 0


def test_what_was_undone_can_be_imported_again(finance):
    of, client = body(), client_of(finance)
    for _time in range(2):
        client.post(BEGIN, {"file": upload(of, ("XM1", 960000))})
        found = BudgetImport.objects.first()
        step(client, found, "apply")
        assert BudgetLine.objects.get().amount == Decimal(960000)
        step(client, found, "undo")


def test_a_used_line_is_not_undone(finance):
    of, client = body(), client_of(finance)
    client.post(BEGIN, {"file": upload(of, ("XM1", 1000), ("XM2", 1000))})
    found = BudgetImport.objects.get()
    step(client, found, "apply")
    line = BudgetLine.objects.get(code="XM1")
    budget.commit([Share(line.pk, Decimal(1))], reference="430100-2026-0001", by=finance, now=clock.now())
    response = step(client, found, "undo")
    assert response.status_code == 409
    assert "XM1 养老服务" in response.content.decode()
    assert {line.amount for line in BudgetLine.objects.all()} == {Decimal(1000)}


def test_wrong_rows_are_named_and_hold_the_import_up_unless_left_out(finance):
    of, client = body(), client_of(finance)
    page = client.post(BEGIN, {"file": upload(of, ("XM1", 1000), ("XM2", "1万"))}, follow=True)
    assert "以“元”为单位" in page.content.decode()
    found = BudgetImport.objects.get()
    response = step(client, found, "apply")
    assert response.status_code == 409
    assert "1 行有误" in response.content.decode()
    assert not BudgetLine.objects.exists()
    step(client, found, "apply", skips_wrong="on")
    assert BudgetLine.objects.get().code == "XM1"


def test_a_line_entered_between_reading_and_confirming_holds_everything_up(finance):
    of, client = body(), client_of(finance)
    client.post(BEGIN, {"file": upload(of, ("XM1", 1000), ("XM2", 1000))})
    budget_line(of, code="XM2", fund_source="lottery", fiscal_year=YEAR, amount="5")
    response = step(client, BudgetImport.objects.get(), "apply")
    assert response.status_code == 409
    assert [line.code for line in BudgetLine.objects.all()] == ["XM2"]


def test_an_import_is_given_up_and_taken_over_once(finance):
    of, client = body(), client_of(finance)
    client.post(BEGIN, {"file": upload(of, ("XM1", 1000))})
    found = BudgetImport.objects.get()
    assert step(client, found, "discard").status_code == 302
    assert step(client, found, "apply").status_code == 409
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("指标.xlsx", b"PK\x03\x04broken", "无法读取"),
        ("指标.csv", "甲,乙\n1,2\n".encode(), "没有找到表头"),
        ("指标.txt", b"a", "只能"),
        ("指标.csv", b"", "空的"),
    ],
)
def test_what_is_no_table_of_lines_is_refused_in_words(finance, name, content, words):
    page = client_of(finance).post(BEGIN, {"file": SimpleUploadedFile(name, content)}).content.decode()
    assert words in page or "请选择" in page
    assert not BudgetImport.objects.exists()


def test_only_the_finance_department_that_read_it_sees_an_import(finance):
    client_of(finance).post(BEGIN, {"file": upload(body(), ("XM1", 1000))})
    url = reverse("budget:import_detail", args=[BudgetImport.objects.get().pk])
    assert client_of(actor(Role.FINANCE)).get(url).status_code == 404
    assert client_of(actor(Role.PURCHASER_HANDLER)).get(url).status_code == 403
    assert client_of(finance).get(url).status_code == 200


def test_what_goes_out_comes_in_again_as_the_same_lines(finance):
    of = body()
    budget_line(of, title="=1+1", fund_source="lottery", fiscal_year=YEAR, standard={"bgtDec": "说明"})
    client = client_of(finance)
    content = client.get(reverse("budget:line_standard", args=["xlsx"])).content
    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["bgtId", "mofDivCode", "mofDivName"]
    assert "=1+1" not in [cell.value for cell in sheet[3]]
    client.post(BEGIN, {"file": SimpleUploadedFile("指标.xlsx", content)})
    assert BudgetImport.objects.get().counts == {"new": 0, "same": 1, "wrong": 0}


def test_a_confirmed_advance_notice_goes_out_and_comes_in_as_the_same_line(finance):
    of = body()
    facts = {"kind": "advance", "document_number": "提前1号（示例）", "document_on": date(YEAR, 1, 5)}
    budget_line(of, fiscal_year=YEAR, confirmed_number="下达2号", confirmed_on=date(YEAR, 3, 1), **facts)
    client = client_of(finance)
    content = client.get(reverse("budget:line_standard", args=["csv"])).content
    assert "提前1号（示例）" in content.decode("utf-8-sig") and "下达2号" in content.decode("utf-8-sig")
    client.post(BEGIN, {"file": SimpleUploadedFile("指标.csv", content)})
    assert BudgetImport.objects.get().counts == {"new": 0, "same": 1, "wrong": 0}


def test_the_export_holds_ones_own_lines_only():
    handler = actor(Role.PURCHASER_HANDLER)
    budget_line(title="别人的指标")
    url = reverse("budget:line_standard", args=["csv"])
    assert "别人的指标" not in client_of(handler).get(url).content.decode("utf-8-sig")
    assert client_of(actor(Role.SUPPLIER)).get(url).status_code == 403
    assert client_of(handler).get(reverse("budget:line_standard", args=["pdf"])).status_code == 404
