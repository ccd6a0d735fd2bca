"""What is typed about the contract of an order."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.contracts.orders.rules import OrderContractFacts


class OrderContractForm(PortalForm):
    """The contract as it was signed; the amount is the order's."""

    signed_on = DayField(label=gettext_lazy("签订日期"))
    starts_on = DayField(label=gettext_lazy("服务开始日期"))
    ends_on = DayField(label=gettext_lazy("服务结束日期"))
    payment = forms.CharField(
        label=gettext_lazy("付款条件"),
        max_length=200,
        help_text=gettext_lazy("例如：按月凭服务记录据实结算，收到发票后支付。"),
    )
    terms = forms.CharField(
        label=gettext_lazy("合同条款"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("按签订的合同填写，公告后所有人可见；不要写个人信息。"),
    )
    paper = UploadField(label=gettext_lazy("签订的合同"), kinds=(*DOCUMENTS, *IMAGES))

    @property
    def facts(self) -> OrderContractFacts:
        """The contract as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return OrderContractFacts(**{name: value for name, value in data.items() if name != "paper"})


class OrderContractPublishForm(PortalForm):
    """The last look before everybody sees it."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对签订的合同，现在公告"))
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
