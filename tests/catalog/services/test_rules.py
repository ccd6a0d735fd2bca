"""What the entry of a service must say."""

from decimal import Decimal

import pytest

from catalog.services.rules import ServiceFacts, entry_refusals, move_refusals, opinion_refusals

PROVIDER, DEPARTMENT = "12430000MB00000005", "11430000MB0000001B"


def facts(**changes) -> ServiceFacts:
    values = {
        "name": "殡仪接运服务",
        "content": "为全市提供遗体接运。",
        "provider_name": "殡仪服务中心（示例）",
        "provider_code": PROVIDER,
        "amount": Decimal("860000"),
        "amount_year": 2026,
        "planned_title": "民政部门目录（2027年版）",
        "planned_year": 2027,
    }
    return ServiceFacts(**{**values, **changes})


@pytest.mark.article("湘财综〔2022〕28号")
@pytest.mark.parametrize(
    ("changes", "is_known", "codes"),
    [
        ({}, False, []),
        ({"planned_year": 2026}, False, []),
        ({"planned_year": 2031}, False, []),
        ({"planned_year": 2025}, False, ["planned_year"]),
        ({"planned_year": 2032}, False, ["planned_year"]),
        ({"provider_code": "12430000MB00000009"}, False, ["provider_code"]),
        ({"provider_code": DEPARTMENT}, False, ["provider_is_department"]),
        ({}, True, ["known"]),
    ],
)
def test_an_entry_names_another_institution_a_near_year_and_is_new(changes, is_known, codes):
    refusals = entry_refusals(facts(**changes), department_code=DEPARTMENT, this_year=2026, is_known=is_known)
    assert [refusal.code for refusal in refusals] == codes
    assert all(refusal.basis and refusal.remedy for refusal in refusals)


def test_a_return_says_why_and_an_item_must_exist():
    assert [refusal.code for refusal in opinion_refusals("  ")] == ["opinion_missing"]
    assert opinion_refusals("请核对经费。") == []
    assert [refusal.code for refusal in move_refusals("X", exists=False)] == ["no_such_item"]
    assert move_refusals("A0404", exists=True) == []
