"""Pages of imports: from the file to the register in the browser's words."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orgs.imports import samples, workflow
from orgs.imports.choices import TableKind
from orgs.imports.models import RegisterImport
from orgs.people.choices import Role
from portal.kernel import sheets
from tests.factories import people
from tests.orgs.imports import register
from tests.orgs.imports.facts import tables
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEGIN = reverse("imports:begin")
LIST = reverse("imports:list")
TYPED = {"table": "registration", "source": "雨花区民政局", "source_on": "2026-08-31"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people.division("430111")


@pytest.fixture
def operator():
    return people.actor(Role.OPERATOR)


@pytest.fixture
def browser(operator):
    return client_of(operator)


def words(answer) -> str:
    return answer.content.decode()


def test_a_file_becomes_an_import_that_shows_how_far_it_is(browser):
    answer = browser.post(BEGIN, TYPED | {"file": register.book(register.row(1))})
    found = RegisterImport.objects.get()
    assert answer["Location"] == found.get_absolute_url()
    page = words(browser.get(found.get_absolute_url()))
    assert "正在读取" in page
    assert f"{found.get_absolute_url()}progress/" in page
    register.run_jobs()
    polled = browser.get(f"{found.get_absolute_url()}progress/", headers={"HX-Request": "true"})
    assert (polled.status_code, polled["HX-Refresh"]) == (200, "true")
    page = words(browser.get(found.get_absolute_url()))
    assert "等待确认" in page
    assert "第1社会工作服务中心（示例）" in page


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("登记簿.xls", sheets.OLE), "其他格式请先另存为 .xlsx"),
        (SimpleUploadedFile("登记簿.xlsx", sheets.OLE + bytes(99)), "打开密码"),
        (SimpleUploadedFile("登记簿.pdf", b"%PDF-"), "其他格式请先另存为 .xlsx"),
        (SimpleUploadedFile("登记簿.xlsx", b"broken"), "已损坏"),
        (SimpleUploadedFile("登记簿.csv", b""), "空的"),
        ("", "请选择表格文件"),
    ],
)
def test_a_wrong_file_is_refused_at_the_field_and_the_source_stays(browser, file, says):
    answer = browser.post(BEGIN, TYPED | {"file": file})
    assert says in words(answer)
    assert "雨花区民政局" in words(answer)
    assert not RegisterImport.objects.exists()


def test_rows_are_found_by_outcome_and_leave_as_a_table(browser, operator):
    rows = [register.row(1), register.row(2, day="昨天")]
    found = register.read(register.book(*rows), by=operator, now=NOW)
    page = words(browser.get(f"{found.get_absolute_url()}?outcome=wrong"))
    assert "登记日期“昨天”不是日期。" in page
    assert "第1社会工作服务中心" not in page
    table = browser.get(f"{found.get_absolute_url()}?outcome=wrong&export=csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("3,有误,")


def test_the_import_is_confirmed_with_the_wrong_rows_left_out(browser, operator):
    found = register.read(register.book(register.row(1), register.row(2, day="")), by=operator, now=NOW)
    url = f"{found.get_absolute_url()}apply/"
    assert "有误的行不导入" in words(browser.get(url))
    answer = browser.post(url, {})
    assert answer.status_code == 409
    assert "1 行有误" in words(answer)
    assert browser.post(url, {"skips_wrong": "on"}).status_code == 302
    register.run_jobs()
    assert "已导入" in words(browser.get(found.get_absolute_url()))
    assert browser.get(url).status_code == 404


def test_an_import_is_given_up_or_undone_after_a_question(browser, operator):
    found = register.read(register.book(register.row(1)), by=operator, now=NOW)
    assert "登记簿不会变化" in words(browser.get(f"{found.get_absolute_url()}discard/"))
    assert browser.post(f"{found.get_absolute_url()}undo/").status_code == 409
    workflow.apply(found.pk, skips_wrong=False, by=operator, now=NOW)
    register.run_jobs()
    assert browser.post(f"{found.get_absolute_url()}discard/").status_code == 409
    assert browser.post(f"{found.get_absolute_url()}undo/").status_code == 302
    assert "正在撤销" in words(browser.get(found.get_absolute_url()))
    register.run_jobs()
    assert "已撤销" in words(browser.get(LIST))


def test_the_page_takes_the_same_queries_with_one_and_with_many_rows(browser, operator):
    few = register.read(register.book(register.row(1)), by=operator, now=NOW)
    many = register.read(register.book(*map(register.row, range(2, 30))), by=operator, now=NOW)
    browser.get(LIST)
    counts = []
    for found in (few, many):
        with CaptureQueriesContext(connection) as queries:
            browser.get(found.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_nobody_else_sees_imports(operator):
    found = register.read(register.book(register.row(1)), by=operator, now=NOW)
    for role in (Role.SUPPLIER, Role.FINANCE, Role.AUDITOR):
        browser = client_of(people.actor(role))
        for url in (LIST, BEGIN, found.get_absolute_url()):
            assert browser.get(url).status_code == 403


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="43"))


def test_a_registrar_imports_facts_and_an_operator_is_not_offered_them(browser, registrar):
    body = people.body("social_organisation")
    typed = TYPED | {"table": "grade"}
    answer = browser.post(BEGIN, typed | {"file": tables.book("grade", tables.about("grade", body))})
    assert answer.status_code == 200
    assert not RegisterImport.objects.exists()
    own = client_of(registrar)
    found = own.post(BEGIN, typed | {"file": tables.book("grade", tables.about("grade", body))}, follow=True)
    register.run_jobs()
    page = words(own.get(found.redirect_chain[-1][0]))
    assert "4A 2024-06-01" in page
    assert "确认导入" in page
    assert "确认导入" not in words(browser.get(found.redirect_chain[-1][0]))


def test_what_was_typed_stays_when_the_day_of_the_source_is_missing(browser):
    answer = browser.post(BEGIN, TYPED | {"source_on": "", "file": register.book(register.row(1))})
    assert "请填写来源日期" in words(answer)
    assert "雨花区民政局" in words(answer)


@pytest.mark.parametrize("table", TableKind.values)
def test_an_empty_table_of_each_kind_is_given_out(browser, table):
    answer = browser.get(reverse("imports:template", args=[table]))
    rows = list(sheets.rows(BytesIO(answer.content), name="空表.xlsx"))
    assert [row.cells[: len(rows[0].cells)] for row in rows] == [
        samples.heading(table),
        samples.example(table),
    ]
    assert browser.get(reverse("imports:template", args=["nothing"])).status_code == 404


def test_the_register_shows_what_was_changed_in_a_registration(operator, registrar):
    for cells in (register.row(1), register.row(1, person="李某")):
        found = register.read(register.book(cells), by=operator, now=NOW)
        workflow.apply(found.pk, skips_wrong=False, by=operator, now=NOW)
        register.run_jobs()
    page = words(client_of(registrar).get(reverse("registry:register", args=[register.code(1)])))
    assert "法定代表人：“张某”改为“李某”" in page
    assert register.SOURCE.says in page
