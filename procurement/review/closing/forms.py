"""What is typed after a review."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.review.closing.choices import OF_EXPERTS, OF_ORGANISERS, Conduct, FeePayer
from procurement.review.closing.rules import ConductFacts, FeeFacts
from procurement.review.models import PanelMember

MOST_HOURS = 200


class FeeForm(PortalForm):
    """Who pays, and a row for every expert."""

    payer = forms.ChoiceField(label=_("支付单位"), choices=FeePayer.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, experts: Iterable[PanelMember], **options: Any):
        super().__init__(*args, **options)
        self.experts = list(experts)
        for member in self.experts:
            self.add_fields(_row(member.pk, member.user.name))

    @property
    def lines(self) -> list[FeeFacts]:
        """The rows as the workflow takes them; only after is_valid()."""
        data = self.cleaned_data
        names = ("hours", "fee", "travel", "remark")
        return [FeeFacts(one.pk, *(data[f"{name}-{one.pk}"] for name in names)) for one in self.experts]


def _row(pk: int, name: str) -> dict[str, forms.Field]:
    """The fields of one expert."""
    words = {"name": name}
    return {
        f"hours-{pk}": forms.DecimalField(
            label=_("%(name)s，评审时长（小时）") % words,
            min_value=Decimal("0"),
            max_value=MOST_HOURS,
            max_digits=4,
            decimal_places=1,
        ),
        f"fee-{pk}": AmountField(label=_("%(name)s，劳务报酬（元）") % words),
        f"travel-{pk}": AmountField(label=_("%(name)s，异地评审差旅费（元）") % words),
        f"remark-{pk}": forms.CharField(
            label=_("%(name)s，说明") % words,
            max_length=200,
            required=False,
            help_text=_("不支付报酬的必须写明原因。"),
        ),
    }


class ExpertConductForm(PortalForm):
    """How an expert did its duty."""

    conduct = forms.ChoiceField(
        label=_("履职情况"),
        choices=[(one.value, Conduct(one).label) for one in OF_EXPERTS],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("具体情况"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("正常履职的可以不写；其他情况写明时间和经过，不要写个人评分。"),
    )

    @property
    def facts(self) -> ConductFacts:
        """The record as the workflow takes it; only after is_valid()."""
        return ConductFacts(**self.cleaned_data)


class OrganiserConductForm(ExpertConductForm):
    """How whoever organised the review did its duty."""

    conduct = forms.ChoiceField(
        label=_("履职情况"),
        choices=[(one.value, Conduct(one).label) for one in OF_ORGANISERS],
        widget=forms.RadioSelect,
    )


class ReplyForm(PortalForm):
    """What the one who is spoken of says."""

    reply = forms.CharField(label=_("本人说明"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
