"""The six heads of the negative list."""

import pytest

from catalog.negative.rules import Head, ticked_refusals

BASIS = "政府购买服务管理办法（财政部令第102号）第十条"
HEADS = [Head("goods_works", "货物和工程", "", BASIS), Head("financing", "融资行为", "", BASIS)]


@pytest.mark.article("政府购买服务管理办法（财政部令第102号）第十条")
@pytest.mark.parametrize(
    ("ticked", "codes"),
    [
        ([], []),
        (["financing"], ["negative_financing"]),
        (["financing", "goods_works"], ["negative_goods_works", "negative_financing"]),
        (["unknown"], []),
    ],
)
def test_a_project_under_a_head_is_refused_with_the_article(ticked, codes):
    refusals = ticked_refusals(HEADS, ticked)
    assert [refusal.code for refusal in refusals] == codes
    assert all(refusal.basis == BASIS and refusal.remedy for refusal in refusals)
