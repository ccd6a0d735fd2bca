"""Why a purchase is ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm


class CancelForm(PortalForm):
    """The change that takes the task away; it is printed in the notice."""

    reason = forms.CharField(
        label=_("终止的原因"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明使采购任务取消的重大变故，随终止公告公开。"),
    )
    confirmed = forms.BooleanField(label=_("我已核对：终止后不能恢复"))
