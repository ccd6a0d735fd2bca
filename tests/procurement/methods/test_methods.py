"""Methods as declarations."""

import pytest

from catalog.policies import citing
from portal.kernel.errors import Refused
from procurement import methods


@pytest.mark.parametrize("method", methods.all(), ids=lambda method: method.code)
def test_every_number_has_its_article(method):
    assert method.name
    assert method.basis
    assert all(number.parameter and number.article for number in method.numbers().values())


@pytest.mark.article("《政府采购法》第二十六条")
def test_only_statutory_names_are_known():
    with pytest.raises(Refused):
        methods.get("定向委托")


@pytest.mark.article("财政部令第74号第三条")
def test_inquiry_fits_goods_only():
    inquiry = methods.get("inquiry")
    assert (inquiry.fits("goods"), inquiry.fits("services"), inquiry.is_offered) == (True, False, False)


@pytest.mark.article("财库〔2015〕124号")
def test_consultation_knows_how_many_must_be_left():
    consultation = methods.get("competitive_consultation")
    assert consultation.continue_suppliers.parameter == "consult_continue_suppliers"
    assert consultation.evaluation == "comprehensive_score"


@pytest.mark.article("GPL:26；GPL:27；GPL:29；GPL:30；GPL:31；GPL:32；REG:27；O74:27；O110:3；K214:3")
@pytest.mark.parametrize(
    ("code", "articles", "condition"),
    [
        ("open_tender", "GPL:26；GPL:27", "达到公开招标数额标准"),
        ("invited_tender", "GPL:29", "有限范围"),
        ("competitive_negotiation", "GPL:30；O74:27", "不可预见的紧急需要"),
        ("single_source", "GPL:31；REG:27", "唯一供应商"),
        ("inquiry", "GPL:32；O74:3", "价格变化幅度小的货物"),
        ("competitive_consultation", "K214:3", "政府购买服务项目"),
        ("framework_agreement", "O110:3", "两家以上供应商"),
    ],
)
def test_each_method_names_its_article_and_when_it_may_be_used(code, articles, condition):
    method = methods.get(code)
    assert set(citing.articles_in(str(method.basis))) == set(citing.articles_in(articles))
    assert condition in str(method.conditions)
