"""An annex becomes a draft whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.editions import queries as editions
from catalog.editions import workflow as drafting
from catalog.imports import queries, workflow
from catalog.imports.models import AnnexImport
from orgs.people.choices import Role
from portal.kernel import sheets
from portal.kernel.errors import NotPermitted, Refused
from tests.factories import catalogue as make
from tests.factories.people import actor
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = make.NOW
HEADING = "代码,一级目录,二级目录,三级目录"
RIGHT = ("Ａ,公共服务,,", ",,,", "A04,,社会保障服务,", "A0401,,,养老服务", "A0405,,,助残服务", "注：示例,,,")


def annex(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("通用目录.csv", "\n".join(("附件,,,", HEADING, *lines)).encode("gb18030"))


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper():
    return make.keeper(make.general_catalogue(), Role.FINANCE)


@pytest.fixture
def draft(keeper):
    edition = drafting.draft_edition(
        make.general_catalogue().pk, title="通用目录（示例）", by=keeper, now=NOW
    )
    drafting.write_items(edition.pk, make.GENERAL, by=keeper, now=NOW)
    return edition


def codes(edition) -> dict[str, str]:
    return dict(edition.items.order_by("code").values_list("code", "name"))


def test_the_preview_tells_what_the_annex_would_change(draft, keeper):
    found = workflow.read(draft.pk, annex(*RIGHT), by=keeper, now=NOW)
    told = {(change.kind, change.code) for change in queries.changes_of(found)}
    assert told == {
        ("kept", "A"),
        ("kept", "A04"),
        ("renamed", "A0401"),
        ("removed", "A0404"),
        ("new", "A0405"),
    }
    assert queries.counts_of(found) == {1: 1, 2: 1, 3: 2}
    assert [row["because"] for row in found.passed_over] == ["表头以上的文字", "表下的注释"]
    assert codes(draft) == {item.code: item.name for item in make.GENERAL}


def test_taken_over_the_draft_holds_exactly_the_annex(draft, keeper):
    found = workflow.read(draft.pk, annex(*RIGHT), by=keeper, now=NOW)
    workflow.take_over(found.pk, by=keeper, now=NOW)
    assert codes(draft) == {"A": "公共服务", "A04": "社会保障服务", "A0401": "养老服务", "A0405": "助残服务"}
    facts = {item.code: item for item in editions.facts_of(draft)}
    assert (facts["A0401"].parent_code, facts["A0401"].field_of_service) == ("A04", "养老")
    assert facts["A0405"].source == "annex 通用目录.csv"
    with pytest.raises(Refused, match="已写入草稿"):
        workflow.take_over(found.pk, by=keeper, now=NOW)


def test_one_wrong_row_keeps_the_whole_annex_out(draft, keeper):
    found = workflow.read(draft.pk, annex(*RIGHT, "A0401,,,重复的服务"), by=keeper, now=NOW)
    with pytest.raises(Refused, match="1 行有误"):
        workflow.take_over(found.pk, by=keeper, now=NOW)
    assert codes(draft) == {item.code: item.name for item in make.GENERAL}
    workflow.discard(found.pk, by=keeper, now=NOW)
    with pytest.raises(Refused, match="已放弃"):
        workflow.take_over(found.pk, by=keeper, now=NOW)


def test_a_file_that_is_no_table_leaves_nothing(draft, keeper):
    broken = SimpleUploadedFile("目录.csv", b'"open')
    with pytest.raises(Refused, match="无法读取"):
        workflow.read(draft.pk, broken, by=keeper, now=NOW)
    assert not AnnexImport.objects.exists()


def test_only_the_keeper_reads_and_only_into_a_draft(draft, keeper):
    with pytest.raises(NotPermitted):
        workflow.read(draft.pk, annex(*RIGHT), by=actor(Role.FINANCE), now=NOW)
    found = workflow.read(draft.pk, annex(*RIGHT), by=keeper, now=NOW)
    drafting.abandon(draft.pk, opinion="不再需要", by=keeper, now=NOW)
    for again in (
        lambda: workflow.take_over(found.pk, by=keeper, now=NOW),
        lambda: workflow.read(draft.pk, annex(*RIGHT), by=keeper, now=NOW),
    ):
        with pytest.raises(Refused, match="不能修改目录草稿"):
            again()


def test_departmental_items_must_point_to_the_general_edition_in_force(keeper):
    general = make.general_catalogue()
    second = make.keeper(general, Role.FINANCE)
    make.approved(general, make.GENERAL, on=NOW.date(), by=(keeper, second))
    department = make.departmental_catalogue()
    handler = make.keeper(department, Role.PURCHASER_HANDLER)
    draft = drafting.draft_edition(department.pk, title="部门目录（示例）", by=handler, now=NOW)
    lines = "编码,名称,通用目录编码\nMZ-1,居家养老上门服务,A0404\nMZ-2,不明服务,A9999"
    found = workflow.read(draft.pk, SimpleUploadedFile("部门.csv", lines.encode()), by=handler, now=NOW)
    assert [row["because"] for row in found.wrong] == ["通用目录没有第三级品目“A9999”。"]
    assert [item["parent"] for item in found.items] == ["A0404"]


def test_the_annex_goes_through_the_pages(draft, keeper):
    browser = client_of(keeper)
    begin = reverse("annexes:begin", args=[draft.pk])
    assert begin in browser.get(reverse("editions:edition_work", args=[draft.pk])).content.decode()
    answer = browser.post(begin, {"file": annex(*RIGHT)})
    found = AnnexImport.objects.get()
    assert answer["Location"] == found.get_absolute_url()
    page = browser.get(found.get_absolute_url()).content.decode()
    for words in ("第1级1项", "项数与现行文件不同", "写入目录草稿", "助残服务", "表下的注释"):
        assert words in page
    assert browser.post(reverse("annexes:take_over", args=[found.pk])).status_code == 302
    assert browser.post(reverse("annexes:take_over", args=[found.pk])).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("目录.xls", b"x", "另存为 .xlsx"),
        ("目录.xlsx", sheets.OLE + bytes(99), "打开密码"),
        ("目录.csv", b"", "空的"),
        ("目录.csv", b'"open', "无法读取"),
    ],
)
def test_a_wrong_file_is_refused_in_words(draft, keeper, name, content, says):
    begin = reverse("annexes:begin", args=[draft.pk])
    answer = client_of(keeper).post(begin, {"file": SimpleUploadedFile(name, content)})
    assert says in answer.content.decode()
    assert not AnnexImport.objects.exists()
