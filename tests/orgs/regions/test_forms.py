"""A division typed by a person."""

import pytest
from django import forms

from orgs.regions.forms import DivisionField, written
from tests.factories.people import division

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def divisions():
    division("430111")
    division("430626")


@pytest.mark.parametrize("typed", ["430111", "雨花区", "雨花区（长沙市）", "长沙市雨花区", " 雨花区 "])
def test_a_name_or_a_code_is_understood(typed):
    assert DivisionField().clean(typed).pk == "430111"


def test_what_is_no_division_is_said_and_kept():
    with pytest.raises(forms.ValidationError, match="没有“火星”"):
        DivisionField().clean("火星")
    with pytest.raises(forms.ValidationError, match="请填写"):
        DivisionField().clean("")
    with pytest.raises(forms.ValidationError):
        DivisionField().clean("x" * 200)
    assert DivisionField(required=False).clean("") is None


def test_an_ambiguous_name_lists_what_it_could_be():
    other = division("430626")
    other.name = "雨花区"
    other.save()
    with pytest.raises(forms.ValidationError, match="岳阳市"):
        DivisionField().clean("雨花区")
    assert DivisionField().clean("雨花区（岳阳市）").pk == "430626"


def test_the_input_suggests_and_shows_what_it_takes_back():
    class Form(forms.Form):
        place = DivisionField(label="地点")

    html = str(Form(initial={"place": "430111"})["place"])
    assert 'value="雨花区（长沙市）"' in html
    assert 'list="id_place-divisions"' in html
    assert '<datalist id="id_place-divisions">' in html
    assert written(division("43")) == "湖南省"
