"""Loading the delivered parameters."""

import pytest

from portal.kernel.reference import BadData
from procurement import methods
from procurement.routing import workflow
from procurement.routing.models import RuleParameter

pytestmark = pytest.mark.django_db
HEADER = "code,name,region_code,category,value,unit,effective_from,effective_to,legal_basis,confidence"


def test_loading_twice_changes_nothing():
    rows = workflow.load_reference()
    before = set(RuleParameter.objects.values_list("pk", "value"))
    assert workflow.load_reference() == rows == len(before)
    assert set(RuleParameter.objects.values_list("pk", "value")) == before


def test_a_city_row_entered_since_is_kept():
    workflow.load_reference()
    RuleParameter.objects.create(
        code="dispersed_threshold",
        name="限额",
        region_code="4301",
        category="services",
        value=300000,
        unit="yuan",
        effective_from="2026-01-01",
        legal_basis="长沙市（示例）",
        confidence="U",
    )
    workflow.load_reference()
    assert RuleParameter.objects.filter(region_code="4301").exists()


def test_every_number_that_a_method_names_is_delivered():
    workflow.load_reference()
    delivered = set(RuleParameter.objects.values_list("code", flat=True))
    named = {number.parameter for method in methods.all() for number in method.numbers().values()}
    assert named <= delivered


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,名称,43,services,abc,yuan,2026-01-01,,依据,V1", "第 2 行"),
        ("x,名称,43,services,-1,yuan,2026-01-01,,依据,V1", "不能为负"),
        ("x,名称,43,services,1,metre,2026-01-01,,依据,V1", "metre"),
        ("x,名称,43,services,1,yuan,2026-13-01,,依据,V1", "第 2 行"),
        ("x,名称,43,services,1,yuan,2026-02-01,2026-01-01,依据,V1", "早于生效"),
        ("x,名称,43,food,1,yuan,2026-01-01,,依据,V1", "food"),
        ("x,名称,43,services,1,yuan,2026-01-01,,,V1", "依据"),
        ("x,名称,43,services,1,yuan,2026-01-01", "应有 10 列"),
        ("x,名称,43,,1,yuan,2026-01-01,,依据,V1\nx,名称,43,,2,yuan,2026-01-01,,依据,V1", "重复"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(tmp_path, row, says):
    path = tmp_path / "parameters.csv"
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(BadData, match=says):
        workflow.load_reference(path)
    assert not RuleParameter.objects.exists()


def test_a_file_without_a_column_is_named(tmp_path):
    path = tmp_path / "parameters.csv"
    path.write_text("code,name\nx,y\n", encoding="utf-8")
    with pytest.raises(BadData, match="缺少列"):
        workflow.load_reference(path)
