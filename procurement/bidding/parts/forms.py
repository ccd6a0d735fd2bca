"""What counts as signed, part by part."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.bidding.parts import rules
from procurement.bidding.parts.choices import Signing
from procurement.bidding.parts.models import ResponsePart


class SigningsForm(PortalForm):
    """The ways of every part of which one is enough; none where the part needs no signature of its own."""

    def __init__(self, data: Any = None, *, parts: Iterable[ResponsePart], **options: Any):
        super().__init__(data, **options)
        self.parts = [part for part in parts if rules.may_change(code=part.code)]
        self.add_fields({f"ways_{part.code}": ways_field(part) for part in self.parts})
        self.add_fields(
            {
                "reason": forms.CharField(
                    label=_("理由"), max_length=300, help_text=_("为什么与平台的一般要求不同；供应商能看到。")
                )
            }
        )

    def as_signings(self) -> dict[str, list[str]]:
        """The ways by the code of the part."""
        return {part.code: self.cleaned_data[f"ways_{part.code}"] for part in self.parts}


def ways_field(part: ResponsePart) -> forms.MultipleChoiceField:
    """The ways that one part may be signed in, as they count now."""
    ways = rules.offered(is_file=part.is_file)
    return forms.MultipleChoiceField(
        label=part.name,
        choices=[(way, Signing(way).label) for way in ways],
        initial=part.signings,
        required=False,
        help_text=part.says,
        widget=forms.CheckboxSelectMultiple,
    )
