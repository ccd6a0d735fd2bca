"""Forms of the portal: what is typed is tidied, limited, and refused with a sentence that names the field.

Markup is kept as typed and escaped where it is shown.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.clock import local_date

LINE_LENGTH = 200
TEXT_LENGTH = 5_000
HIDDEN_LENGTH = 100_000
LARGEST_INTEGER = 2_147_483_647
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2099, 12, 31)

# Characters that are not seen and make a text look like another one.
_INVISIBLE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


class DayField(forms.DateField):
    """A day chosen in the browser's calendar, or typed."""

    def __init__(self, **options: Any):
        super().__init__(**{"widget": forms.DateInput(attrs={"type": "date"}), **options})

    def to_python(self, value: Any) -> date | None:
        """A day; what a program sends instead of one is refused as text."""
        return super().to_python(value if isinstance(value, date | str | None) else str(value))


class PortalForm(forms.Form):
    """A form whose fields have limits and words of their own; see the module."""

    def __init__(self, data: Any = None, *args: Any, **options: Any):
        super().__init__(tidy_data(data), *args, **options)
        _prepare(self.fields.values())

    def add_fields(self, fields: Mapping[str, forms.Field]) -> None:
        """Put in fields that depend on a record, with the same limits and words."""
        self.fields.update(fields)
        _prepare(fields.values())


class PortalModelForm(forms.ModelForm):
    """The same for a form that is made from a model."""

    def __init__(self, data: Any = None, *args: Any, **options: Any):
        super().__init__(tidy_data(data), *args, **options)
        _prepare(self.fields.values())


def tidy(text: str) -> str:
    """The text without control and invisible characters; line ends as \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    unseen = {ord(char): None for char in set(text) if char not in "\n\t" and _is_unseen(char)}
    return text.translate(unseen) if unseen else text


def tidy_data(data: Any) -> Any:
    """Submitted data with every text tidied, passwords excepted."""
    if data is None:
        return None
    if not isinstance(data, MultiValueDict):
        return {name: _tidy_value(name, value) for name, value in data.items()}
    tidied = QueryDict(mutable=True)
    for name, values in data.lists():
        tidied.setlist(name, [_tidy_value(name, value) for value in values])
    return tidied


def sane_day(value: date) -> None:
    """Refuse a day that is certainly a slip of the keyboard."""
    day = local_date(value) if isinstance(value, datetime) else value
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            _("请填写 %(first)d 年至 %(last)d 年之间的日期。")
            % {"first": FIRST_DAY.year, "last": LAST_DAY.year},
            code="day",
        )


def _is_unseen(char: str) -> bool:
    return char in _INVISIBLE or unicodedata.category(char) in ("Cc", "Cs", "Cn")


def _tidy_value(name: str, value: Any) -> Any:
    return tidy(value) if isinstance(value, str) and "password" not in name else value


def _prepare(fields: Iterable[forms.Field]) -> None:
    for field in fields:
        _name_in_errors(field)
        field.validators = [_reworded(validator) for validator in field.validators]
        field.validators += _missing_limits(field)
        _write_days_as_browsers_read_them(field.widget)


def _name_in_errors(field: forms.Field) -> None:
    if field.label and field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        chosen = isinstance(field, forms.ChoiceField | forms.FileField)
        words = _("请选择%(label)s。") if chosen else _("请填写%(label)s。")
        field.error_messages = {**field.error_messages, "required": words % {"label": field.label}}


def _reworded(validator: Any) -> Any:
    if type(validator) is validators.MaxLengthValidator:
        return _longest(validator.limit_value)
    return validator


def _write_days_as_browsers_read_them(widget: forms.Widget) -> None:
    """A browser's calendar knows one form of a day and shows any other as none."""
    if isinstance(widget, forms.DateInput) and "date" in (widget.input_type, widget.attrs.get("type")):
        widget.format = widget.format or "%Y-%m-%d"


def _missing_limits(field: forms.Field) -> Iterator[Any]:
    if isinstance(field, forms.CharField) and field.max_length is None:
        limit = _length_limit(field)
        field.widget.attrs.setdefault("maxlength", limit)
        yield _longest(limit)
    elif isinstance(field, forms.DateField | forms.DateTimeField):
        yield sane_day
    elif type(field) is forms.DecimalField and field.max_digits is None:
        yield validators.DecimalValidator(16, field.decimal_places or 6)
    elif type(field) is forms.IntegerField and field.max_value is None:
        yield validators.MaxValueValidator(LARGEST_INTEGER, gettext_lazy("数字过大，请检查位数。"))
        if field.min_value is None:
            yield validators.MinValueValidator(-LARGEST_INTEGER, gettext_lazy("数字过小，请检查位数。"))


def _length_limit(field: forms.CharField) -> int:
    if field.widget.is_hidden:
        return HIDDEN_LENGTH
    return TEXT_LENGTH if isinstance(field.widget, forms.Textarea) else LINE_LENGTH


def _longest(limit: int) -> validators.MaxLengthValidator:
    return validators.MaxLengthValidator(
        limit, gettext_lazy("最多填写 %(limit_value)d 个字，现在有 %(show_value)d 个字。")
    )
