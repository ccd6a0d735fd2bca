"""What is typed about a bond."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.contracts.bonds.choices import BondKind, KeepGround
from procurement.contracts.bonds.rules import BondFacts
from procurement.contracts.bonds.workflow import RefundFacts
from procurement.projects.forms import LEAST

PAPERS = (*DOCUMENTS, *IMAGES)
NOT_FACTS = ("supplier", "paper")


class EntryForm(PortalForm):
    """A bond as its bank paper says."""

    supplier = forms.TypedChoiceField(label=_("供应商"), coerce=int)
    form = forms.ChoiceField(label=_("形式"), choices=BondKind.choices, widget=forms.RadioSelect)
    amount = AmountField(label=_("金额"), min_amount=LEAST)
    arrived_at = forms.DateTimeField(
        label=_("到账或者收到时间"),
        widget=forms.DateTimeInput,
        help_text=_("按银行凭证填写；保函填收到的时间。"),
    )
    reference = forms.CharField(label=_("凭证或者保函编号"), max_length=80)
    payer_account = forms.CharField(
        label=_("付款账户"), max_length=60, required=False, help_text=_("账号，用来原路退还；保函不填。")
    )
    paper = UploadField(label=_("凭证或者保函"), kinds=PAPERS)

    def __init__(self, *args, suppliers: Iterable[Body], **options):
        super().__init__(*args, **options)
        self.fields["supplier"].choices = [("", _("请选择")), *((body.pk, body.name) for body in suppliers)]

    @property
    def facts(self) -> BondFacts:
        """The bond as the workflow takes it; only after is_valid()."""
        typed = self.cleaned_data
        return BondFacts(**{name: value for name, value in typed.items() if name not in NOT_FACTS})


class RefundForm(PortalForm):
    """When a bond went back, and what was paid for lateness."""

    on = DayField(label=_("退还日期"))
    charge = AmountField(
        label=_("资金占用费"),
        required=False,
        help_text=_("按期退还的不填；逾期的按上面列出的算法支付。"),
    )
    is_suppliers_fault = forms.BooleanField(label=_("因供应商自身原因没有及时退还"), required=False)
    reason = forms.CharField(
        label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    paper = UploadField(label=_("退还凭证"), kinds=PAPERS, required=False)

    @property
    def facts(self) -> RefundFacts:
        """The refund as the workflow takes it; only after is_valid()."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "paper"}
        return RefundFacts(**typed | {"charge": typed["charge"] or 0})


class KeepForm(PortalForm):
    """Why a bond is not given back."""

    ground = forms.ChoiceField(label=_("情形"), choices=KeepGround.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("事实和材料"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    paper = UploadField(label=_("证明材料"), kinds=PAPERS, required=False)


class DecisionForm(PortalForm):
    """The second person's decision."""

    is_kept = forms.TypedChoiceField(
        label=_("审批意见"),
        choices=(("yes", _("同意不予退还")), ("no", _("不同意，继续保管并依法退还"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class ReasonForm(PortalForm):
    """Why an entry is struck."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ConfirmForm(PortalForm):
    """The supplier has agreed to leave its bond as a performance bond."""

    confirmed = forms.BooleanField(label=_("合同已签订，供应商同意转为履约保证金"))
    paper = UploadField(label=_("供应商的书面同意"), kinds=PAPERS, required=False)
