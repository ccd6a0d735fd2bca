"""What is written down of a paper copy, and what is typed in from one."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.bidding.forms import ResponseForm

SIGNED = "纸质备份，由两人录入；签字盖章以纸质原件为准"


class ReceiveForm(PortalForm):
    """Under which receipt, and how it is sealed."""

    receipt_number = forms.CharField(
        label=_("回执编号"), max_length=60, help_text=_("照供应商出示的回执填写，不要写供应商的名称。")
    )
    seal_note = forms.CharField(
        label=_("封装情况"), max_length=300, help_text=_("例如：牛皮纸袋，封口盖公章，完好。")
    )
    is_sealed = forms.BooleanField(
        label=_("已当面查看：密封完好"), required=False, help_text=_("没有密封的不能接收。")
    )


class TypedForm(ResponseForm):
    """The form of a response as it stands on paper: what the paper leaves out stays empty."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.required = False
        self.fields["first_price"] = AmountField(
            label=self.fields["first_price"].label,
            min_amount=Decimal("0.01"),
            help_text=_("照纸质文件录入，高于最高限价的也照录。"),
        )

    def as_fields(self) -> dict[str, str]:
        """The fields as a bidder's browser would have sealed them, marked as typed in."""
        said = {name: _as_text(value) for name, value in self.cleaned_data.items()}
        return {name: value for name, value in said.items() if value} | {"signatures": SIGNED}


class CheckForm(PortalForm):
    """The second person reads the price once more, without seeing what was typed."""

    price = AmountField(label=_("纸质文件上的报价"), min_amount=Decimal("0.01"))
    compared = forms.BooleanField(label=_("我已对照纸质文件逐项核对，录入的内容一致"))


class JoinForm(PortalForm):
    """Which of the shut bids, or none of them; and how it was found."""

    NONE = "none"

    bid = forms.ChoiceField(label=_("属于哪一份文件"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("事实和理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明怎样核对，例如封面写的回执编号、供应商出示的回执；写进开启记录。"),
    )

    def __init__(self, data: object = None, *, shut: Iterable[tuple[int, str]] = ()):
        super().__init__(data)
        self.fields["bid"].choices = [*shut, (self.NONE, _("不属于任何一份没有打开的文件"))]

    def as_opened(self) -> int | None:
        """The chosen bid."""
        said = self.cleaned_data["bid"]
        return None if said == self.NONE else int(said)


class FailForm(PortalForm):
    """Why a copy cannot be used."""

    reason = forms.CharField(
        label=_("不能使用的原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value or "")
