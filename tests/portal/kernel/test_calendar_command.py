"""Handing in a year's notice on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.kernel.calendar import queries
from portal.kernel.calendar.models import HolidayLoading

pytestmark = pytest.mark.django_db


def hand_in(path, text):
    path.write_text(text)
    out = StringIO()
    call_command("calendar", "2027", path, source="通知（示例）", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("days.csv", "date,is_workday,name\n2027-01-01,0,元旦\n2027-01-03,1,元旦调休上班\n"),
        ("notice.txt", "一、元旦：1月1日（周五）至2日（周六）放假调休，共2天。1月3日（周日）上班。\n"),
        ("table.txt", "2027-01-01\t休\t元旦\n1月3日\t班\t元旦\n"),
    ],
)
def test_a_notice_waits_for_somebody_to_confirm_it(tmp_path, name, text):
    assert "已上传 2027 年放假安排（2 天），编号 FJ-2027-01" in hand_in(tmp_path / name, text)
    assert [day.name for day in queries.days_of_loading(HolidayLoading.objects.get())] == [
        "元旦",
        "元旦调休上班",
    ]
    assert queries.loaded_years() == []
    with pytest.raises(CommandError, match="已有一份通知等待确认"):
        hand_in(tmp_path / name, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "date\n2027-01-01\n",
        "date,is_workday,name\n2027-13-01,0,元旦\n",
        "date,is_workday,name\n2027-01-01,no,元旦\n",
        "date,is_workday,name\n2027-01-02,0,元旦\n",
    ],
)
def test_a_file_that_cannot_be_a_notice_is_refused(tmp_path, text):
    with pytest.raises(CommandError, match="不能上传放假安排"):
        hand_in(tmp_path / "days.csv", text)
    assert not HolidayLoading.objects.exists()


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(CommandError, match="不能读取这个文件"):
        hand_in(tmp_path / "days.doc", "x")
