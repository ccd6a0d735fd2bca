"""Loading divisions."""

from datetime import date

import pytest

from orgs.regions import workflow
from orgs.regions.models import Division
from portal.kernel.reference import BadData

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
HEADER = "code,level,name_zh,parent,pinyin,code12,kind,initials"
PROVINCE = "43,province,湖南省,,hu nan sheng,430000000000,province,hns"
CITY = "4301,prefecture,长沙市,43,chang sha shi,430100000000,prefecture_city,css"


def table(tmp_path, *rows: str):
    path = tmp_path / "divisions.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return path


def test_all_rows_are_loaded_with_their_kind():
    assert workflow.load_reference(on=TODAY) == 2157
    assert Division.objects.filter(level="county").exclude(kind="statistical_zone").count() == 122
    assert Division.objects.get(code="430111").parent.name == "长沙市"


def test_a_division_that_a_newer_edition_lacks_ends_and_is_kept(tmp_path):
    workflow.load_reference(table(tmp_path, PROVINCE, CITY), on=TODAY)
    workflow.load_reference(table(tmp_path, PROVINCE), on=TODAY, edition="2027")
    assert Division.objects.get(code="4301").ended_on == TODAY
    assert Division.objects.get(code="43").edition == "2027"
    workflow.load_reference(table(tmp_path, PROVINCE, CITY), on=TODAY)
    assert Division.objects.get(code="4301").ended_on is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (CITY.replace("4301,", "430,", 1), "第 3 行.*与级别不符"),
        (CITY.replace(",43,", ",44,"), "44"),
        (CITY.replace("prefecture,", "planet,", 1), "planet"),
        (CITY.replace("长沙市", ""), "不能为空"),
        (PROVINCE, "重复"),
        ("430102,county,芙蓉区,4301,fu rong qu,430102000000,district,frq", "没有上级区划 4301"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(tmp_path, row, says):
    with pytest.raises(BadData, match=says):
        workflow.load_reference(table(tmp_path, PROVINCE, row), on=TODAY)
    assert not Division.objects.exists()
