"""A field for a body: people type its credit code."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies import queries
from orgs.bodies.models import Body

CODE_LENGTH = 18


class BodyField(forms.CharField):
    """Gives the Body of a unified social credit code."""

    def __init__(self, **options):
        facts = {"max_length": CODE_LENGTH, "help_text": gettext_lazy("填写18位统一社会信用代码。")}
        super().__init__(**{**facts, **options})

    def clean(self, value: str) -> Body | None:
        code = super().clean(value).upper()
        if not code:
            return None
        body = queries.by_credit_code(code)
        if body is None:
            raise ValidationError(
                _("没有信用代码为“%(code)s”的单位，请核对。") % {"code": code}, code="unknown"
            )
        return body

    def prepare_value(self, value):
        return value.credit_code if isinstance(value, Body) else value
