"""Methods as declarations."""

import pytest

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
