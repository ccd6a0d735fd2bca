"""What offices hand in by mistake, for every kind of table: refused in words, or named row by row."""

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.imports import workflow
from orgs.imports.choices import ImportStatus, TableKind
from orgs.imports.forms import BeginForm
from orgs.imports.models import RegisterImport
from orgs.people.choices import Role
from orgs.registry.choices import FactKind
from orgs.registry.models import RegistryFact
from portal.kernel.errors import Refused
from tests import bad_files
from tests.factories import people
from tests.orgs.imports import register
from tests.orgs.imports.facts import tables
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEGIN = reverse("imports:begin")
TYPED = {"source": "民政厅（示例）", "source_on": "2026-08-31"}
DUPLICATES = 100


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people.division("430111")


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="43"))


def right_row(table: str) -> list[str]:
    """A row that can be taken over, code and name first as the table heads them."""
    if table == TableKind.REGISTRATION:
        return register.row(1)
    return tables.about(table, people.body(BodyKind.SOCIAL_ORGANISATION))


def book(table: str, *rows: list[str]):
    return register.book(*rows) if table == TableKind.REGISTRATION else tables.book(table, *rows)


def spoiled(
    table: str, row: list[str], *, code: str = "", day: str = "", is_swapped: bool = False
) -> list[str]:
    """The row with another code, a day in words, or name and code in each other's column."""
    heading = register.HEADING if table == TableKind.REGISTRATION else tables.HEADINGS[table]
    cells = list(row)
    at = heading.index("统一社会信用代码")
    cells[at] = code or cells[at]
    if day:
        cells[next(index for index, head in enumerate(heading) if "日期" in head)] = day
    return [*cells[1::-1], *cells[2:]] if is_swapped else cells


def in_register() -> int:
    return RegistryFact.objects.count() + Body.objects.filter(credit_code=register.code(1)).count()


@pytest.mark.parametrize("which", bad_files.MUST_READ)
def test_a_file_that_is_no_table_is_refused_where_it_was_chosen(registrar, which):
    browser = client_of(registrar)
    for table in TableKind.values:
        answer = browser.post(BEGIN, TYPED | {"table": table, "file": bad_files.bad_file(which)})
        page = answer.content.decode()
        assert bad_files.MUST_READ[which] in page
        assert TYPED["source"] in page
    assert not RegisterImport.objects.exists()


def test_a_file_of_two_hundred_megabytes_is_refused_unread(registrar):
    for table in TableKind.values:
        form = BeginForm(TYPED | {"table": table}, {"file": bad_files.huge_file()}, by=registrar)
        assert form.errors == {"file": ["表格文件不能超过 30 MB。"]}


@pytest.mark.parametrize("table", TableKind.values)
def test_what_is_wrong_in_a_table_is_named_row_by_row_and_nothing_is_imported_by_half(registrar, table):
    row = right_row(table)
    wrong = [
        spoiled(table, row, code="52430111MJ00000000"),
        spoiled(table, row, is_swapped=True),
        spoiled(table, row, day="二〇二五年春"),
    ]
    found = register.read(book(table, row, *[row] * DUPLICATES, *wrong), table, by=registrar, now=NOW)
    assert found.counts == {"new": 1, "wrong": DUPLICATES + len(wrong)}
    told = [row.wrong for row in found.rows.filter(outcome="wrong")]
    assert all("第 2 行" in because[0] for because in told[:DUPLICATES])
    code, swapped, day = ("".join(because) for because in told[DUPLICATES:])
    assert "位数、字符或者校验码不对" in code
    assert "两列可能互换了" in swapped
    assert "“二〇二五年春”不是日期。" in day
    with pytest.raises(Refused, match=f"{DUPLICATES + len(wrong)} 行有误"):
        workflow.apply(found.pk, skips_wrong=False, by=registrar, now=NOW)
    assert in_register() == 0
    workflow.apply(found.pk, skips_wrong=True, by=registrar, now=NOW)
    register.run_jobs()
    assert in_register() == 1


@pytest.mark.parametrize("table", TableKind.values)
def test_a_table_of_another_kind_says_which_columns_are_wanted(registrar, table):
    other = FactKind.GRADE if table != TableKind.GRADE else FactKind.PENALTY
    found = register.read(book(other, right_row(other)), table, by=registrar, now=NOW)
    assert found.status == ImportStatus.UNREADABLE
    assert "没有找到表头。表格须有以下各列：" in found.trouble
    assert not found.rows.exists()
