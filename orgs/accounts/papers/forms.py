"""Forms of papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.accounts.papers.choices import PaperKind
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import UploadField


class PaperForm(PortalForm):
    """What stands on a paper, and its scan."""

    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("请选择种类")), *PaperKind.choices])
    number = forms.CharField(label=_("编号"), max_length=80)
    issuer = forms.CharField(label=_("发证单位"), max_length=120)
    issued_on = forms.DateField(label=_("发证日期"), widget=forms.DateInput(attrs={"type": "date"}))
    expires_on = forms.DateField(
        label=_("到期日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("长期有效的不填。"),
    )
    file = UploadField(label=_("扫描件"), kinds=("pdf", "jpg", "jpeg", "png"))
