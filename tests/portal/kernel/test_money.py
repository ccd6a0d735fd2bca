"""Amounts as people type them, as the law rounds them and as contracts write them."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import money

D = Decimal


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.005", 2, "0.01"),
        ("0.004999", 2, "0.00"),
        ("2.675", 2, "2.68"),
        ("-0.005", 2, "-0.01"),
        ("84.445", 2, "84.45"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("10", 2, "10.00"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value, places, expected):
    assert str(money.round_half_up(D(value), places)) == expected


def test_a_float_is_no_money():
    with pytest.raises(TypeError):
        money.round_half_up(0.1)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1740000", "1740000.00"),
        ("1,740,000.00", "1740000.00"),
        ("１，７４０，０００．５", "1740000.50"),
        (" 1 740 000 元 ", "1740000.00"),
        ("￥733355", "733355.00"),
        ("0", "0.00"),
        (".5", "0.50"),
        ("12。5", "12.50"),
        ("12.500", "12.50"),
        ("99999999999999.99", "99999999999999.99"),
    ],
)
def test_typed_amounts_are_read(typed, expected):
    assert str(money.yuan(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写金额"),
        ("   ", "请填写金额"),
        ("174万元", "“元”为单位"),
        ("1.74亿", "“元”为单位"),
        ("-1", "不能是负数"),
        ("－１", "不能是负数"),
        ("1e5", "只能填写数字"),
        ("NaN", "只能填写数字"),
        ("Infinity", "只能填写数字"),
        ("17,40,000", "只能填写数字"),
        ("1.2.3", "只能填写数字"),
        ("一百零一", "只能填写数字"),
        ("0x10", "只能填写数字"),
        ("=1+1", "只能填写数字"),
        ("<b>1</b>", "只能填写数字"),
        ("٣", "只能填写数字"),
        (".", "只能填写数字"),
        ("1.005", "两位小数"),
        ("100000000000000", "金额过大"),
        ("9" * 5000, "金额过大"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed, sentence):
    with pytest.raises(ValueError, match=sentence):
        money.yuan(typed)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1740000", "1,740,000"), ("1740000.5", "1,740,000.50"), ("0", "0"), ("-12.345", "-12.35")],
)
def test_amounts_show_separators_and_only_real_cents(amount, text):
    assert money.format_amount(D(amount)) == text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("10.50", "壹拾元伍角整"),
        ("10.55", "壹拾元伍角伍分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("1010", "壹仟零壹拾元整"),
        ("1001", "壹仟零壹元整"),
        ("10001", "壹万零壹元整"),
        ("20300", "贰万零叁佰元整"),
        ("105000", "壹拾万伍仟元整"),
        ("733355", "柒拾叁万叁仟叁佰伍拾伍元整"),
        ("1740000", "壹佰柒拾肆万元整"),
        ("3993100", "叁佰玖拾玖万叁仟壹佰元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("1234567890123.45", "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
    ],
)
def test_amounts_in_words(amount, words):
    assert money.in_words(D(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "100000000000000"])
def test_what_is_no_amount_has_no_words(amount):
    with pytest.raises(ValueError, match="no amount"):
        money.in_words(D(amount))


@given(st.decimals(min_value=0, max_value=money.MAX_AMOUNT, places=2))
def test_what_is_shown_can_be_typed_again(amount):
    assert money.yuan(money.format_amount(amount)) == amount


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_sentence(text):
    try:
        assert 0 <= money.yuan(text) <= money.MAX_AMOUNT
    except ValueError as refusal:
        assert str(refusal).endswith("。")


class Offer(forms.Form):
    price = money.AmountField(min_amount=D("0.01"), max_amount=D("1740000"))


def test_a_form_field_reads_amounts():
    form = Offer({"price": "1,740,000 元"})
    assert form.is_valid()
    assert form.cleaned_data == {"price": D("1740000.00")}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写金额。"),
        ("0", "金额不能低于 0.01 元。"),
        ("1740000.01", "金额不能超过 1,740,000 元。"),
        ("174万", "金额请以“元”为单位填写，例如 1740000 或 1,740,000.00。"),
    ],
)
def test_a_form_field_refuses_at_the_field_and_keeps_what_was_typed(typed, sentence):
    form = Offer({"price": typed})
    assert form.errors == {"price": [sentence]}
    assert form["price"].value() == typed


def test_a_model_field_gives_the_amount_form_field_and_refuses_less_than_nothing():
    field = money.MoneyField("预算金额")
    assert isinstance(field.formfield(), money.AmountField)
    with pytest.raises(ValidationError, match="不能低于 0"):
        field.run_validators(D("-0.01"))


def test_a_model_field_survives_a_migration():
    field = money.MoneyField(min_amount=None)
    _name, _path, args, options = field.deconstruct()
    assert money.MoneyField(*args, **options).min_amount is None
