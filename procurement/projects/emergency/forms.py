"""What is typed about an emergency purchase."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.projects.emergency.rules import EmergencyFacts
from procurement.projects.forms import LEAST


class EmergencyForm(PortalForm):
    """The event, the reason, what was bought, who decided."""

    event = forms.CharField(
        label=gettext_lazy("事件"), max_length=200, help_text=gettext_lazy("例如自然灾害、疫情、事故。")
    )
    happened_on = DayField(label=gettext_lazy("发生日期"))
    reason = forms.CharField(
        label=gettext_lazy("为什么来不及按正常程序采购"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    bought = forms.CharField(
        label=gettext_lazy("采购内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    supplier_name = forms.CharField(label=gettext_lazy("供应商"), max_length=120)
    amount = AmountField(label=gettext_lazy("金额"), min_amount=LEAST)
    decider = forms.CharField(label=gettext_lazy("决定人"), max_length=120)
    decided_on = DayField(label=gettext_lazy("决定日期"))

    @property
    def facts(self) -> EmergencyFacts:
        """The entry as the workflow takes it; only after is_valid()."""
        return EmergencyFacts(**self.cleaned_data)


class PaperForm(PortalForm):
    """A paper handed in afterwards."""

    title = forms.CharField(label=gettext_lazy("材料名称"), max_length=120)
    paper = UploadField(label=gettext_lazy("文件"), kinds=(*DOCUMENTS, *IMAGES))
