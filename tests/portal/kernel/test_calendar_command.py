"""Loading a year's notice by hand."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.kernel.calendar import queries

pytestmark = pytest.mark.django_db


def load(path, text):
    path.write_text(text)
    out = StringIO()
    call_command("calendar", "2027", path, source="通知（示例）", stdout=out)
    return out.getvalue()


def test_a_notice_is_loaded_from_a_file(tmp_path):
    text = "date,is_workday,name\n2027-01-01,0,元旦\n2027-01-03,1,元旦调休上班\n"
    assert "已载入 2027 年放假安排（2 天）" in load(tmp_path / "days.csv", text)
    assert queries.loaded_years() == [2027]
    assert "没有变化" in load(tmp_path / "days.csv", text)


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
    with pytest.raises(CommandError, match="不能载入放假安排"):
        load(tmp_path / "days.csv", text)
    assert queries.loaded_years() == []
