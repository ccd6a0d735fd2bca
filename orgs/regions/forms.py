"""A field for a division: people type a name or a code, the page suggests while they type."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.regions import queries, zones
from orgs.regions.models import Division


def written(division: Division) -> str:
    """雨花区（长沙市） as people read it; the field takes it back."""
    return f"{division.name}（{division.parent.name}）" if division.parent else division.name


class DivisionInput(forms.TextInput):
    """A text input with suggestions; without scripts it is a plain text input."""

    def __init__(self, attrs: dict | None = None):
        suggesting = {
            "autocomplete": "off",
            "maxlength": "80",
            "hx-get": reverse_lazy("regions:division_select"),
            "hx-trigger": "input changed delay:200ms",
        }
        super().__init__({**suggesting, **(attrs or {})})

    def render(self, name, value, attrs=None, renderer=None):
        """The input with an empty datalist beside it, which htmx fills."""
        suggestions = f"{(attrs or {}).get('id') or name}-divisions"
        attrs = {**(attrs or {}), "list": suggestions, "hx-target": f"#{suggestions}"}
        return format_html(
            '{}<datalist id="{}"></datalist>', super().render(name, value, attrs, renderer), suggestions
        )


class DivisionField(forms.CharField):
    """Gives a Division; a name that several divisions have is refused with the list of them."""

    widget = DivisionInput
    default_error_messages = {"required": gettext_lazy("请填写行政区划。")}

    def __init__(self, *, only_budget_levels: bool = False, **options):
        super().__init__(**{"max_length": 80, "help_text": gettext_lazy("输入名称或者区划代码。"), **options})
        self.only_budget_levels = only_budget_levels

    def clean(self, value: str) -> Division | None:
        text = super().clean(value)
        if not text:
            return None
        name, _mark, above = text.rstrip("）").partition("（")
        found = [d for d in queries.named(name) if not above or (d.parent and d.parent.name == above)]
        if self.only_budget_levels:
            zone = next((level for level in zones.budget_levels(name) if level.note), None)
            if zone:
                says = _("%(note)s请填写%(division)s。")
                facts = {"note": zone.note, "division": zone.division.name}
                raise ValidationError(says % facts, code="zone")
            found = [
                d for d in found if d.level in queries.BUDGET_LEVELS and d.kind != queries.STATISTICAL_ZONE
            ]
        if not found:
            raise ValidationError(
                _("没有“%(text)s”这个行政区划，请从列表中选择。") % {"text": text}, code="unknown"
            )
        if len(found) > 1:
            names = "、".join(written(division) for division in found)
            raise ValidationError(
                _("叫“%(text)s”的有：%(names)s。请写明是哪一个。") % {"text": text, "names": names},
                code="ambiguous",
            )
        return found[0]

    def prepare_value(self, value):
        if isinstance(value, str) and value.isdigit():
            division = queries.current().filter(code=value).first()
            return written(division) if division else value
        return written(value) if isinstance(value, Division) else value

    def has_changed(self, initial, data) -> bool:
        return self.prepare_value(initial) != data
