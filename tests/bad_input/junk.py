"""What must be refused by which kind of field, and what only must do no harm."""

from django import forms

from portal.kernel.money import AmountField

HTML = '<script>alert("示例")</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://example.invalid","示例")'
NUL = "甲\x00乙"
WRONG_CODE = "51430000MJ00000000"
NO_AMOUNTS = ("三万", "-1", "1e400", "NaN", "Infinity", "12万", "0.001", "9" * 30, "1,74", "0x10", "١٢")
NO_NUMBERS = ("三", "1.5", "-" + "9" * 30, "9" * 5000, "1e9", "NaN")
NO_POINTS = ("三", "-1", "9" * 40, "1e99", "NaN", "-Infinity")
NO_DAYS = ("明天", "2026-02-30", "0001-01-01", "99999-01-01", "2026/99/99", "20260229")
NO_TIMES = ("25:00", "下午", "09:61")
NO_CHOICES = ("no-such-code", "-1", "9" * 40, "1 OR 1=1", WRONG_CODE)
ANYTHING = (HTML, FORMULA, NUL, "\ud800", "‮txt", "a" * 200_000, "%s%n", "{{ 7*7 }}", "' OR 1=1 --", " ")

REFUSED = (
    (AmountField, NO_AMOUNTS),
    (forms.DecimalField, NO_POINTS),
    (forms.IntegerField, NO_NUMBERS),
    (forms.DateTimeField, ("明天", "2026-02-30T09:00", "0001-01-01T00:00")),
    (forms.DateField, NO_DAYS),
    (forms.TimeField, NO_TIMES),
    (forms.ModelMultipleChoiceField, NO_CHOICES),
    (forms.ModelChoiceField, NO_CHOICES),
    (forms.ChoiceField, NO_CHOICES),
    (forms.EmailField, ("不是邮箱", "a@b", "@example.invalid")),
)


def refused_by(field: forms.Field) -> list[str]:
    """Texts that this field must refuse, each with a sentence."""
    found = next((list(texts) for kind, texts in REFUSED if isinstance(field, kind)), [])
    if isinstance(field, forms.CharField) and field.max_length:
        found.append("长" * (field.max_length + 1))
    if isinstance(field, forms.DecimalField) and field.decimal_places is not None:
        found.append("1." + "2" * (field.decimal_places + 1))
    return found
