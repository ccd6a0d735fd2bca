"""Why a bid did not open."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.opening.ruling.choices import Cause


class RulingForm(PortalForm):
    """The cause, and on what it was found."""

    cause = forms.ChoiceField(label=_("没有打开的原因"), choices=Cause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("事实和理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明核对了什么、怎样判断；写进开启记录，并告诉这家供应商。不要写报价。"),
    )
