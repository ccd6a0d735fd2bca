"""Forms of requests for deletion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm


class AskForm(PortalForm):
    """The person asks."""

    reason = forms.CharField(
        label=_("说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不用说明理由；有希望我们特别注意的，可以写在这里。"),
    )
    understands = forms.BooleanField(label=_("我知道账号注销以后不能恢复，依法保存的内容到期才遮盖"))


class RecognitionForm(PortalForm):
    """How the person was recognised."""

    checked = forms.CharField(
        label=_("怎样核实是本人"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：拨打账号登记的手机，由本人说出申请编号。不要写证件号码。"),
    )


class GiveBackForm(PortalForm):
    """Why the account is not closed."""

    reason = forms.CharField(
        label=_("没有办理的原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("申请人会看到，请写明要先办什么。"),
    )
