"""Annexes that are none: refused in words where the file is chosen, or named row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.editions import workflow as drafting
from catalog.imports import workflow
from catalog.imports.forms import AnnexForm
from catalog.imports.models import AnnexImport
from orgs.people.choices import Role
from portal.kernel.errors import Refused
from tests import bad_files
from tests.factories import catalogue as make
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db
NOW = make.NOW
DUPLICATES = 100


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper():
    return make.keeper(make.general_catalogue(), Role.FINANCE)


@pytest.fixture
def draft(keeper):
    return drafting.draft_edition(make.general_catalogue().pk, title="通用目录（示例）", by=keeper, now=NOW)


@pytest.mark.parametrize("which", bad_files.MUST_READ)
def test_a_file_that_is_no_annex_is_refused_where_it_was_chosen(draft, keeper, which):
    answer = client_of(keeper).post(
        reverse("annexes:begin", args=[draft.pk]), {"file": bad_files.bad_file(which)}
    )
    assert bad_files.MUST_READ[which] in answer.content.decode()
    assert not AnnexImport.objects.exists()


def test_a_file_of_two_hundred_megabytes_is_refused_unread():
    assert AnnexForm({}, {"file": bad_files.huge_file()}).errors == {"file": ["表格文件不能超过 5 MB。"]}


def test_what_is_wrong_in_an_annex_is_named_row_by_row_and_nothing_is_taken_over(draft, keeper):
    right = ["A,公共服务", "A01,公共安全服务"]
    wrong = ["公共安全服务,A01", "A1,编码不全", "2025年3月5日,日期"]
    lines = ["编码,名称", *right, *[right[1]] * DUPLICATES, *wrong]
    file = SimpleUploadedFile("目录.csv", "\n".join(lines).encode())
    found = workflow.read(draft.pk, file, by=keeper, now=NOW)
    told = [row["because"] for row in found.wrong]
    assert told[:DUPLICATES] == ["编码 A01 与第 3 行重复。"] * DUPLICATES
    assert [because[:12] for because in told[DUPLICATES:]] == [
        "编码“公共安全服务”不合规则"[:12], "编码“A1”不合规则：一"[:12], "编码“2025年3月5日”"[:12],
    ]  # fmt: skip
    with pytest.raises(Refused, match=f"{DUPLICATES + len(wrong)} 行有误"):
        workflow.take_over(found.pk, by=keeper, now=NOW)
    assert not draft.items.exists()
