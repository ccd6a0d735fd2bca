"""Words that may make an unequal condition."""

import pytest

from portal.kernel.screening import screen
from procurement.review import discrimination


@pytest.mark.article("《政府采购法实施条例》第二十条；规则 DEM-08、SO-15")
@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("须为4A级以上社会组织", ["grade"]),
        ("承接方须为５Ａ级", ["grade"]),
        ("评估等级在3A级及以上", ["grade", "grade"]),
        ("成立三年以上", ["age"]),
        ("成立满2年", ["age"]),
        ("成立未满三年的也可以参加", []),
        ("注册资金一百万元以上", ["size"]),
        ("在本市注册的机构", ["place"]),
        ("仅限社会组织参加", ["form"]),
        ("为全县老人提供上门照护，持证上岗。", []),
    ],
)
def test_a_grade_or_an_age_as_a_condition_is_marked(text, concerns):
    assert [finding.concern for finding in screen(text, discrimination.words())] == concerns


@pytest.mark.article("O87:17；REG:20")
def test_every_risk_has_its_article_and_the_remark_says_it():
    assert set(discrimination.BASES) == set(discrimination.Risk)
    (remark,) = discrimination.remarks([("服务内容和要求", "须为4A级社会组织")])
    assert "第二十条" in remark.basis
    assert remark.finding.found == "4A级"
