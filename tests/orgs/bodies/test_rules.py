"""Credit codes and grades."""

from datetime import date

import pytest

from orgs.bodies import rules

GROUP, SERVICE, FOUNDATION = "514300005000001A57", "52430100MJJ000012B", "5343000050000A020U"


@pytest.mark.article("GB 32100—2015；规则 SO-02")
@pytest.mark.parametrize(
    ("code", "social_type", "wrong"),
    [
        (GROUP, "1", ""),
        (SERVICE, "2", ""),
        (FOUNDATION, "3", ""),
        ("52433101MJK123452P", "2", ""),
        ("91350100M000100Y43", "", ""),
        (GROUP, "2", "credit_code_type"),
        ("91350100M000100Y43", "1", "credit_code_type"),
        (GROUP[:-1] + "8", "1", "credit_code"),
        (GROUP[:-1], "1", "credit_code"),
        ("", "", "credit_code"),
        ("51430000500000IA57", "1", "credit_code"),
    ],
)
def test_a_credit_code_is_checked(code, social_type, wrong):
    refusals = rules.credit_code_refusals(code, social_type=social_type)
    assert [refusal.code for refusal in refusals] == ([wrong] if wrong else [])


@pytest.mark.article("社会组织评估管理办法；规则 SO-09")
@pytest.mark.parametrize(
    ("on", "says", "days"),
    [
        (date(2023, 12, 31), "尚未生效", 1827),
        (date(2024, 1, 1), "有效", 1826),
        (date(2028, 12, 31), "有效", 0),
        (date(2029, 1, 1), "已过有效期", 0),
    ],
)
def test_a_grade_counts_to_its_last_day(on, says, days):
    validity = rules.grade_validity("4A", date(2024, 1, 1), date(2028, 12, 31), on=on)
    assert (validity.says, validity.days_left) == (says, days)


def test_no_grade_is_no_fault():
    assert rules.grade_validity("", None, None, on=date(2026, 1, 1)).tone == "quiet"
    assert rules.grade_validity("3A", None, None, on=date(2026, 1, 1)).says == "有效期待确认"
