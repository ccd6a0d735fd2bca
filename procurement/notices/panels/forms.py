"""What is typed about a panel's confirmation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.notices.panels.rules import ConfirmationFacts


class ConfirmationForm(PortalForm):
    """How many confirmed on which day, and their signed paper."""

    members = forms.IntegerField(label=_("小组人数"), min_value=1, max_value=99)
    experts = forms.IntegerField(label=_("其中评审专家"), min_value=0, max_value=99)
    confirmed_on = DayField(label=_("确认日期"))
    paper = UploadField(
        label=_("签字的确认意见"),
        kinds=(*DOCUMENTS, *IMAGES),
        help_text=_("成员名单在结果公告以前保密，只有经办单位能看到这份文件。"),
    )

    @property
    def facts(self) -> ConfirmationFacts:
        """The confirmation as the workflow takes it; only after is_valid()."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        return ConfirmationFacts(**typed)
