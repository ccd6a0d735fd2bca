"""Money in yuan: the only place that parses, rounds and writes amounts.

Everything is `Decimal`; a float never enters. An amount has two decimals and at most fourteen places before.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ZERO = Decimal("0.00")
MAX_AMOUNT = Decimal("99999999999999.99")

BELOW_MINIMUM = gettext_lazy("金额不能低于 %(limit_value)s 元。")

_SEPARATED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+", re.ASCII)
_UNITS = ("万", "亿", "千", "百", "万元", "亿元", "千元", "百元")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """The value at `places` decimals, a half going away from zero."""
    if not isinstance(value, Decimal | int) or isinstance(value, bool):
        raise TypeError(f"money is Decimal, not {type(value).__name__}")
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def yuan(text: str) -> Decimal:
    """The amount in yuan that a person typed; ValueError carries the sentence to show beside the field."""
    cleaned = re.sub(r"\s", "", unicodedata.normalize("NFKC", text[:80])).replace("。", ".").removeprefix("¥")
    if not cleaned:
        raise ValueError(_("请填写金额。"))
    if cleaned.endswith(_UNITS):
        raise ValueError(_("金额请以“元”为单位填写，例如 1740000 或 1,740,000.00。"))
    cleaned = cleaned.removesuffix("元")
    if cleaned.startswith(("-", "−")):
        raise ValueError(_("金额不能是负数。"))
    if not _SEPARATED.fullmatch(cleaned):
        raise ValueError(_("金额只能填写数字，例如 1740000 或 1,740,000.00。"))
    if len(cleaned.partition(".")[2].rstrip("0")) > 2:
        raise ValueError(_("金额最多保留两位小数（到分）。"))
    amount = Decimal(cleaned.replace(",", ""))
    if amount > MAX_AMOUNT:
        raise ValueError(_("金额过大，请检查位数。"))
    return round_half_up(amount)


def format_amount(amount: Decimal) -> str:
    """Digits with thousands separators; the cents are left out when there are none."""
    return f"{round_half_up(amount):,.2f}".removesuffix(".00")


def in_words(amount: Decimal) -> str:
    """The amount in capital characters as on contracts and vouchers (支付结算办法, annex 1)."""
    if round_half_up(amount) != amount or not 0 <= amount <= MAX_AMOUNT:
        raise ValueError(f"no amount of money: {amount}")
    whole, cents = divmod(int(amount * 100), 100)
    dimes, fen = divmod(cents, 10)
    text = f"{_integer_in_words(whole)}元" if whole else ""
    if not cents:
        return f"{text or '零元'}整"
    if dimes:
        text += f"{_DIGITS[dimes]}角"
    elif whole:
        text += "零"
    return text + (f"{_DIGITS[fen]}分" if fen else "整")


def _integer_in_words(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text, gap = "", False
    for position in reversed(range(len(groups))):
        group = groups[position]
        if not group:
            gap = True
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group_in_words(group) + _group_name(position, groups)
        gap = False
    return text


def _group_name(position: int, groups: list[int]) -> str:
    """万亿 loses its 亿 when the group below, which is counted in 亿 as well, is written."""
    return "万" if position == 3 and groups[2] else _GROUPS[position]


def _group_in_words(group: int) -> str:
    text, gap = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text


class MoneyField(models.DecimalField):
    """An amount in yuan; negative amounts are refused unless `min_amount=None`."""

    def __init__(self, *args, min_amount: Decimal | None = ZERO, **options):
        self.min_amount = min_amount
        options.setdefault("max_digits", 16)
        options.setdefault("decimal_places", 2)
        super().__init__(*args, **options)

    @property
    def validators(self):
        bounds = [] if self.min_amount is None else [MinValueValidator(self.min_amount, BELOW_MINIMUM)]
        return [*super().validators, *bounds]

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        if self.min_amount != ZERO:
            options["min_amount"] = self.min_amount
        return name, path, args, options

    def formfield(self, **options):
        return super(models.DecimalField, self).formfield(
            **{"form_class": AmountField, "min_amount": self.min_amount, **options}
        )


class AmountField(forms.Field):
    """A form field for an amount in yuan as people type it: 1740000, 1,740,000.00, １７４００００元."""

    widget = forms.TextInput
    default_error_messages = {"required": gettext_lazy("请填写金额。")}

    def __init__(self, *, min_amount: Decimal | None = ZERO, max_amount: Decimal | None = None, **options):
        super().__init__(**options)
        self.min_amount, self.max_amount = min_amount, max_amount

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int):
            return round_half_up(value)
        try:
            return yuan(str(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="amount") from None

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if self.min_amount is not None and value < self.min_amount:
            raise ValidationError(
                _("金额不能低于 %(limit)s 元。") % {"limit": format_amount(self.min_amount)}, code="min"
            )
        if self.max_amount is not None and value > self.max_amount:
            raise ValidationError(
                _("金额不能超过 %(limit)s 元。") % {"limit": format_amount(self.max_amount)}, code="max"
            )

    def prepare_value(self, value):
        return format_amount(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": "32"}
