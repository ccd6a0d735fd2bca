"""What is typed on the short path."""

from collections.abc import Sequence
from dataclasses import fields, replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.forms import CODE_LENGTH, BodyField
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField, format_amount
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.award.direct.choices import AskedBy, MallMode
from procurement.award.direct.mall import MallFacts
from procurement.award.direct.models import Offer
from procurement.award.direct.rules import MoveFacts, OfferFacts, Proposal, ResultFacts, causes_of
from procurement.projects.forms import LEAST

PAPERS = (*DOCUMENTS, *IMAGES)
# More can never have been asked; a number typed with a digit too many is refused.
MOST_SUPPLIERS = 999


class OfferForm(PortalForm):
    """Who offered what, and how it was asked."""

    supplier_name = forms.CharField(label=gettext_lazy("供应商名称"), max_length=120)
    credit_code = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=CODE_LENGTH,
        help_text=gettext_lazy("填写18位代码；已在平台登记的，自动使用登记的名称。"),
    )
    amount = AmountField(label=gettext_lazy("报价"), min_amount=LEAST)
    asked_by = forms.ChoiceField(
        label=gettext_lazy("询价方式"), choices=AskedBy.choices, widget=forms.RadioSelect
    )
    offered_on = DayField(label=gettext_lazy("报价日期"))
    content = forms.CharField(
        label=gettext_lazy("报价内容"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("服务内容、人员、时间等与比较有关的内容。"),
    )
    paper = UploadField(label=gettext_lazy("书面报价"), kinds=PAPERS)

    def clean_credit_code(self) -> str:
        """Capitals, as registered."""
        return self.cleaned_data["credit_code"].upper()

    @property
    def facts(self) -> OfferFacts:
        """The offer as the workflow takes it; only after is_valid()."""
        return OfferFacts(**{name: value for name, value in self.cleaned_data.items() if name != "paper"})


class ProposeForm(PortalForm):
    """Which offer, and why where the rule of thumb is left."""

    offer_id = forms.TypedChoiceField(label=gettext_lazy("选定的报价"), coerce=int, widget=forms.RadioSelect)
    few_reason = forms.CharField(
        label=gettext_lazy("报价较少的原因"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("报价家数少于一般要求时填写，随结果公开。"),
    )
    dear_reason = forms.CharField(
        label=gettext_lazy("没有选最低报价的理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("选定的不是最低报价时填写，随结果公开。"),
    )

    def __init__(self, *args, offers: Sequence[Offer], **options):
        super().__init__(*args, **options)
        self.fields["offer_id"].choices = [(offer.pk, self._says(offer)) for offer in offers]

    def _says(self, offer: Offer) -> str:
        return _("%(supplier)s，%(amount)s 元") % {
            "supplier": offer.supplier_name,
            "amount": format_amount(offer.amount),
        }

    @property
    def proposal(self) -> Proposal:
        """The proposal as the workflow takes it; only after is_valid()."""
        return Proposal(**self.cleaned_data)


class ResultForm(PortalForm):
    """What another platform decided."""

    supplier = BodyField(label=gettext_lazy("成交供应商"))
    amount = AmountField(label=gettext_lazy("成交金额"), min_amount=LEAST)
    platform = forms.CharField(
        label=gettext_lazy("办理平台"), max_length=120, help_text=gettext_lazy("例如电子卖场的名称。")
    )
    order_number = forms.CharField(label=gettext_lazy("订单或者项目编号"), max_length=80)
    decided_on = DayField(label=gettext_lazy("成交日期"))
    address = forms.URLField(
        label=gettext_lazy("网址"), max_length=300, required=False, assume_scheme="https"
    )
    paper = UploadField(label=gettext_lazy("订单或者成交通知书"), kinds=PAPERS)

    @property
    def facts(self) -> ResultFacts:
        """The result as the workflow takes it; only after is_valid()."""
        names = ("amount", "platform", "order_number", "decided_on", "address")
        given = {name: self.cleaned_data[name] for name in names}
        return ResultFacts(supplier_id=self.cleaned_data["supplier"].pk, **given)


class MallForm(ResultForm):
    """An order of the e-mall: how it came about as well."""

    mode = forms.ChoiceField(
        label=gettext_lazy("交易方式"), choices=MallMode.choices, widget=forms.RadioSelect
    )
    suppliers = forms.IntegerField(
        label=gettext_lazy("报价家数"),
        min_value=1,
        max_value=MOST_SUPPLIERS,
        help_text=gettext_lazy("参加报价的供应商；直购填比较过的供应商。"),
    )
    opened_at = forms.DateTimeField(
        label=gettext_lazy("报价开始时间"),
        required=False,
        widget=forms.DateTimeInput,
        help_text=gettext_lazy("直购不填。"),
    )
    closed_at = forms.DateTimeField(
        label=gettext_lazy("报价截止时间"),
        required=False,
        widget=forms.DateTimeInput,
        help_text=gettext_lazy("直购不填。"),
    )
    lowest = AmountField(
        label=gettext_lazy("最低报价"),
        min_amount=LEAST,
        required=False,
        help_text=gettext_lazy("直购不填。"),
    )
    is_rerun = forms.BooleanField(
        label=gettext_lazy("这是第二次竞价"),
        required=False,
        help_text=gettext_lazy("第一次竞价报价不足、重新发布过的，请勾选。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("直购、报价较少或者没有选最低报价时填写，随结果公开。"),
    )
    field_order = (
        "supplier",
        "amount",
        "mode",
        "suppliers",
        "opened_at",
        "closed_at",
        "lowest",
        "is_rerun",
        "reason",
    )

    @property
    def facts(self) -> ResultFacts:
        """The order as the workflow takes it; only after is_valid()."""
        names = [field.name for field in fields(MallFacts)]
        return replace(super().facts, mall=MallFacts(**{name: self.cleaned_data[name] for name in names}))


class MoveForm(PortalForm):
    """Which platform carries on after the opening, and why."""

    platform = forms.CharField(label=gettext_lazy("办理平台"), max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("说明为什么不在本平台评审，例如评审系统故障、主管部门要求统一评审。"),
    )
    paper = UploadField(label=gettext_lazy("说明或者批准材料"), kinds=PAPERS)

    @property
    def facts(self) -> MoveFacts:
        """The move as the workflow takes it; only after is_valid()."""
        return MoveFacts(self.cleaned_data["platform"], self.cleaned_data["reason"])


class ReasonForm(PortalForm):
    """Why an offer is struck, or a purchase given up."""

    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class GiveUpForm(ReasonForm):
    """For which cause a purchase ends, and why in words; the other platform's notice where it counted."""

    cause = forms.ChoiceField(label=gettext_lazy("终止情形"), widget=forms.RadioSelect)
    paper = UploadField(
        label=gettext_lazy("其他平台的终止公告"),
        kinds=PAPERS,
        required=False,
        help_text=gettext_lazy("供应商不足的必须上传；其他情形有公告的也请上传。"),
    )
    field_order = ("cause", "reason", "paper")

    def __init__(self, *args, counts_elsewhere: bool = False, **options):
        super().__init__(*args, **options)
        causes = causes_of(counts_elsewhere=counts_elsewhere)
        self.fields["cause"].choices = [(cause.value, cause.label) for cause in causes]
        if not counts_elsewhere:
            del self.fields["paper"]


class ConfirmForm(PortalForm):
    """The last look before the public sees it."""

    confirmed = forms.BooleanField(label=gettext_lazy("我已核对，现在公开"))
