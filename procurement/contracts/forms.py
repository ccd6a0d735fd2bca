"""What the purchaser writes into a contract, and what must be typed before it is signed."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.contracts.rules import ContractFacts, InstalmentFacts

MOST_INSTALMENTS = 12


class ContractForm(PortalForm):
    """Term and text; the amount is the award's."""

    starts_on = forms.DateField(label=gettext_lazy("服务开始日期"))
    ends_on = forms.DateField(label=gettext_lazy("服务结束日期"))
    terms = forms.CharField(
        label=gettext_lazy("合同条款"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy("已按标准文本写好，请按本项目补充。双方签署的就是这份文本。"),
    )


class InstalmentForm(PortalForm):
    """One payment and what must be done first."""

    milestone = forms.CharField(label=gettext_lazy("付款条件"), max_length=200)
    amount = AmountField(label=gettext_lazy("金额"), min_amount=Decimal("0.01"))


class InstalmentForms(forms.BaseFormSet):
    """The payments in their order; a row left empty does not count."""

    @property
    def facts(self) -> tuple[InstalmentFacts, ...]:
        """What was typed, as the rules know it."""
        return tuple(
            InstalmentFacts(form.cleaned_data["milestone"], form.cleaned_data["amount"])
            for form in self.forms
            if form.cleaned_data
        )

    def initial_form_count(self) -> int:
        """None once sent: a proposed row that was emptied does not count either."""
        return 0 if self.is_bound else super().initial_form_count()

    def clean(self) -> None:
        """At least one payment."""
        if not any(self.errors) and not any(form.cleaned_data for form in self.forms):
            raise ValidationError(_("请至少填写一期付款。"))


InstalmentFormSet = forms.formset_factory(
    InstalmentForm, formset=InstalmentForms, extra=2, max_num=MOST_INSTALMENTS, absolute_max=MOST_INSTALMENTS
)


class ConfirmForm(PortalForm):
    """The contract's number, typed by hand before a step that cannot be taken back."""

    number = forms.CharField(
        label=gettext_lazy("合同编号"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("请照页面上方的编号输入一遍，表示已经核对。"),
    )

    def __init__(self, *args, number: str, **options):
        super().__init__(*args, **options)
        self.expected = number

    def clean_number(self) -> str:
        """The number as it stands on the contract."""
        typed = self.cleaned_data["number"].strip().upper()
        if typed != self.expected.upper():
            raise ValidationError(_("输入的编号和合同编号 %(number)s 不一致。") % {"number": self.expected})
        return typed


class SignForm(ConfirmForm):
    """The number, and the digest of the text that was shown."""

    text_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


def facts_of(form: ContractForm, instalments: InstalmentForms) -> ContractFacts:
    """Both forms as the rules know them."""
    data = form.cleaned_data
    return ContractFacts(data["starts_on"], data["ends_on"], data["terms"], instalments.facts)
