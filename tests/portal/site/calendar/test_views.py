"""The pages of a yearly notice: upload, preview, confirmation by another, the list of clocks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.people.choices import Role
from portal.kernel.calendar import queries, workflow
from portal.kernel.calendar.models import HolidayLoading
from portal.site.calendar import recounting
from tests.factories import people
from tests.portal.site.calendar.scenes import NOW, TEXT, operators, uploaded
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("calendar")
TYPED = {"year": "2027", "source": "关于2027年部分节假日安排的通知（示例）", "text": TEXT}


@pytest.fixture
def team(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    workflow.load_reference()
    return operators()


def text_of(response) -> str:
    return response.content.decode()


def test_one_uploads_another_confirms_and_both_see_what_changes(team, django_capture_on_commit_callbacks):
    first, second = map(client_of, team)
    answer = PAGES.send(first, "upload", **TYPED)
    loading = HolidayLoading.objects.get()
    assert answer.url == loading.get_absolute_url()
    own = text_of(PAGES.page(first, "loading", loading.number))
    assert "撤回通知" in own
    assert "确认载入" not in own.replace("确认载入后", "")
    page = text_of(PAGES.page(second, "loading", loading.number))
    assert "2027-01-04 星期一" in page
    assert "2027-01-09 星期六" in page
    assert "元旦调休上班" in page
    assert "依法是春节假日" in page
    PAGES.send(second, "confirm", loading.number)
    assert 2027 in queries.loaded_years()
    assert "正在重算" in text_of(PAGES.page(first, "loading", loading.number))
    recounting.recount(loading.pk, now=NOW)
    assert "没有正在计算的期限受影响" in text_of(PAGES.page(first, "loading", loading.number))


def test_confirming_ones_own_notice_is_refused_with_the_reason(team):
    loading = uploaded(by=team[0])
    answer = PAGES.send(client_of(team[0]), "confirm", loading.number)
    assert answer.status_code == 409
    assert "不能由您自己确认" in text_of(answer)
    assert queries.loaded_years() == [2024, 2025, 2026]


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(team):
    wrong = TYPED | {"text": "一、元旦：1月1日（周四）放假。"}
    page = text_of(PAGES.send(client_of(team[0]), "upload", **wrong))
    assert "2027-01-01 是周五，通知里写的是周四" in page
    assert "一、元旦：1月1日（周四）放假。" in page
    neither = text_of(PAGES.send(client_of(team[0]), "upload", **TYPED | {"text": ""}))
    assert "二者填一个" in neither
    assert not HolidayLoading.objects.exists()


def test_a_table_file_can_be_uploaded_and_read_again(team):
    table = SimpleUploadedFile("放假.csv", "日期,休班,名称\n2027-01-01,休,元旦\n".encode())
    client = client_of(team[0])
    PAGES.send(client, "upload", **TYPED | {"text": "", "file": table})
    loading = HolidayLoading.objects.get()
    assert loading.days == [["2027-01-01", False, "元旦"]]
    file = PAGES.page(client, "file", loading.number)
    assert b"".join(file.streaming_content).decode().startswith("日期")


def test_a_notice_is_given_back_with_a_reason(team):
    loading = uploaded(by=team[0])
    other = client_of(team[1])
    assert PAGES.page(other, "return", loading.number).status_code == 200
    PAGES.send(other, "return", loading.number, opinion="与原文不符")
    assert "与原文不符" in text_of(PAGES.page(client_of(team[0]), "loading", loading.number))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISOR, Role.FINANCE])
def test_supervision_reads_and_touches_nothing(team, role):
    loading = uploaded(by=team[0])
    reader = client_of(people.actor(role))
    assert "确认载入" not in text_of(PAGES.page(reader, "loading", loading.number)).replace("载入后", "")
    assert PAGES.send(reader, "confirm", loading.number).status_code == 403
    assert PAGES.page(reader, "upload").status_code == 403


def test_the_second_person_is_asked_on_the_workbench(team):
    uploaded(by=team[0])
    assert "核对通知" in text_of(client_of(team[1]).get("/workbench/"))


def test_the_list_needs_few_queries(team, django_assert_max_num_queries):
    client = client_of(team[0])
    PAGES.page(client, "loading_list")
    with django_assert_max_num_queries(10):
        assert "2026年" in text_of(PAGES.page(client, "loading_list"))
