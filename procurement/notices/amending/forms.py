"""The form of a correction: one field for each thing that the published notice says and that may change."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.notices.amending.rules import Entry

LONG = 60


class AmendForm(forms.Form):
    """Every open entry as it reads today; what is changed becomes the correction."""

    reason = forms.CharField(label=_("更正原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, entries: Sequence[Entry], **options: Any):
        super().__init__(*args, **options)
        self.entries = [entry for entry in entries if entry.is_open]
        for at, entry in enumerate(self.entries):
            self.fields[f"entry_{at}"] = field_of(entry)

    def texts(self) -> list[forms.BoundField]:
        """The fields of the notice, in its order."""
        return [self[f"entry_{at}"] for at in range(len(self.entries))]

    def as_wish(self) -> dict[str, str]:
        """The texts by the keys of their entries."""
        return {entry.key: self.cleaned_data[f"entry_{at}"] for at, entry in enumerate(self.entries)}


def field_of(entry: Entry) -> forms.CharField:
    """A line for a short text, an area for a long one."""
    is_long = not entry.label or len(entry.value) > LONG
    widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput()
    return forms.CharField(
        label=entry.says,
        initial=entry.value,
        max_length=8000,
        widget=widget,
        required=bool(entry.value.strip()),
    )
