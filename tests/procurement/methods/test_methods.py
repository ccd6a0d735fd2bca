"""Methods as declarations."""

import pytest

from catalog.policies import citing
from portal.kernel.errors import Refused
from procurement import methods
from procurement.routing.workflow import delivered


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


@pytest.mark.article(
    "GPL:35；GPL:36；O87:14；O87:16；O87:18；O87:27；O87:43；O87:47；K214:6；K214:10；K214:14；K214:25；财办库〔2020〕50号；"
    "O74:7；O74:29；O74:35；O74:38；O74:39；O74:40；O74:45；O74:48；REG:38；GPL:31；O110"
)
@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("open_tender", {"prep": "20 日", "obtain": "5 个工作日", "notice": "5 个工作日", "clarify": "15 日",
                         "continue_suppliers": "3 家", "panel_size": "5 人", "panel_size_big": "7 人"}),
        ("invited_tender", {"min_suppliers": "3 家", "pool_factor": "2 倍", "prep": "20 日",
                            "clarify": "15 日"}),
        ("competitive_consultation", {"min_suppliers": "3 家", "prep": "10 日", "obtain": "5 个工作日",
                                      "notice": "3 个工作日", "clarify": "5 日", "panel_size": "3 人",
                                      "candidates": "3 家"}),
        ("competitive_negotiation", {"min_suppliers": "3 家", "prep": "3 个工作日", "clarify": "3 个工作日",
                                     "converted_suppliers": "2 家", "panel_size": "3 人",
                                     "panel_size_big": "5 人", "candidates": "3 家"}),
        ("inquiry", {"min_suppliers": "3 家", "prep": "3 个工作日", "clarify": "3 个工作日",
                     "candidates": "3 家"}),
        ("single_source", {"notice": "5 个工作日", "addition": "10%"}),
        ("framework_agreement", {"min_suppliers": "2 家", "elimination": "20%", "term": "2 年"}),
    ],
)  # fmt: skip
def test_each_method_has_the_numbers_of_its_regulation(code, numbers):
    declared = methods.get(code).numbers()
    assert {name: says(declared[name].parameter, code) for name in numbers} == numbers


@pytest.mark.article("O110；O74:38；O74:39；O74:40")
def test_what_one_method_alone_must_keep():
    periods = [methods.get(code).periods for code in ("framework_agreement", "single_source")]
    told = {str(period.says): says(period.parameter) for some in periods for period in some}
    assert told == {
        "封闭式至少淘汰的供应商": "1 家",
        "入围结果公告后签订框架协议": "30 日",
        "框架协议签订后备案": "7 个工作日",
        "框架协议签订后告知采购人和服务对象": "3 个工作日",
        "开放式：收到申请后答复": "7 个工作日",
        "开放式：审核通过后公告": "2 个工作日",
        "第二阶段成交后公告结果": "2 个工作日",
        "公示有异议的，期满后补充论证": "5 个工作日",
    }


@pytest.mark.article("O74:7")
def test_a_complex_negotiation_or_consultation_has_an_expert_of_law():
    with_one = {method.code for method in methods.all() if method.legal_expert}
    assert with_one == {"competitive_consultation", "competitive_negotiation"}


def says(parameter: str, code: str = "") -> str:
    """The delivered number of today with its unit, for services, or for goods where only they are bought."""
    category = "goods" if code == "inquiry" else "services"
    rows = [row for row in delivered() if row.code == parameter and row.effective_to is None]
    return next(row for row in rows if row.category in ("", category)).says
